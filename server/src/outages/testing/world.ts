import { sql } from 'kysely'
import { harness, type Harness, type TestReply } from '../../../test/harness.ts'
import { network } from '../../network/index.ts'
import type { Context } from '../../platform/index.ts'
import { outages } from '../index.ts'

/**
 * A small network: `core` feeds `pop-1` and `pop-2`; each has an access node, `olt-1` and `olt-2`; `ring` hangs on both pops. Services:
 * `a1`, `a2` below olt-1 in area 31.71, `b1` below olt-2 in 31.72, `r1` below ring in 31.73.
 */
export async function world(more: readonly Context[] = [], own: Context = outages): Promise<Harness> {
  const h = await harness({ contexts: [network, { name: 'subscribers' }, own, ...more] })
  for (const [key, area, ...parents] of [
    ['core', '31'],
    ['pop-1', '31.71', 'core'],
    ['pop-2', '31.72', 'core'],
    ['olt-1', '31.71', 'pop-1'],
    ['pon-1', '31.71', 'olt-1'],
    ['olt-2', '31.72', 'pop-2'],
    ['ring', '31.73', 'pop-1', 'pop-2'],
  ] as const) {
    const [longitude, latitude] = places[key]
    const reply = await h.as('operations').put(`/elements/${key}`, { parents, area, longitude, latitude })
    if (reply.status >= 300) throw new Error(JSON.stringify(reply.body))
  }
  await sql`insert into subscribers.session_horizon (seen_until) values ('2026-12-31T00:00:00Z')`.execute(h.db)
  await aService(h, 'a1', { element: 'olt-1', area: '31.71', segment: 'home-office' })
  await aService(h, 'a2', { element: 'pon-1', area: '31.71', kind: 'voice' })
  await aService(h, 'b1', { element: 'olt-2', area: '31.72' })
  await aService(h, 'r1', { element: 'ring', area: '31.73' })
  return h
}

const places = {
  core: [106.8, -6.2],
  'pop-1': [106.7, -6.2],
  'pop-2': [106.9, -6.2],
  'olt-1': [106.7, -6.3],
  'pon-1': [106.71, -6.31],
  'olt-2': [106.9, -6.3],
  ring: [106.8, -6.4],
} as const

export async function aService(
  h: Harness,
  key: string,
  {
    element,
    area,
    kind = 'internet',
    segment = null,
  }: { readonly element: string; readonly area: string; readonly kind?: string; readonly segment?: string | null },
): Promise<void> {
  const now = h.clock.now()
  await sql`
    with c as (insert into subscribers.customer (key, created_at, updated_at) values (${`customer-${key}`}, ${now}, ${now}) returning id)
    insert into subscribers.service (key, customer_id, kind, element_id, position, area, segment, currency, updated_at)
    select ${key}, c.id, ${kind}, e.id, e.position, ${area}, ${segment}, 'IDR', ${now} from c, network.element e where e.key = ${element}`.execute(
    h.db,
  )
}

/** A session of a service: until when it lasted, or was last heard of. */
export async function aSession(
  h: Harness,
  service: string,
  {
    from,
    to = null,
    heard = null,
    cause = null,
  }: {
    readonly from: string
    readonly to?: string | null
    readonly heard?: string | null
    readonly cause?: string | null
  },
): Promise<void> {
  await sql`
    insert into subscribers.session (id, service_id, login, started_at, stopped_at, terminate_cause, updated_at)
    select gen_random_uuid()::text, id, key, ${from}::timestamptz, ${to ?? null}::timestamptz, ${cause ?? null}, ${to ?? heard ?? from}::timestamptz
    from subscribers.service where key = ${service}`.execute(h.db)
}

/** A confirmed outage whose services have been matched. */
export async function anOutage(h: Harness, given: Readonly<Record<string, unknown>> = {}): Promise<TestReply['body']> {
  const body = { title: 'Fibre cut', scope: { elements: ['olt-1'] }, startedAt: '2026-09-15T08:00:00Z', ...given }
  const { status, body: outage } = await h.as('operations').post('/outages/declare', body)
  if (status !== 201) throw new Error(JSON.stringify(outage))
  await h.runJobs()
  return outage
}

export async function affectedOf(
  h: Harness,
  outage: { readonly id: string },
): Promise<Record<string, Record<string, unknown>>> {
  const { body } = await h.as('viewer').get(`/outages/${outage.id}/affected`)
  return Object.fromEntries(body.items.map(({ service, ...rest }: { service: string }) => [service, rest]))
}

export async function match(
  h: Harness,
  path: string,
  body: unknown,
  revision: number,
  method: 'post' | 'put' | 'patch' = 'post',
): Promise<TestReply> {
  return h.as('operations')[method](path, body, { 'if-match': `"${revision}"` })
}
