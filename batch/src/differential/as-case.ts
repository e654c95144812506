import { addMonths } from '@pulih/kernel'
import { answerCase, figures, Rulebook, type Figure } from '@pulih/engine'
import { parseMinor } from '@pulih/kernel'
import type { Element, World, WorldOutage, WorldService } from './world.ts'

/** Three figures in minor units. */
export type Figures = Readonly<Record<Figure, bigint>>

/**
 * One service of a world as a case document, put together by hand from the same lines and by the words of docs/formats.md alone:
 * nothing of the planner is used, so that its mistakes are not repeated.
 */
export function caseOf(world: World, { fields, bills }: WorldService): object {
  const given = (column: string) => (fields[column] === '' ? undefined : fields[column])
  const cycleDay = (given('cycle_day') ?? '1').padStart(2, '0')
  const from = `${world.month}-${cycleDay}`
  const before = (months: number) => ({ from: addMonths(from, -months), to: addMonths(from, 1 - months) })
  const topUps = given('top_up_sum_3')
  const feeBeforeDiscount = given('fee_before_discount')
  const region = given('region')
  const remoteness = given('remoteness')
  return {
    case: `seed ${world.seed}, world ${world.number}, ${fields['service'] ?? ''}`,
    jurisdiction: 'XX',
    schemes: world.schemes.map(scheme => scheme.id),
    parameters: Object.fromEntries(
      Object.entries(world.overrides).filter(([name]) => world.schemes.some(({ id }) => name.startsWith(`${id}:`))),
    ),
    provider: world.provider,
    subscriber: {
      type: given('customer') ?? 'consumer',
      payment: given('payment') ?? 'postpaid',
      ...(region ? { region } : {}),
      ...(remoteness ? { remoteness } : {}),
    },
    service: {
      kind: fields['kind'],
      timeZone: given('time_zone') ?? world.timeZone,
      monthlyFee: fields['monthly_fee'],
      ...(feeBeforeDiscount === undefined ? {} : { feeBeforeDiscount }),
      currency: world.currency,
    },
    billingPeriod: { from, to: addMonths(from, 1) },
    bills: bills.map((amount, index) => ({ ...before(bills.length - index), amount })),
    ...(topUps === undefined ? {} : { topUps: [{ ...before(1), amount: topUps }] }),
    interruptions: hitsOf(world, { fields, bills }).map(index => interruptionOf(world.outages[index] as WorldOutage)),
  }
}

/** The outages that hit a service, by their place in the world. */
export function hitsOf({ outages, network }: World, { fields }: WorldService): number[] {
  return outages.flatMap((outage, index) => (hits(outage, fields, network) ? [index] : []))
}

function interruptionOf(outage: WorldOutage): object {
  return {
    from: outage.start,
    to: outage.end,
    ...(outage.extent === '' ? {} : { extent: outage.extent }),
    ...(outage.cause === '' ? {} : { cause: outage.cause }),
    ...(outage.planned === '' ? {} : { planned: outage.planned === 'true' }),
    ...(outage.noticeHours === '' ? {} : { noticeHours: Number(outage.noticeHours) }),
    ...(outage.knownAt === '' ? {} : { knownAt: outage.knownAt }),
    group: {
      ...(outage.subscribers === '' ? {} : { subscribers: Number(outage.subscribers) }),
      ...(outage.sites === '' ? {} : { sites: Number(outage.sites) }),
    },
  }
}

/** An outage of an element or an area hits what is below it or in it; a code also covers those that begin with it and a dot. */
function hits(
  { elements, areas, kinds }: WorldOutage,
  fields: WorldService['fields'],
  network: readonly Element[] | null,
): boolean {
  if (kinds.length > 0 && !kinds.includes(fields['kind'] ?? '')) return false
  if (network === null) return inAreas(fields['area'] ?? '', areas)
  const byName = new Map(network.map(each => [each.element, each]))
  const areaOf = (element: Element): string =>
    element.area || (byName.has(element.parent) ? areaOf(byName.get(element.parent) as Element) : '')
  for (let at = byName.get(fields['element'] ?? ''); at; at = byName.get(at.parent)) {
    if (elements.includes(at.element) || inAreas(areaOf(at), areas)) return true
  }
  return false
}

function inAreas(code: string, areas: readonly string[]): boolean {
  return areas.some(area => area === '*' || code === area || code.startsWith(`${area}.`))
}

/** What the single decision says, by scheme. */
export function decideAlone(world: World, service: WorldService, rulebook = rulebookOf(world)): Map<string, Figures> {
  const answer = answerCase(caseOf(world, service), rulebook)
  const found = new Map<string, Record<Figure, bigint>>()
  const readings = { undisputedMinimum: 'minimum', recommended: 'recommended', arguableMaximum: 'maximum' } as const
  for (const { scheme, reading, amount } of answer.lines) {
    const minor = parseMinor(amount, world.currency) ?? -1n
    // The recommended line comes first; the others only follow where they differ.
    const before = found.get(scheme)
    if (before) before[readings[reading]] = minor
    else found.set(scheme, { minimum: minor, recommended: minor, maximum: minor })
  }
  return new Map([...found].filter(([, amounts]) => figures.some(figure => amounts[figure] !== 0n)))
}

export function rulebookOf({ schemes, calendars }: World): Rulebook {
  return Rulebook.trusted(schemes, calendars)
}
