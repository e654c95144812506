import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { harness, type Harness, type TestReply } from '../harness.ts'

/** What the operator decided, where a story differs from the usual Polish one. */
export type Decisions = Readonly<Record<string, unknown>>

export const polish: Decisions = {
  jurisdiction: 'PL',
  currency: 'PLN',
  timeZone: 'Europe/Warsaw',
  figure: 'recommended',
  designated: false,
  signatoryOf: [],
  parameters: {},
  schemes: ['pl/contract-1-30'],
  policies: [],
  secondPersonAbove: '0',
  budget: null,
}

/** A whole server whose operator has decided; nothing is imported yet. */
export async function anOperator(decisions: Decisions = {}): Promise<Harness> {
  const h = await harness({ config: { data: mkdtempSync(join(tmpdir(), 'pulih-story-')), secret: () => 'a-secret' } })
  await decide(h, 'compensation.operator', { ...polish, ...decisions })
  return h
}

export async function decide(h: Harness, name: string, value: unknown): Promise<void> {
  const { headers } = await h.as('admin').get(`/settings/${name}`)
  good(await h.as('admin').put(`/settings/${name}`, { value }, { 'if-match': String(headers['etag']) }))
}

/** Imports a file or its lines, through the same door as everybody, and expects every row to be taken. */
export async function imported(
  h: Harness,
  kind: string,
  file: readonly string[] | Uint8Array,
  media = 'text/csv',
): Promise<void> {
  const query = new URLSearchParams({ kind, currency: 'PLN', timeZone: 'Europe/Warsaw' })
  const content = file instanceof Uint8Array ? file : file.join('\n')
  const { id } = good(await h.as('admin').post(`/imports?${query.toString()}`, content, { 'content-type': media }))
  await h.runJobs()
  const { body } = await h.as('admin').get(`/imports/${id}`)
  const { body: rejected } = await h.as('admin').get(`/imports/${id}/rejected.csv`)
  expect({ kind, status: body.status, rejected: String(rejected).trim().split('\n').slice(1, 20) }).toEqual({
    kind,
    status: 'done',
    rejected: [],
  })
}

export interface GivenService {
  readonly service: string
  readonly element: string
  readonly fee?: string
  readonly cycleDay?: number
  readonly timeZone?: string
  readonly kind?: string
  readonly login?: string
  readonly customer?: string
  readonly currency?: string
}

/** Elements as `key<parent|parent`, and services at them. */
export async function aNetwork(
  h: Harness,
  elements: readonly string[],
  services: readonly GivenService[],
): Promise<void> {
  await imported(h, 'elements', [
    'element,kind,parents,area',
    ...elements.map(element => element.split('<')).map(([key, parents = '']) => `${key},node,${parents},14.65`),
  ])
  const customers = new Set(services.map(({ service, customer = `c-${service}` }) => customer))
  await imported(h, 'customers', [
    'customer,kind,name,language',
    ...[...customers].map(customer => `${customer},consumer,Anna Nowak,pl`),
  ])
  await imported(h, 'services', [
    'service,customer_id,customer,element,area,kind,monthly_fee,cycle_day,time_zone,login,since,currency',
    ...services.map(
      ({
        service,
        element,
        fee = '60.00',
        cycleDay = 1,
        timeZone = '',
        kind = 'internet',
        login = '',
        customer = `c-${service}`,
        currency = 'PLN',
      }) =>
        [
          service,
          customer,
          'consumer',
          element,
          '14.65',
          kind,
          fee,
          cycleDay,
          timeZone,
          login,
          '2020-01-01',
          currency,
        ].join(','),
    ),
  ])
}

export interface GivenOutage {
  readonly elements?: readonly string[]
  readonly from: string
  readonly to: string
  readonly cause?: string
}

/** Declared, restored, and old enough that its list is frozen. The clock stands after it. */
export async function anOutage(
  h: Harness,
  { elements = ['olt'], from, to, cause = 'fibre-cut' }: GivenOutage,
): Promise<string> {
  reach(h, to)
  const outage = good(
    await h
      .as('operations')
      .post('/outages/declare', { title: 'Fibre cut', cause, scope: { elements }, startedAt: from }),
  )
  await h.runJobs()
  const { headers } = await h.as('operations').get(`/outages/${outage.id}`)
  good(
    await h
      .as('operations')
      .post(`/outages/${outage.id}/restore`, { restoredAt: to }, { 'if-match': String(headers['etag']) }),
  )
  await settle(h)
  return outage.id
}

export async function corrected(h: Harness, outage: string, changes: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(
    await h
      .as('operations')
      .post(
        `/outages/${outage}/corrections`,
        { reason: 'The log of the node says so', ...changes },
        { 'if-match': String(headers['etag']) },
      ),
  )
  await settle(h)
}

export async function retracted(h: Harness, outage: string): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(
    await h
      .as('operations')
      .post(
        `/outages/${outage}/retract`,
        { reason: 'It was a test of the alarm system' },
        { 'if-match': String(headers['etag']) },
      ),
  )
  await settle(h)
}

/** Time goes on until all that waits for it has happened. */
export async function settle(h: Harness): Promise<void> {
  await h.runJobs()
  h.clock.advance({ hours: 6 })
  await h.sweep()
  await h.runJobs()
}

/** Moves the clock to an instant unless it is past it. */
export function reach(h: Harness, instant: string): void {
  const at = Temporal.Instant.from(instant)
  if (Temporal.Instant.compare(h.clock.now(), at) < 0) h.clock.set(at.add({ minutes: 1 }).toString())
}

/** The body of a reply that is no refusal. */
export function good({ status, body }: TestReply): TestReply['body'] {
  if (status >= 300) throw new Error(`refused: ${JSON.stringify(body)}`)
  return body
}
