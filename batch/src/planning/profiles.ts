import {
  payments,
  remotenesses,
  serviceKinds,
  subscriberTypes,
  type Profile,
  type Provider,
  type Scheme,
  type SchemeFigures,
} from '@pulih/engine'
import type { ProfileColumn } from '../plan.ts'
import type { ProgramCache, Segment } from './decisions.ts'
import type { Outage } from './outages.ts'

/** The columns that make up a profile, and what each combination means. */
export interface Profiles {
  readonly columns: readonly ProfileColumn[]
  readonly segmentOf: Int32Array
  /** By profile: bit `i` is set if scheme `i` is for it. */
  readonly schemesOf: Uint32Array
  readonly segments: readonly Segment[]
}

export interface ProfileQuestion {
  readonly schemes: readonly Scheme[]
  readonly outages: readonly Outage[]
  readonly provider: Provider
  /** The columns that the services file has. */
  readonly columns: readonly string[]
  readonly timeZone: string
  /** Zones a `time_zone` column may name. */
  readonly timeZones: readonly string[]
}

const elsewhere = '(elsewhere)'
const unknown = '(unknown)'

/** Works out once for each combination of words what a million services share. */
export function profilesOf(question: ProfileQuestion, cache: ProgramCache): Profiles {
  const { schemes, provider, timeZone } = question
  const columns = profileColumns(question)
  const size = columns.reduce((product, column) => product * column.values.length, 1)
  const segmentOf = new Int32Array(size)
  const schemesOf = new Uint32Array(size)
  const segments: Segment[] = []
  const known = new Map<string, number>()
  const kindMatters = question.outages.some(outage => outage.kinds.length > 0)
  const regionMatters = usesCalendarByRegion(schemes)
  const ids = new Map<SchemeFigures, number>()

  for (let profile = 0; profile < size; profile++) {
    const words = wordsOf(columns, profile)
    const service = serviceProfile(words)
    const programs = schemes.map(scheme => cache.programs(scheme, service, provider))
    programs.forEach((program, index) => {
      if (program !== null) schemesOf[profile] = ((schemesOf[profile] as number) | (1 << index)) >>> 0
    })
    const segment: Segment = {
      zone: words.get('time_zone') ?? timeZone,
      region: service.region,
      kind: service.kind,
      programs,
      billCount: Number(words.get('bill_count_3') ?? 0),
    }
    // A scheme that is not for a service has no effect on its facts, so services of different kinds share where only that differs.
    const idOf = (program: SchemeFigures) => ids.get(program) ?? (ids.set(program, ids.size), ids.size - 1)
    const key = [
      segment.zone,
      regionMatters ? segment.region : '',
      kindMatters ? segment.kind : '',
      segment.billCount,
      headsKey(schemes, programs, idOf),
    ].join('|')
    let number = known.get(key)
    if (number === undefined) {
      number = segments.push(segment) - 1
      known.set(key, number)
    } else mergePrograms(segments, number, programs)
    segmentOf[profile] = number
  }
  return { columns, segmentOf, schemesOf, segments }
}

/** Schemes with a single set of heads need not tell segments apart: the mask already says for whom they are. */
function headsKey(
  schemes: readonly Scheme[],
  programs: readonly (SchemeFigures | null)[],
  idOf: (program: SchemeFigures) => number,
): string {
  return schemes
    .map((scheme, index) => {
      const program = programs[index]
      return program && scheme.heads.some(head => head.who) ? idOf(program) : ''
    })
    .join(',')
}

function mergePrograms(segments: Segment[], number: number, programs: readonly (SchemeFigures | null)[]): void {
  const before = segments[number] as Segment
  if (programs.every((program, index) => program === null || before.programs[index] !== null)) return
  segments[number] = {
    ...before,
    programs: before.programs.map((program, index) => program ?? programs[index] ?? null),
  }
}

function profileColumns({ schemes, columns, timeZones, timeZone }: ProfileQuestion): ProfileColumn[] {
  const made: ProfileColumn[] = [
    { name: 'kind', values: serviceKinds, fallback: -1, open: false },
    { name: 'customer', values: subscriberTypes, fallback: subscriberTypes.indexOf('consumer'), open: false },
    { name: 'payment', values: payments, fallback: payments.indexOf('postpaid'), open: false },
  ]
  const has = (name: string) => columns.includes(name)
  const text = JSON.stringify(schemes)
  if (has('remoteness') && text.includes('"remoteness"')) {
    made.push({ name: 'remoteness', values: [...remotenesses, unknown], fallback: remotenesses.length, open: false })
  }
  const regions = regionsNamed(schemes)
  if (has('region') && regions.length > 0)
    made.push({ name: 'region', values: [...regions, elsewhere], fallback: regions.length, open: true })
  if (has('time_zone'))
    made.push({ name: 'time_zone', values: timeZones, fallback: timeZones.indexOf(timeZone), open: false })
  if (/"(bills-(average|sum)-3|previous-bill)"/.test(text)) {
    made.push({ name: 'bill_count_3', values: ['0', '1', '2', '3'], fallback: has('bill_sum_3') ? 3 : 0, open: false })
  }
  return made
}

function wordsOf(columns: readonly ProfileColumn[], profile: number): Map<string, string> {
  const words = new Map<string, string>()
  let rest = profile
  for (const column of columns.toReversed()) {
    words.set(column.name, column.values[rest % column.values.length] as string)
    rest = Math.floor(rest / column.values.length)
  }
  return words
}

function serviceProfile(words: ReadonlyMap<string, string>): Profile {
  const word = <Word extends string>(name: string, among: readonly Word[], otherwise: Word): Word =>
    among.find(each => each === words.get(name)) ?? otherwise
  const region = words.get('region')
  return {
    kind: word('kind', serviceKinds, 'internet'),
    subscriber: word('customer', subscriberTypes, 'consumer'),
    payment: word('payment', payments, 'postpaid'),
    region: region === undefined || region === elsewhere ? null : region,
    remoteness: remotenesses.find(each => each === words.get('remoteness')) ?? null,
  }
}

/** The region codes that any scheme tells apart, in conditions or in the choice of a holiday calendar. */
function regionsNamed(schemes: readonly Scheme[]): string[] {
  const named = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'regions' && Array.isArray(value)) for (const region of value) named.add(String(region))
      else if (key === 'byRegion' && typeof value === 'object' && value !== null)
        for (const region of Object.keys(value)) named.add(region)
      else walk(value)
    }
  }
  walk(schemes)
  return [...named].toSorted()
}

function usesCalendarByRegion(schemes: readonly Scheme[]): boolean {
  return JSON.stringify(schemes).includes('"byRegion"')
}
