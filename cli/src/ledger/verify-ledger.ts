import { verifyLedger, type ReplyOf } from '@pulih/contracts'
import { paint } from '@pulih/explanations'
import { verifyExport, type LedgerFinding } from '@pulih/proofs'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { counted, itemTable, part } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { linesIn, textOf } from '../api/text-of.ts'
import { ExportFile } from '../proofs/export-file.ts'

type Verdict = ReplyOf<typeof verifyLedger>

/** The server works out its own digests. */
export async function verifyServer(client: Client, anchorText?: string): Promise<Said> {
  const anchor = readAnchor(anchorText)
  const verdict = await client.ask(verifyLedger, { query: anchor ?? {} })
  return saidVerdict(verdict, client.connection.url, anchor !== null)
}

/** We work them out ourselves, and need nothing but the file. */
export async function verifyFile(file: string, anchorText?: string): Promise<Said> {
  const anchor = readAnchor(anchorText)
  const where = file === '-' ? 'standard input' : file
  const content = new ExportFile('ledger', where)
  const found = await verifyExport(
    linesIn(content.watched(textOf(file))),
    anchor && { page: BigInt(anchor.page), digest: anchor.digest },
  )
  const complete = content.isComplete()
  const { whole, pages, transfers, entries, head, findings } = found
  const verdict: Verdict = {
    whole,
    pages: Number(pages),
    transfers: Number(transfers),
    entries: Number(entries),
    head: { page: head.page.toString(), digest: head.digest },
    findings: findings.map(({ says, page, transfer }) => ({
      says,
      page: page?.toString() ?? null,
      transfer: transfer?.toString() ?? null,
    })),
  }
  return saidVerdict(verdict, where, anchor !== null, complete)
}

function saidVerdict(verdict: Verdict, where: string, anchored: boolean, complete = true): Said {
  const { whole, pages, transfers, entries, head, findings } = verdict
  return {
    value: verdict,
    exitCode: whole ? 0 : 1,
    lines: page => [
      whole
        ? `${paint(page, ['bold', 'green'], 'The ledger is whole.')} Every digest of ${where} was worked out again and agrees.`
        : complete || !isCutOnly(verdict)
          ? `${paint(page, ['bold', 'red'], 'THE LEDGER WAS CHANGED.')} ${where} is not what was posted.`
          : `${paint(page, ['bold', 'red'], 'THE EXPORT IS INCOMPLETE.')} ${where} breaks off before the line that ends an export. Its whole pages agree; export it again, and if that looks the same, the end was removed.`,
      `  ${counted(transfers, 'transfer')} with ${counted(entries, 'entry', 'entries')} on ${counted(pages, 'page')}.`,
      ...part(
        page,
        'Findings',
        findings.length === 0
          ? []
          : itemTable(
              page,
              [
                { heading: 'page', of: each => each.page ?? '', right: true },
                { heading: 'transfer', of: each => each.transfer ?? '', right: true },
                { heading: 'finding', of: each => each.says },
                { heading: 'meaning', of: each => meanings[each.says] },
              ],
              findings,
              '  ',
            ),
      ),
      ...(!whole
        ? []
        : head.page === '0'
          ? ['  Nothing was posted yet.']
          : [
              '',
              anchored
                ? `The end of the chain is now ${head.page}:${head.digest}.`
                : `Note the end of the chain where nobody who can change the ledger can change it, and later verify with\n  --anchor ${head.page}:${head.digest}`,
            ]),
    ],
  }
}

/** What an end that is missing, and nothing else, leads to: the line in which it breaks off comes after the last whole page. */
function isCutOnly({ pages, findings }: Verdict): boolean {
  const after = String(pages + 1)
  return (
    findings.every(
      ({ says, page }) =>
        says === 'head-differs' ||
        says === 'outside-pages' ||
        says === 'anchor-differs' ||
        (says === 'line-unreadable' && page === after),
    ) && findings.filter(({ says }) => says === 'line-unreadable').length <= 1
  )
}

const meanings: Readonly<Record<LedgerFinding, string>> = {
  'page-missing': 'a page was removed',
  'page-changed': 'what stands on the page is not what its digest was made of',
  'page-not-chained': 'the page does not follow the one before',
  'transfers-missing': 'a transfer was removed from the page',
  'transfers-added': 'there are more transfers than were posted',
  'entries-wrong': 'its entries are not those of its kind and amount',
  'outside-pages': 'something stands outside of every page',
  'head-differs': 'the chain does not end where it should: its end was cut off, or something was put behind it',
  'anchor-differs': 'the chain is not the one of which this anchor was noted',
  'accounts-changed': 'the accounts are not ours any more',
  'line-unreadable': 'a line is no line of an export',
}

function readAnchor(text: string | undefined): { page: string; digest: string } | null {
  if (text === undefined) return null
  const [, page, digest] = /^([1-9]\d{0,18}):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (page === undefined || digest === undefined)
    throw new Failure('--anchor is written page:digest, as "pulih ledger verify" printed it.')
  return { page, digest }
}
