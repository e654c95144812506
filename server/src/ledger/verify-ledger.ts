import { type Anchor, type Verdict, chainChecker } from '@pulih/proofs'
import type { Db, Tx } from '../platform/index.ts'
import { accountsAreOurs, digestPages, findOutside, readHead } from './verify-store.ts'

const pagesAtOnce = 100

export interface VerifyOptions {
  readonly anchor?: Anchor | null
  readonly progress?: (pages: bigint, of: bigint) => void
}

/**
 * Works out every digest again, in order, up to the head at the beginning: whoever posts meanwhile is not in the way. Finds one
 * changed byte; a page and, where its entries or its number tell, the transfer.
 */
export async function verifyLedger(db: Db | Tx, { anchor = null, progress }: VerifyOptions = {}): Promise<Verdict> {
  const checker = chainChecker(anchor)
  const head = await readHead(db)
  const until = head?.page ?? 0n
  let after = 0n
  for (;;) {
    const pages = await digestPages(db, after, until, pagesAtOnce)
    for (const page of pages) checker.page(page)
    const last = pages.at(-1)
    if (!last) break
    after = last.number
    progress?.(after, until)
  }
  const outside = await findOutside(db)
  if (outside.transfer !== null || outside.page !== null) checker.note('outside-pages', outside.page, outside.transfer)
  if (!(await accountsAreOurs(db))) checker.note('accounts-changed', null)
  return checker.end(head)
}
