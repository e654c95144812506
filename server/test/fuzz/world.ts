import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { permissions } from '@pulih/contracts'
import type { Actor, Db, Platform } from '../../src/platform/index.ts'
import type { Known } from './from-schema.ts'

/** Somebody who may do everything, so that a request is judged by its content. Signed in, as far as the contexts can tell. */
export const everyone: Actor & {
  readonly staffId: string
  readonly session: string
  readonly passwordTemporary: boolean
} = {
  kind: 'staff',
  id: 'staff:01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
  person: 'staff:01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
  name: 'Fuzzer',
  permissions: new Set(permissions),
  staffId: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10',
  session: '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a11',
  passwordTemporary: false,
}

export interface House {
  readonly app: FastifyInstance
  readonly platform: Platform
  runJobs(): Promise<void>
}

/** A little of everything, so that made-up requests meet something, in each of its states. */
export async function furnish(house: House): Promise<void> {
  await addNetwork(house.platform)
  const [declared, over, suspected] = [
    await ask(house, 'POST', '/outages/declare', anOutage),
    await ask(house, 'POST', '/outages/declare', anOutage),
    await ask(house, 'POST', '/outages', anOutage),
  ]
  await ask(house, 'POST', `/outages/${over}/restore`, { restoredAt: '2026-09-11T08:00:00Z' })
  await ask(house, 'POST', `/outages/${declared}/tasks`, { title: 'Look' })
  await ask(house, 'POST', `/outages/${suspected}/timeline`, { text: 'Somebody called', public: false })
  await house.runJobs()
  const posted = await ask(house, 'POST', '/compensation/runs', { kind: 'outage', outage: over })
  await house.runJobs()
  await ask(house, 'POST', `/compensation/exclusions`, {
    outage: declared,
    cause: 'flood',
    decidedBy: 'Legal',
    reason: 'State of emergency',
    evidence: 'Decree 1',
  })
  for (const { channel, settings } of channels)
    await ask(house, 'POST', '/payouts/channels', { channel, settings, ...channelFacts })
  await ask(house, 'POST', '/payouts/resume', {})
  const goodwill = { service: 'S-1', unit: 'PLN', amount: '1.00', reason: 'loyalty' }
  for (const reference of ['T-1', 'T-2']) await ask(house, 'POST', '/ledger/goodwill', { ...goodwill, reference })
  await ask(house, 'POST', '/payouts', { channel: 'file', unit: 'PLN', for: { bill: 'B-1' } })
  await ask(house, 'POST', '/payouts/batches', { channel: 'file' })
  await ask(house, 'POST', '/intake/generic', { alarms: [{ key: 'a', element: 'olt-1', severity: 'critical' }] })
  await ask(house, 'POST', '/compensation/runs', { kind: 'period', month: '2026-09' })
  await house.runJobs()
  await ask(house, 'POST', `/compensation/runs/${posted}/review`, {})
}

const anOutage = { title: 'Cut', cause: 'fibre-cut', scope: { elements: ['olt-1'] }, startedAt: '2026-09-10T08:00:00Z' }
const channelFacts = {
  title: 'Billing',
  units: ['PLN'],
  text: 'Credit',
  largest: null,
  perMinute: null,
  settlingSeconds: 60,
  rest: 'stays',
}
const channels = [
  { channel: 'file', settings: { adapter: 'csv' } },
  {
    channel: 'hook',
    settings: { adapter: 'webhook', url: 'http://127.0.0.1:9/', secret: 'billing', lookupUrl: 'http://127.0.0.1:9/' },
  },
] as const

/** One well-formed request; what cannot be furnished would leave the fuzzer before closed doors, so it is an error. */
async function ask({ app }: House, method: 'POST', path: string, body: object): Promise<string> {
  const reply = await app.inject({ method, url: `/api/v1${path}`, payload: body, headers: { 'if-match': '*' } })
  if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.body}`)
  return reply.json<{ id?: string }>().id ?? ''
}

async function addNetwork(platform: Platform): Promise<void> {
  await platform.work(everyone, async ({ tx }) => {
    await sql`insert into identity.staff (id, login, name, roles, created_at) values (${everyone.staffId}, 'fuzzer', 'Fuzzer', '{admin}', now())`.execute(
      tx,
    )
    await sql`insert into network.area (key, name, updated_at) values ('31', 'Jakarta', now()), ('31.71', 'Jakarta Pusat', now())`.execute(
      tx,
    )
    await sql`insert into network.element (key, kind, area, position, last, updated_at) values ('core', 'core', '31', 1, 3, now()), ('olt-1', 'olt', '31.71', 2, 3, now()), ('pon-1', 'pon', '31.71', 3, 3, now())`.execute(
      tx,
    )
    await sql`insert into network.link (child, parent) select c.id, p.id from network.element c, network.element p where (c.key, p.key) in (('olt-1', 'core'), ('pon-1', 'olt-1'))`.execute(
      tx,
    )
    await sql`
      with c as (insert into subscribers.customer (key, kind, name, created_at, updated_at) values ('C-1', 'consumer', 'Jan Example', now(), now()), ('C-2', 'business', 'Firma', now(), now()) returning id, key)
      insert into subscribers.service (key, customer_id, kind, element_id, position, area, cycle_day, currency, updated_at)
      select replace(c.key, 'C', 'S'), c.id, 'internet', e.id, e.position, '31.71', 1, 'PLN', now() from c, network.element e where e.key = 'olt-1'`.execute(
      tx,
    )
    await sql`insert into subscribers.contact (customer_id, channel, address, updated_at) select id, 'email', 'a@example.com', now() from subscribers.customer where key = 'C-1'`.execute(
      tx,
    )
    await sql`insert into subscribers.terms (service_id, valid_from, monthly_fee) select id, '2020-01-01', 6000 from subscribers.service`.execute(
      tx,
    )
  })
}

const aCase = {
  case: 'a case',
  jurisdiction: 'PL',
  subscriber: { type: 'consumer', payment: 'postpaid' },
  service: { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '60.00', currency: 'PLN' },
  billingPeriod: { from: '2026-09-01', to: '2026-10-01' },
  interruptions: [
    { from: '2026-09-10T08:00:00+02:00', to: '2026-09-12T08:00:00+02:00', extent: 'total', cause: 'fibre-cut' },
  ],
}

/** What there is to ask for, by the names that parameters and properties have. */
export async function whatExists(db: Db): Promise<Known> {
  const list = async (query: string): Promise<unknown[]> =>
    (
      await sql.raw<{ value: unknown }>(`select value::text as value from (${query}) q(value) limit 12`).execute(db)
    ).rows.map(({ value }) => value)
  const outages = await list('select id from outages.outage order by number desc')
  const elements = await list('select key from network.element order by id')
  return {
    outage: outages,
    into: outages,
    run: await list('select id from compensation.run order by number desc'),
    service: await list('select key from subscribers.service order by id'),
    customer: await list('select key from subscribers.customer order by id'),
    contact: await list('select id from subscribers.contact'),
    consent: await list('select id from subscribers.consent'),
    element: elements,
    parent: elements,
    below: elements,
    area: await list('select key from network.area'),
    import: await list('select id from network.import'),
    alarm: await list('select id from outages.alarm'),
    source: await list('select name from outages.alarm_source'),
    task: await list('select id from outages.task'),
    exclusion: await list('select id from compensation.exclusion'),
    transfer: await list('select id from ledger.transfer order by id desc'),
    channel: await list('select name from ledger.payout_channel'),
    payout: await list('select id from ledger.payout'),
    batch: await list('select id from ledger.payout_batch'),
    endpoint: await list('select id from webhooks.endpoint'),
    delivery: await list('select id from webhooks.delivery'),
    staff: await list('select id from identity.staff'),
    key: await list('select id from identity.api_key'),
    session: await list('select id from identity.session'),
    name: ['compensation.operator', 'ledger.goodwill-limits'],
    kind: ['elements', 'customers', 'services', 'sessions', 'bills', 'areas', 'nothing-known'],
    month: ['2026-09'],
    unit: ['PLN'],
    'body of calculate': [aCase, { ...aCase, interruptions: [] }],
    'body of sendAlarms': [
      { alarms: [{ key: 'b', element: 'pon-1', severity: 'critical', raisedAt: '2026-09-14T08:00:00Z' }] },
      {
        alerts: [
          { status: 'firing', labels: { alertname: 'Down', instance: 'olt-1' }, startsAt: '2026-09-14T08:00:00Z' },
        ],
      },
    ],
    // Nobody listens there, and nothing leaves the machine.
    url: ['http://127.0.0.1:9/'],
    lookupUrl: ['http://127.0.0.1:9/'],
  }
}
