import { checkAudit, type ReplyOf } from '@pulih/contracts'
import { paint } from '@pulih/explanations'
import { verifyAuditChunks } from '@pulih/proofs'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { counted, part } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { textOf } from '../api/text-of.ts'
import { ExportFile } from '../proofs/export-file.ts'

type Verdict = ReplyOf<typeof checkAudit>
type Finding = Verdict['findings'][number]

export async function verifyServer(client: Client, witnessText?: string): Promise<Said> {
  const witness = readWitness(witnessText)
  return saidVerdict(await client.ask(checkAudit, { query: witness ?? {} }), client.connection.url, witness !== null)
}

interface FileOptions {
  readonly witness?: string
  readonly after?: number
}

/** Needs nothing but the file. */
export async function verifyFile(file: string, { witness: text, after = 0 }: FileOptions): Promise<Said> {
  const witness = readWitness(text)
  const where = file === '-' ? 'standard input' : file
  const content = new ExportFile('audit', where)
  const verdict = await verifyAuditChunks(content.watched(textOf(file)), { after, ...(witness ? { witness } : {}) })
  const complete = content.isComplete()
  return saidVerdict({ ...verdict, findings: [...verdict.findings] }, where, witness !== null, complete)
}

function saidVerdict(verdict: Verdict, where: string, witnessed: boolean, complete = true): Said {
  const { sound, rows, head, findings, more } = verdict
  return {
    value: verdict,
    exitCode: sound ? 0 : 1,
    lines: page => [
      sound
        ? `${paint(page, ['bold', 'green'], 'The audit trail is sound.')} ${counted(rows, 'row')} of ${where} follow each other unchanged.`
        : !complete && isCutOnly(verdict)
          ? `${paint(page, ['bold', 'red'], 'THE EXPORT IS INCOMPLETE.')} ${where} breaks off after ${counted(rows, 'row')} that follow each other unchanged; export it again, and if that looks the same, the end was removed.`
          : `${paint(page, ['bold', 'red'], 'THE AUDIT TRAIL WAS CHANGED.')} ${where} has ${counted(rows, 'row')}, and these do not fit:`,
      ...part(
        page,
        'Findings',
        findings.map(finding => `  ${sentence(finding)}`),
      ),
      ...(more > 0 ? [`  and ${more} more`] : []),
      ...(sound
        ? [
            '',
            witnessed
              ? `The last row is now ${head.number}:${head.digest}.`
              : `Note the last row where nobody who can change the trail can change it, and later verify with\n  --witness ${head.number}:${head.digest}`,
          ]
        : []),
    ],
  }
}

/** What an end that is missing, and nothing else, leads to; the line in which it breaks off is the last. */
function isCutOnly({ findings, more }: Verdict): boolean {
  const [first] = findings
  const rest = first?.kind === 'unreadable' ? findings.slice(1) : findings
  return more === 0 && rest.every(({ kind }) => kind === 'cut-off')
}

function sentence({ kind, number = 0, to = number, line = 0 }: Finding): string {
  const rows = to > number ? `Rows ${number} to ${to}` : `Row ${number}`
  switch (kind) {
    case 'changed':
      return `Row ${number}: its content is not what its digest was made of.`
    case 'removed':
      return `${rows}: missing.`
    case 'inserted':
      return `Row ${number}: put in; its number is taken already, or comes too late.`
    case 'replaced':
      return `Row ${number}: agrees with itself, but is not the one that the next row follows.`
    case 'rewritten':
      return `Row ${number}: not the row that was noted; the trail was written anew.`
    case 'unreadable':
      return `Line ${line}: no line of an export.`
    case 'cut-off':
      return `After row ${number}: the line that names the last row is missing; the end may have been cut off.`
    case 'out-of-reach':
      return `Row ${number}: the export begins after it, so that it cannot be compared.`
  }
}

function readWitness(text: string | undefined): { number: number; digest: string } | null {
  if (text === undefined) return null
  const [, number, digest] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim()) ?? []
  if (number === undefined || digest === undefined)
    throw new Failure('--witness is written number:digest, as "pulih audit verify" printed it.')
  return { number: Number(number), digest }
}
