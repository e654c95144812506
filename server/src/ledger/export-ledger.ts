import { headLine, pageLine, transferLine } from '@pulih/proofs'
import type { Db } from '../platform/index.ts'
import { exportPages, exportTransfers } from './export-store.ts'
import { readHead } from './verify-store.ts'

const pagesAtOnce = 20

/**
 * The whole ledger as lines of JSON, each page behind its transfers and the head at the end. What is posted meanwhile is not in it.
 * `verifyExport` of proofs checks it without a database.
 */
export async function* exportLedger(db: Db): AsyncGenerator<string> {
  const head = await readHead(db)
  if (!head) return
  let after = 0n
  for (;;) {
    const pages = await exportPages(db, after, head.page, pagesAtOnce)
    const [first, last] = [pages[0], pages.at(-1)]
    if (!first || !last) break
    const transfers = await exportTransfers(db, first.first, last.last)
    let next = 0
    for (const page of pages) {
      let lines = ''
      for (let found = transfers[next]; found && found.transfer.id <= page.last; found = transfers[++next])
        lines += `${transferLine(found.transfer, found.entries)}\n`
      yield `${lines}${pageLine(page)}\n`
    }
    after = last.number
  }
  yield `${headLine(head)}\n`
}
