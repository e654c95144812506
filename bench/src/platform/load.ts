import { setTimeout } from 'node:timers/promises'
import { createRandom, below } from '../workload/random.ts'
import type { Api } from './api.ts'
import { pick } from './percentiles.ts'

export interface Known {
  readonly outages: readonly string[]
  readonly elements: readonly string[]
  readonly services: readonly string[]
  readonly runs: readonly string[]
  /** Services that have credits in the first of the runs. */
  readonly credited: readonly string[]
}

export interface Loaded {
  readonly requests: number
  readonly failed: number
  /** Milliseconds by kind of request, each from the moment at which it was due. */
  readonly byKind: ReadonlyMap<string, readonly number[]>
}

/** What people and systems read, as often as they do; the shares sum to 100. */
const mix: readonly {
  readonly kind: string
  readonly share: number
  path(known: Known, random: () => number): string
}[] = [
  { kind: 'outages', share: 10, path: () => '/outages?limit=50' },
  { kind: 'outage', share: 15, path: (known, random) => `/outages/${pick(known.outages, random)}` },
  { kind: 'elements', share: 5, path: (known, random) => `/elements?limit=50&below=${pick(known.elements, random)}` },
  { kind: 'element', share: 10, path: (known, random) => `/elements/${pick(known.elements, random)}` },
  {
    kind: 'services below',
    share: 5,
    path: (known, random) => `/services?limit=50&below=${pick(known.elements, random)}`,
  },
  {
    kind: 'services by key',
    share: 10,
    path: (known, random) => `/services?limit=20&search=${pick(known.services, random).slice(0, 6)}`,
  },
  { kind: 'service', share: 15, path: (known, random) => `/services/${pick(known.services, random)}` },
  { kind: 'runs', share: 5, path: () => '/compensation/runs?limit=20' },
  { kind: 'run', share: 5, path: (known, random) => `/compensation/runs/${pick(known.runs, random)}` },
  {
    kind: 'credits of a service',
    share: 5,
    path: (known, random) =>
      `/compensation/runs/${pick(known.runs, random)}/credits?service=${pick(known.credited, random)}`,
  },
  {
    kind: 'credits',
    share: 5,
    path: (known, random) => `/compensation/runs/${pick(known.runs, random)}/credits?limit=50&onlyDue=true`,
  },
  {
    kind: 'statement',
    share: 10,
    path: (known, random) => `/ledger/services/${pick(known.credited, random)}/statement`,
  },
]

/**
 * Sends requests at their times whether or not earlier ones were answered, as a crowd does, and counts each from the moment at which it
 * was due: a server that stands still for a second makes all of that second's requests late.
 */
export async function load(reader: Api, known: Known, perSecond: number, seconds: number): Promise<Loaded> {
  const random = createRandom(17)
  const byKind = new Map<string, number[]>(mix.map(({ kind }) => [kind, []]))
  const open: Promise<void>[] = []
  let failed = 0
  const readAt = async (due: number, kind: string, path: string): Promise<void> => {
    const { status } = await reader.ask('GET', path)
    if (status !== 200) failed += 1
    byKind.get(kind)?.push(performance.now() - due)
  }
  const began = performance.now()
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = began + (number * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await setTimeout(early)
    const wanted = draw(random)
    open.push(readAt(due, wanted.kind, wanted.path(known, random)))
  }
  await Promise.all(open)
  return { requests: open.length, failed, byKind }
}

function draw(random: () => number): (typeof mix)[number] {
  let left = below(random, 100)
  for (const each of mix) {
    left -= each.share
    if (left < 0) return each
  }
  throw new Error('the shares do not sum to 100')
}

/** Milliseconds of explanations, each of another customer's credit, one after the other. */
export async function explain(reader: Api, run: string, services: readonly string[]): Promise<number[]> {
  const times: number[] = []
  for (const service of services) {
    const began = performance.now()
    const { agrees } = await reader.get<{ agrees: boolean }>(
      `/compensation/runs/${run}/services/${service}/explanation`,
    )
    times.push(performance.now() - began)
    if (!agrees) throw new Error(`the explanation of ${service} does not come to its credit`)
  }
  return times
}
