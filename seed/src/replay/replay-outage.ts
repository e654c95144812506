import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createCsv, field, readCsv, writeText, type CsvFile, type GeneratedFile } from '../operator/csv-file.ts'
import { createRandom } from '../operator/random.ts'
import { realOutages, type OutageFact } from '../real/outage-facts.ts'
import { replay } from '../real/replay.ts'
import { accountingColumns, truthColumns, writeAccounting } from './accounting.ts'
import { alertsOf } from './alarms.ts'
import { failureOf, type NetworkElement } from './failure.ts'
import { instant, notificationsOf } from './notifications.ts'
import { readOperator, type OperatorFile } from './operator-file.ts'
import { unrelatedTo } from './unrelated.ts'

export interface ReplayOptions {
  /** A folder that `generateOperator` wrote. */
  readonly operator: string
  /** The folder to write to; files of an earlier replay in it are replaced. */
  readonly out: string
  /** Which of the real outages, and the element of this network that fails in it. */
  readonly outage?: string
  readonly element?: string
  /** First day of the month into which the outage is moved; by default that for which the operator was made. */
  readonly month?: string
  /** By default that of the operator. */
  readonly seed?: number
}

export interface ReplayedOutage {
  readonly files: readonly GeneratedFile[]
  readonly outage: string
  readonly element: string
  readonly from: string
  readonly to: string
  /** Until when sessions are told. */
  readonly seenUntil: string
  readonly counts: {
    readonly elementsDown: number
    readonly elementsSaved: number
    readonly servicesDown: number
    readonly sessions: number
    readonly notifications: number
  }
}

/**
 * Documented outages and the element that stands for what failed. The first fell silent in all three signals of IODA; the second is
 * known only as national, and one region stands for it here.
 */
const usual: Readonly<Record<string, { readonly outage: string; readonly element: string }>> = {
  'id-telco': { outage: 'id-ioda-cbf12556', element: 'ID-73' },
  'pl-isp': { outage: 'pl-play-2025-12-23', element: 'PL-24' },
}

const before = 36 * 3600
const after = 12 * 3600

/**
 * Writes how a real outage would have shown on a generated network: accounting sessions, what was down in truth, and the calls that
 * Alertmanager would have made; then `replay.json`, whose presence says that the rest is complete. The same options give the same bytes.
 */
export async function replayOutage(options: ReplayOptions): Promise<ReplayedOutage> {
  const operator = readOperator(options.operator)
  const { out, seed = operator.seed, month = operator.asOf } = options
  const chosen = { ...usual[operator.operator], ...(options.outage ? { outage: options.outage } : {}) }
  const failed = options.element ?? chosen.element ?? ''
  const fact = movedInto(month, operator, chosen.outage ?? '')
  const downtime = { from: secondsOf(fact.start), to: secondsOf(fact.end) }
  const elements = await readElements(options.operator)
  const failure = failureOf(elements, failed, downtime, createRandom(seed, 30))
  mkdirSync(out, { recursive: true })
  rmSync(join(out, 'replay.json'), { force: true })

  const open: CsvFile[] = []
  const table = (name: string, columns: readonly string[]): CsvFile => {
    const file = createCsv(out, name, columns)
    open.push(file)
    return file
  }
  try {
    const unrelated = unrelatedTo(failure, elements, downtime.from)
    const notifications = notificationsOf(alertsOf({ elements, failed, failure, ...unrelated }, createRandom(seed, 31)))
    const storm = notifications.map(({ at, body }) => `${JSON.stringify({ at: instant(at), body })}\n`).join('')

    const outageFile = table('outages.csv', ['outage', 'start', 'end', 'elements', 'cause', 'place', 'source'])
    outageFile.row(
      [fact.outage, fact.start, fact.end, failed, fact.cause, field(fact.place), field(fact.source)].join(','),
    )
    const accounting = table('radacct.csv', accountingColumns)
    const truth = table('truth.csv', truthColumns)
    const window = { from: downtime.from - before, to: downtime.to + after }
    const story = { failure, restarted: unrelated.restarted, cut: downtime.from, window, seed }
    const servicesDown = await writeAccounting(options.operator, operator, story, accounting.row, truth.row)

    const files = [...open.map(file => file.finish()), writeText(out, 'alarms.jsonl', storm)]
    const replayed = {
      outage: fact.outage,
      element: failed,
      from: instant(downtime.from),
      to: instant(downtime.to),
      seenUntil: instant(window.to),
      counts: {
        elementsDown: failure.down.size,
        elementsSaved: failure.saved.length,
        servicesDown,
        sessions: files.find(({ name }) => name === 'radacct.csv')?.rows ?? 0,
        notifications: notifications.length,
      },
    }
    const { place, source, note } = fact
    const told = { ...replayed, operator: operator.operator, seed, place, source, note }
    return { files: [...files, writeText(out, 'replay.json', `${JSON.stringify(told, null, 2)}\n`)], ...replayed }
  } finally {
    for (const file of open) file.abandon()
  }
}

function movedInto(month: string, { jurisdiction }: OperatorFile, outage: string): OutageFact {
  const fact = replay(realOutages(), month, jurisdiction).find(each => each.outage === outage)
  if (!fact) throw new RangeError(`There is no outage ${outage} of ${jurisdiction} among the real ones`)
  return fact
}

async function readElements(folder: string): Promise<NetworkElement[]> {
  const elements: NetworkElement[] = []
  const columns = ['element', 'kind', 'name', 'parents', 'area'] as const
  for await (const [id, kind, name, parents, area] of readCsv(join(folder, 'elements.csv'), columns)) {
    elements.push({ id, kind, name, parents: parents === '' ? [] : parents.split('|'), area })
  }
  return elements
}

function secondsOf(text: string): number {
  return Temporal.Instant.from(text).epochMilliseconds / 1000
}
