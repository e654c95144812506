import { accountNumber, flowsOf } from './account.ts'
import { chainChecker, type Anchor, type End, type FoundPage, type Verdict } from './check-chain.ts'
import { readExportLine } from './export-line.ts'
import { entriesText, lineOf } from './line.ts'
import { contentDigest, type PageFacts } from './page.ts'
import type { Entry, Transfer } from './transfer.ts'

/** Verifies an export line by line, with no database and in constant memory. Finds what the server finds. */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  anchor: Anchor | null = null,
): Promise<Verdict> {
  const checker = chainChecker(anchor)
  let open = newPage()
  let head: End | null = null
  let lastPage = 0n
  for await (const text of lines) {
    if (text === '') continue
    const line = readable(text)
    if (!line) {
      checker.note('line-unreadable', lastPage + 1n)
      continue
    }
    // Nothing is read behind the end: whatever follows the head was added.
    if (head) checker.note('outside-pages', null)
    if (line.line === 'head') head = line.head
    if (line.line === 'transfer') {
      open.lines.push(lineOf(line.transfer, line.entries))
      open.ids.push(line.transfer.id)
      if (!entriesFit(line.transfer, line.entries)) open.wrong ??= line.transfer.id
    }
    if (line.line === 'page') {
      checker.page(closed(open, line.page))
      lastPage = line.page.number
      open = newPage()
    }
  }
  if (open.lines.length > 0) checker.note('outside-pages', null)
  return checker.end(head)
}

function readable(text: string): ReturnType<typeof readExportLine> | null {
  try {
    return readExportLine(text)
  } catch {
    // Whatever is wrong with it, it is a finding and not a failure.
    return null
  }
}

interface OpenPage {
  readonly lines: string[]
  readonly ids: bigint[]
  wrong: bigint | null
}

function newPage(): OpenPage {
  return { lines: [], ids: [], wrong: null }
}

function closed({ lines, ids, wrong }: OpenPage, page: PageFacts): FoundPage {
  const gap = ids.findIndex((id, index) => id !== page.first + BigInt(index))
  const complete = BigInt(ids.length) === page.last - page.first + 1n
  const missing = complete && gap === -1 ? null : page.first + BigInt(gap === -1 ? ids.length : gap)
  return {
    ...page,
    content: lines.length > 0 ? contentDigest(lines) : null,
    transfers: BigInt(ids.length),
    wrong,
    missing,
  }
}

function entriesFit({ kind, amount, serviceId }: Transfer, entries: readonly Entry[]): boolean {
  if (kind === 'reversal')
    return (
      entries.length === 2 &&
      entries.every(entry => entry.amount === amount || entry.amount === -amount) &&
      entries[0]?.amount !== entries[1]?.amount
    )
  const side = (account: Entry['account'], signed: bigint): Entry => ({
    account,
    serviceId: accountNumber[account] === accountNumber['customer-credit'] ? serviceId : null,
    amount: signed,
  })
  const written = entriesText(entries)
  return flowsOf(kind).some(({ from, to }) => written === entriesText([side(from, -amount), side(to, amount)]))
}
