import type { Readable } from 'node:stream'
import type { importOutages as importRoute, QueryOf, ReplyOf } from '@pulih/contracts'
import { bytesOf, Problem, problem, type Actor, type Platform, type Work } from '../platform/index.ts'
import type { NewOutage, Outage } from './outage.ts'
import { requirePossible } from './outage.ts'
import { readOutageFile, type FileLine, type Refusal } from './outage-file.ts'
import { resolveScope } from './places.ts'
import { about, begin, changeBetween } from './record.ts'
import { findByReference } from './store.ts'

/** Some hundred thousand lines; outages are counted in hundreds. */
const mostBytes = 20 * 2 ** 20
/** Lines of one transaction. */
const batch = 100

type Imported = ReplyOf<typeof importRoute>

/** Takes in a file of outages. A line that was imported before is skipped when it still says the same; otherwise it takes a correction. */
export async function importOutages(
  platform: Platform,
  actor: Actor,
  body: Readable,
  { dryRun = false }: QueryOf<typeof importRoute> = {},
): Promise<Imported> {
  const { lines, refused, ignored } = readOutageFile(textOf(await bytesOf(body, mostBytes)))
  const counts = { added: 0, unchanged: 0 }
  for (let at = 0; at < lines.length; at += batch) {
    const outcomes = await platform.work(actor, work => takeLines(work, lines.slice(at, at + batch), dryRun))
    for (const outcome of outcomes) {
      if (outcome === 'added' || outcome === 'unchanged') counts[outcome]++
      else refused.push(outcome)
    }
  }
  return { dryRun, ...counts, refused: refused.toSorted((a, b) => a.row - b.row), ignored }
}

type Outcome = 'added' | 'unchanged' | Refusal

async function takeLines(work: Work, lines: readonly FileLine[], dryRun: boolean): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const line of lines) outcomes.push(await takeLine(work, line, dryRun))
  return outcomes
}

/** Everything that may be refused is, before anything is written: the other lines of the transaction stand. */
async function takeLine(work: Work, line: FileLine, dryRun: boolean): Promise<Outcome> {
  try {
    const outage = await fromLine(work, line)
    const known = await findByReference(work.tx, line.reference)
    if (known)
      return saysTheSame(known, outage)
        ? 'unchanged'
        : refusalOf(line, 'outage', 'differs', `correct ${known.number} instead`)
    requirePossible(outage, work.now)
    // By now all that may be refused is. A trial ends here, so that it uses up no number of an outage either.
    if (dryRun) return 'added'
    const data = { planned: outage.planned, startedAt: outage.startedAt.toString() }
    const recorded = await begin(work, outage, { kind: 'declared', event: { type: 'outages.confirmed', data } })
    if (recorded.restoredAt !== null)
      await work.emit('outages.restored', recorded.id, {
        ...about(recorded),
        restoredAt: recorded.restoredAt.toString(),
      })
    return 'added'
  } catch (thrown) {
    if (thrown instanceof Problem) return refusalFrom(line, thrown)
    throw thrown
  }
}

async function fromLine({ tx }: Work, line: FileLine): Promise<NewOutage> {
  const { row: _, elements, areas, services, ...facts } = line
  return {
    ...facts,
    source: 'import',
    status: line.restoredAt === null ? 'confirmed' : 'restored',
    publicCause: null,
    deliveredShare: null,
    severity: 'major',
    etr: null,
    nextUpdateBy: null,
    scope: await resolveScope(tx, { elements: [...elements], areas: [...areas], services: [...services] }),
    parts: [],
  }
}

/** Compares what the file can say; what people added since is no difference. */
const said = [
  'startedAt',
  'restoredAt',
  'scope',
  'kinds',
  'extent',
  'cause',
  'planned',
  'noticedAt',
  'knownAt',
  'subscribersHit',
  'sitesHit',
]

function saysTheSame(known: Outage, line: NewOutage): boolean {
  return !Object.keys(changeBetween(known, { ...known, ...line }).after).some(field => said.includes(field))
}

function refusalFrom(line: FileLine, { code, values }: Problem): Refusal {
  const { column, remedy } = mendable[code] ?? { column: 'outage', remedy: 'correct the line' }
  const value = Array.isArray(values['keys']) ? values['keys'].join('|').slice(0, 80) : line.reference
  return { row: line.row, column, reason: code.replace('outages.', ''), value, remedy }
}

const mendable: Readonly<Record<string, { readonly column: string; readonly remedy: string }>> = {
  'outages.unknown-element': { column: 'elements', remedy: 'import the network first, or name elements that it has' },
  'outages.unknown-service': {
    column: 'services',
    remedy: 'import the services first, or name services that there are',
  },
  'outages.in-future': {
    column: 'start',
    remedy: 'only planned work begins in the future, and nothing has ended there',
  },
  'outages.unlikely-time': { column: 'start', remedy: 'write the year that is meant, from 2000 on' },
}

function refusalOf(line: FileLine, column: string, reason: string, remedy: string): Refusal {
  return { row: line.row, column, reason, value: line.reference, remedy }
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw problem('outages.bad-file', { why: 'not-utf8', reason: 'It is not UTF-8 text.' })
  }
}
