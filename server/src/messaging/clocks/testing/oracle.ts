import type { Telling } from '@pulih/notices'
import type { GivenOutage } from './a-year.ts'

/** What was said in which minute. */
export interface Word {
  readonly tell: Telling
  readonly at: number
}

interface Law {
  readonly planned: boolean
  /** How many services for how many minutes: at least that long, or longer. */
  readonly reached: readonly {
    readonly services: number
    readonly minutes: number
    readonly longer?: true
    readonly place?: string
  }[]
  readonly first?: number
  readonly before?: number
  /** Minutes between words by how long ago the first was. */
  readonly every?: (since: number) => number
  readonly restored?: number
  readonly compensation?: number
}

const always = [{ services: 1, minutes: 0 }]
const day = 1440

/** The same duties read a second time from their sources, in minutes; those without a figure cannot be missed and are not here. */
const laws: Readonly<Record<string, Readonly<Record<string, Law>>>> = {
  AU: {
    'au/customer-communications-2024': {
      planned: false,
      reached: [
        { services: 100_000, minutes: 60, longer: true },
        { services: 1_000, minutes: 360, place: 'rural' },
        { services: 250, minutes: 180, place: 'remote' },
      ],
      every: since => (since < day ? 360 : day),
    },
  },
  BR: { 'br/planned-work': { planned: true, reached: always, before: 3 * day } },
  KR: {
    'kr/telecommunications-business-act-33': {
      planned: false,
      reached: [{ services: 1, minutes: 120, longer: true }],
      compensation: 30 * day,
    },
  },
  NG: { 'ng/planned-work': { planned: true, reached: always, before: 7 * day } },
  PE: { 'pe/planned-work': { planned: true, reached: always, before: 0 } },
}

const own: Readonly<Record<string, Law>> = {
  'promise/outages': { planned: false, reached: always, first: 15, every: () => 60, restored: 30 },
  'promise/planned-work': { planned: true, reached: always, before: 72 * 60 },
}

/** Every deadline that was missed, found by walking through the minutes with a watch in the hand: `rule tell minute`. */
export function missedIn(outage: GivenOutage, words: readonly Word[], until: number): readonly string[] {
  const binding = { ...laws[outage.jurisdiction], ...own }
  return Object.entries(binding)
    .filter(([, law]) => law.planned === outage.planned)
    .flatMap(([rule, law]) => missedOf(law, outage, words, until).map(missed => `${rule} ${missed}`))
}

function missedOf(law: Law, outage: GivenOutage, words: readonly Word[], until: number): readonly string[] {
  const missed: string[] = []
  const said = new Map<number, Word[]>()
  for (const word of words) said.set(word.at, [...(said.get(word.at) ?? []), word])
  const told = new Set<Telling>()
  let since: number | null = law.planned ? outage.startedAt : null
  let begin: number | null = null
  let last: number | null = null
  const begunAt = Math.min(outage.confirmedAt, outage.startedAt)
  for (let minute = begunAt; minute <= until; minute++) {
    const goesOn = minute <= outage.endedAt
    if (since === null && goesOn) since = reachedIn(law, outage, minute)
    // Whatever was said in this minute was said by its end: first see what had to be said before it.
    const missedIf = (due: number, name: string, isMet: boolean) => {
      if (minute === due + 1 && !isMet) missed.push(`${name} ${due}`)
    }
    if (law.before !== undefined && !(outage.wasNone && outage.endedAt <= outage.startedAt - law.before)) {
      const due = outage.startedAt - law.before
      if (minute === Math.max(begunAt, due + 1) && !told.has('first')) missed.push(`first ${due}`)
    }
    if (since !== null && !law.planned) {
      if (law.first !== undefined) {
        const due = Math.max(outage.confirmedAt, since) + law.first
        if (due < outage.endedAt) missedIf(due, 'first', told.has('first'))
      }
      if (law.every !== undefined && begin !== null && last !== null) {
        const due = Math.max(last + law.every(last - begin), since)
        if (due < outage.endedAt) missedIf(due, 'update', false)
      }
      if (!outage.wasNone && law.restored !== undefined)
        missedIf(
          Math.max(outage.endedAt, since) + law.restored,
          'restored',
          told.has('restored') || begin === null || begin >= outage.endedAt,
        )
      if (!outage.wasNone && law.compensation !== undefined)
        missedIf(Math.max(outage.endedAt, since) + law.compensation, 'compensation', told.has('compensation'))
    }
    for (const { tell } of said.get(minute) ?? []) {
      told.add(tell)
      if (tell === 'first') begin ??= minute
      if (begin !== null) last = minute
    }
  }
  return missed
}

/** Since when it counts, if by this minute it has reached one of the limits. */
function reachedIn(law: Law, { services, inPlaces, startedAt }: GivenOutage, minute: number): number | null {
  const lasted = minute - startedAt
  const limits = law.reached.filter(limit => {
    const hit = limit.place === undefined ? services : (inPlaces[limit.place] ?? 0)
    return hit >= limit.services && (limit.longer ? lasted > limit.minutes : lasted >= limit.minutes)
  })
  return limits.length === 0 ? null : startedAt + Math.min(...limits.map(({ minutes }) => minutes))
}
