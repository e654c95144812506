import { beginning, pageDigest, type PageFacts } from './page.ts'

/** What a verification finds, as near to the place as digests can tell. */
export type LedgerFinding =
  | 'page-missing'
  | 'page-changed'
  | 'page-not-chained'
  | 'transfers-missing'
  | 'transfers-added'
  | 'entries-wrong'
  | 'outside-pages'
  | 'head-differs'
  | 'anchor-differs'
  | 'accounts-changed'
  | 'line-unreadable'

/** A page with what really stands under it. */
export interface FoundPage extends PageFacts {
  /** The digest of the lines as they are now; null if there are none. */
  readonly content: string | null
  readonly transfers: bigint
  /** The first transfer whose entries are not the two that its kind and amount make. */
  readonly wrong: bigint | null
  /** The first number between first and last that no transfer has. */
  readonly missing: bigint | null
}

export interface Finding {
  readonly says: LedgerFinding
  readonly page: bigint | null
  readonly transfer: bigint | null
}

/** A page and its digest, kept where nobody who can change the ledger can change them. */
export interface Anchor {
  readonly page: bigint
  readonly digest: string
}

export interface End {
  readonly page: bigint
  readonly lastTransfer: bigint
  readonly digest: string
}

export interface Verdict {
  readonly whole: boolean
  readonly pages: bigint
  readonly transfers: bigint
  readonly entries: bigint
  readonly head: Anchor
  /** At most a hundred. */
  readonly findings: readonly Finding[]
}

const findingsKept = 100

export interface ChainChecker {
  page(page: FoundPage): void
  note(says: LedgerFinding, page: bigint | null, transfer?: bigint | null): void
  end(head: End | null): Verdict
}

/** Checks pages in their order. After a broken page it goes on from what is written there, so that only what was touched is named. */
export function chainChecker(anchor: Anchor | null): ChainChecker {
  const findings: Finding[] = []
  const counted = { pages: 0n, transfers: 0n, entries: 0n }
  let end: End = { page: 0n, lastTransfer: 0n, digest: beginning }
  let anchored = anchor === null || (anchor.page === 0n && anchor.digest === beginning)

  const note: ChainChecker['note'] = (says, page, transfer = null) => {
    if (findings.length < findingsKept) findings.push({ says, page, transfer })
  }

  return {
    note,
    page(page) {
      if (page.number > end.page + 1n) note('page-missing', end.page + 1n)
      else if (page.first !== end.lastTransfer + 1n || page.previous !== end.digest)
        note('page-not-chained', page.number)
      if (page.missing !== null) note('transfers-missing', page.number, page.missing)
      if (page.transfers > page.last - page.first + 1n) note('transfers-added', page.number)
      if (page.wrong !== null) note('entries-wrong', page.number, page.wrong)
      if (page.content === null || pageDigest(page, page.content) !== page.digest) note('page-changed', page.number)
      if (anchor?.page === page.number && anchor.digest === page.digest) anchored = true
      end = { page: page.number, lastTransfer: page.last, digest: page.digest }
      counted.pages += 1n
      counted.transfers += page.transfers
      counted.entries += page.entries
    },
    end(head) {
      if (head?.page !== end.page || head.lastTransfer !== end.lastTransfer || head.digest !== end.digest)
        note('head-differs', end.page)
      if (!anchored) note('anchor-differs', anchor?.page ?? null)
      return { whole: findings.length === 0, ...counted, head: { page: end.page, digest: end.digest }, findings }
    },
  }
}
