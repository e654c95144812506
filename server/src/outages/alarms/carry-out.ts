import { elementsById } from '../../network/index.ts'
import type { Work } from '../../platform/index.ts'
import { correctOutage } from '../correct-outage.ts'
import { followFindings, type Finding } from '../follow-findings.ts'
import type { Outage } from '../outage.ts'
import type { Place } from '../scope.ts'
import { lockOutage, lockOutages } from '../store.ts'
import { extendOutage, suspectOutages } from '../suspect-outage.ts'
import type { Cut, Verdict } from './correlate.ts'
import { moveAlarms, putUnder, type OpenAlarmRow, type OutageRow } from './correlation-store.ts'
import type { Leaving } from './name-outage.ts'
import { compare, earliest, isBefore, latest } from './time.ts'
import type { Network } from './tree-store.ts'

/** What was read before the verdict. */
export interface Seen {
  readonly rows: ReadonlyMap<bigint, OpenAlarmRow>
  readonly outages: ReadonlyMap<string, OutageRow>
  readonly network: Network
}

/**
 * Does what correlation decided, in as many statements for a thousand outages as for one: each outage is revised once, with everything
 * that became of it. false: somebody has changed one of them meanwhile, so that nothing was done.
 */
export async function carryOut(work: Work, { merges, cuts, joins }: Verdict, seen: Seen): Promise<boolean> {
  const { tx, now } = work
  const begins = cuts.filter(({ outage }) => outage === null)
  const reopens = cuts.filter(({ reopens }) => reopens)
  const changes = Map.groupBy(
    cuts.filter(cut => cut.outage !== null && !cut.reopens && changesSomething(cut, seen)),
    ({ outage }) => outage ?? '',
  )
  const names = new Set([...changes.keys(), ...merges.flatMap(({ from, into }) => [from, into])])
  const held = new Map((await lockOutages(tx, [...names])).map(outage => [outage.id, outage]))
  for (const { id, revision } of held.values()) if (seen.outages.get(id)?.revision !== revision) return false

  const speech = await speechOf(work, cuts, seen)
  const absorbedBy = Map.groupBy(merges, ({ into }) => into)
  await followFindings(
    work,
    [...held.values()]
      .filter(({ id }) => changes.has(id) || absorbedBy.has(id))
      .map(outage => {
        const absorbs = (absorbedBy.get(outage.id) ?? []).flatMap(({ from }) => held.get(from) ?? [])
        return findingOf(outage, absorbs, changes.get(outage.id) ?? [], seen, speech)
      }),
  )
  const begun = await suspectOutages(
    work,
    begins.map(cut => ({
      elements: speech.places(cut.adds),
      startedAt: earliest(cut.startedAt, now),
      summary: speech.summary(cut.names),
    })),
  )
  for (const cut of reopens) await reopen(work, cut, seen, speech)
  await moveAlarms(tx, merges)
  await putUnder(tx, [
    ...begins.flatMap(({ alarms }, nth) => {
      const outage = begun[nth]
      return outage ? [{ outage: outage.id, alarms }] : []
    }),
    ...cuts.flatMap(({ outage, alarms }) => (outage === null ? [] : [{ outage, alarms }])),
    ...joins,
  ])
  return true
}

function changesSomething(cut: Cut, seen: Seen): boolean {
  return cut.adds.length + cut.leaves.length > 0 || earlierStart(cut, seen) !== null
}

/** All that was found out about one outage, by whichever cuts. */
function findingOf(
  outage: Outage,
  absorbs: readonly Outage[],
  cuts: readonly Cut[],
  seen: Seen,
  { places, summary }: Speech,
): Finding {
  const leaving = cuts.flatMap(({ leaves }) => leaves)
  const gone = new Set(leaving.map(({ root }) => root))
  const names = [...new Set(cuts.flatMap(cut => cut.names))].filter(name => !gone.has(name))
  const said = names.length > 0 ? summary(names) : undefined
  return {
    outage,
    absorbs,
    elements: places(cuts.flatMap(({ adds }) => adds)),
    leaving: idsOf(leaving, seen.network),
    startedAt: cuts.flatMap(cut => earlierStart(cut, seen) ?? []).toSorted(compare)[0] ?? null,
    title: seen.outages.get(outage.id)?.titledByAlarms === true ? (said ?? null) : null,
    summary: said,
  }
}

async function reopen(work: Work, cut: Cut, { outages, network }: Seen, { places, summary }: Speech): Promise<void> {
  if (cut.outage === null) return
  const said = summary(cut.roots)
  const over = await lockOutage(work.tx, cut.outage)
  if (over.status === 'restored')
    await correctOutage(work, over, { restoredAt: null, reason: `Alarms again: ${said}`.slice(0, 1000) })
  const isTitled = outages.get(cut.outage)?.titledByAlarms === true && cut.names.length > 0
  await extendOutage(work, cut.outage, {
    elements: places(cut.adds).map(({ key }) => key),
    summary: said,
    leaving: idsOf(cut.leaves, network),
    title: isTitled ? summary(cut.names) : null,
  })
}

function idsOf(leaving: readonly Leaving[], { idAt }: Network): Map<string, Set<bigint>> {
  const byOutage = Map.groupBy(leaving, ({ outage }) => outage)
  return new Map([...byOutage].map(([outage, left]) => [outage, new Set(left.map(({ root }) => idAt(root)))]))
}

/** How positions of the tree are told to people. */
interface Speech {
  readonly places: (positions: readonly number[]) => Place[]
  /** What is said of an outage of these elements, for which the alarm of one of them has words. */
  readonly summary: (positions: readonly number[]) => string
}

async function speechOf({ tx }: Work, cuts: readonly Cut[], { rows, network }: Seen): Promise<Speech> {
  const wanted = new Set(cuts.flatMap(({ roots, adds, names }) => [...roots, ...adds, ...names]))
  const elements = wanted.size > 0 ? await elementsById(tx, [...wanted].map(network.idAt)) : []
  const byId = new Map(elements.map(({ id, key }) => [id, { id, key }]))
  const words = new Map<bigint, string>()
  for (const { elementId, effect, summary } of rows.values())
    if (effect === 'unreachable' && byId.has(elementId) && !words.has(elementId)) words.set(elementId, summary)
  const places = (positions: readonly number[]) =>
    [...new Set(positions)].flatMap(position => byId.get(network.idAt(position)) ?? [])
  return {
    places,
    summary: positions => {
      const named = places(positions).toSorted((a, b) => (a.key < b.key ? -1 : 1))
      const own = named.flatMap(({ id }) => words.get(id) ?? [])[0]
      const more = named.length > 3 ? ` and ${named.length - 3} more` : ''
      const keys = named.slice(0, 3).map(({ key }) => key)
      return `${keys.join(', ')}${more}: ${own ?? 'nearly everything behind it is unreachable'}`
    },
  }
}

/**
 * An earlier beginning that alarms bring which were not known before. Alarms that were known move nothing: somebody may have
 * corrected the beginning since, and would find it changed back. What people declared begins when they say.
 */
function earlierStart(cut: Cut, { rows, outages }: Seen): Temporal.Instant | null {
  const known = outages.get(cut.outage ?? '')
  if (known?.source !== 'alarm') return null
  const [first] = cut.alarms
    .flatMap(id => rows.get(id) ?? [])
    .filter(({ effect, outage }) => effect === 'unreachable' && outage === null)
    .map(({ raisedAt }) => raisedAt)
    .toSorted(compare)
  if (first === undefined) return null
  const start = latest(first, cut.startedAt)
  return isBefore(start, known.startedAt) ? start : null
}
