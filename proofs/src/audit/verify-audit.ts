import { digestOf, genesis } from './audit-chain.ts'

/** Something that an untouched trail cannot show. */
export type AuditFinding =
  /** The content of this row is not what its digest was made of. */
  | { readonly kind: 'changed'; readonly number: number }
  /** These rows are missing. */
  | { readonly kind: 'removed'; readonly number: number; readonly to: number }
  /** This row was put in: its number is already taken, or comes too late. */
  | { readonly kind: 'inserted'; readonly number: number }
  /** This row agrees with itself, but it is not the one that the next row follows. */
  | { readonly kind: 'replaced'; readonly number: number }
  /** The whole chain was written anew: it does not contain what somebody noted of it earlier. */
  | { readonly kind: 'rewritten'; readonly number: number }
  /** A line that is not a row. */
  | { readonly kind: 'unreadable'; readonly line: number }
  /** The line that names the last row is missing: the end may have been cut off. */
  | { readonly kind: 'cut-off'; readonly number: number }
  /** The export begins after what was to be compared. */
  | { readonly kind: 'out-of-reach'; readonly number: number }

export interface AuditVerdict {
  readonly sound: boolean
  readonly rows: number
  /** The last row and its digest; whoever notes them can later prove that the trail before them was not written anew. */
  readonly head: { readonly number: number; readonly digest: string }
  /** The first hundred; `more` counts the rest. */
  readonly findings: readonly AuditFinding[]
  readonly more: number
}

/** What somebody noted of the chain earlier. */
export interface AuditWitness {
  readonly number: number
  readonly digest: string
}

export interface AuditOptions {
  readonly witness?: AuditWitness | undefined
  /** The row after which the export was asked to begin; 0 where it must be whole. */
  readonly after?: number
}

/**
 * Verifies an export line by line, offline: every row agrees with its digest, follows the row before, and none is missing. A trail
 * that was consistently written anew from some row on is only found with a witness: a head that was noted before.
 */
export async function verifyAudit(
  lines: Iterable<string> | AsyncIterable<string>,
  options: AuditOptions = {},
): Promise<AuditVerdict> {
  const verifier = auditVerifier(options)
  if (Symbol.iterator in lines) for (const line of lines) verifier.read(line)
  else for await (const line of lines) verifier.read(line)
  return verifier.verdict()
}

const header = /^\{"format":"pulih-audit-1","after":(\d{1,15}),"digest":"([0-9a-f]{64})"\}$/u
const trailer = /^\{"head":(\d{1,15}),"digest":"([0-9a-f]{64})"\}$/u
const mostFindings = 100

const [beforeNumber, beforePrevious, beforeDigest, beforeEntry] = [
  '{"number":',
  ',"previous":"',
  '","digest":"',
  '","entry":',
]

/**
 * The parts of a line by their places, which takes a fraction of what an expression or a parser takes. What stands at a place and is
 * no digest agrees with nothing, so that it is found like any other change.
 */
function rowIn(line: string): { number: number; previous: string; digest: string; content: string } | null {
  const number = line.indexOf(',')
  const previous = number + beforePrevious.length
  const digest = previous + 64 + beforeDigest.length
  const content = digest + 64 + beforeEntry.length
  const digits = line.slice(beforeNumber.length, number)
  const isRow =
    /^[1-9]\d{0,14}$/.test(digits) &&
    line.startsWith(beforePrevious, number) &&
    line.startsWith(beforeDigest, previous + 64) &&
    line.startsWith(beforeEntry, digest + 64) &&
    line.endsWith('}}')
  if (!isRow) return null
  return {
    number: Number(digits),
    previous: line.slice(previous, previous + 64),
    digest: line.slice(digest, digest + 64),
    content: line.slice(content, -1),
  }
}

/**
 * The lines of an export out of its chunks. Splitting whole chunks is several times as fast as taking line by line from a reader, and
 * an export may have ten million lines.
 */
export async function verifyAuditChunks(
  chunks: AsyncIterable<string>,
  options: AuditOptions = {},
): Promise<AuditVerdict> {
  const verifier = auditVerifier(options)
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) verifier.read(line)
  }
  if (rest !== '') verifier.read(rest)
  return verifier.verdict()
}

/** The same for who has the lines at hand one after the other. */
export function auditVerifier({ witness, after: asked = 0 }: AuditOptions = {}): {
  read(line: string): void
  verdict(): AuditVerdict
} {
  const findings: AuditFinding[] = []
  let found = 0
  let lines = 0
  let rows = 0
  let last = 0
  let digest = genesis
  // What the next row may follow: more than one when two rows claim the same number, any when the row before was unreadable.
  let links: readonly string[] | 'any' = [genesis]
  let ended = false
  let witnessed = witness === undefined

  const find = (finding: AuditFinding): void => {
    found += 1
    if (findings.length < mostFindings) findings.push(finding)
  }
  const witnessSays = (number: number, given: string): void => {
    if (witness?.number !== number) return
    witnessed = true
    if (witness.digest !== given) find({ kind: 'rewritten', number })
  }

  const readStart = (after: number, start: string): void => {
    if (after > asked) find({ kind: 'removed', number: asked + 1, to: after })
    if (witness && witness.number < after) {
      witnessed = true
      find({ kind: 'out-of-reach', number: witness.number })
    }
    if (after === 0 && start !== genesis) find({ kind: 'replaced', number: 0 })
    last = after
    digest = start
    links = [start]
    witnessSays(after, start)
  }

  const readRow = (number: number, previous: string, given: string, content: string): void => {
    rows += 1
    if (number <= last) {
      find({ kind: 'inserted', number })
      if (number === last && links !== 'any') links = [...links, given]
      return
    }
    if (number > last + 1) {
      find({ kind: 'removed', number: last + 1, to: number - 1 })
      links = 'any'
    }
    if (digestOf(previous, number, content) !== given) find({ kind: 'changed', number })
    else if (links !== 'any' && !links.includes(previous)) find({ kind: 'replaced', number: number - 1 })
    witnessSays(number, given)
    last = number
    digest = given
    links = [given]
  }

  const readEnd = (head: number, given: string): void => {
    ended = true
    if (head > last) find({ kind: 'removed', number: last + 1, to: head })
    else if (head < last) find({ kind: 'inserted', number: last })
    else if (links !== 'any' && !links.includes(given)) find({ kind: 'replaced', number: last })
  }

  return {
    read(line) {
      lines += 1
      if (line === '') return
      if (!ended && line.startsWith(beforeNumber)) {
        const row = rowIn(line)
        if (row) return readRow(row.number, row.previous, row.digest, row.content)
      }
      const [, after, start] = (lines === 1 && header.exec(line)) || []
      if (after !== undefined && start !== undefined) {
        readStart(Number(after), start)
        return
      }
      const [, head, end] = (!ended && trailer.exec(line)) || []
      if (head !== undefined && end !== undefined) {
        readEnd(Number(head), end)
        return
      }
      find({ kind: 'unreadable', line: lines })
      if (ended) return
      // It stands where a row should, so that row is not missed a second time.
      rows += 1
      last += 1
      links = 'any'
    },
    verdict() {
      if (!ended) find({ kind: 'cut-off', number: last })
      if (!witnessed && witness && witness.number > last)
        find({ kind: 'removed', number: last + 1, to: witness.number })
      return { sound: found === 0, rows, head: { number: last, digest }, findings, more: found - findings.length }
    },
  }
}
