import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { apiOf, type Api } from '../platform/api.ts'
import { pick } from '../platform/percentiles.ts'
import { createRandom } from '../workload/random.ts'
import { declare } from './audience.ts'
import { setTelling } from './prepare.ts'

export interface Answered {
  readonly customers: number
  /** Milliseconds of each answer, from the moment at which the call was due. */
  readonly milliseconds: readonly number[]
  /** Callers whom the outage hits and who heard nothing of it, or whom it does not hit and who heard of it; and questions that were refused. */
  readonly wrong: number
}

interface Calls {
  readonly url: () => string
  readonly elements: readonly string[]
  readonly perSecond: number
  readonly seconds: number
}

interface Caller {
  readonly number: string
  readonly isHit: boolean
}

/** So many different people call, half of them hit by the outage. */
const callers = 2_000

/** A telephone exchange asks what it is to play, for one caller after the other, each at his time whether or not earlier ones were answered. */
export async function measureCallers(operations: Api, client: Client, calls: Calls): Promise<Answered> {
  const { url, elements, perSecond, seconds } = calls
  // Nobody is told meanwhile: what is measured is those who call.
  await setTelling(client, 3_600)
  await setVoice(client)
  const { id } = await declare(operations, client, elements)
  const people = await chooseCallers(client, id)
  const { key } = await operations.post<{ key: string }>('/api-keys', {
    name: 'Exchange',
    scopes: ['messaging.voice'],
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  const exchange = apiOf(url, key)
  const random = createRandom(7)
  const milliseconds: number[] = []
  let wrong = 0
  const ask = async (due: number): Promise<void> => {
    const { number, isHit } = pick(people, random)
    const { status, text } = await exchange.ask('POST', '/voice/announcement', JSON.stringify({ caller: number }))
    milliseconds.push(performance.now() - due)
    // Its contract says that it has one.
    const outage = status === 200 ? (JSON.parse(text) as { readonly outage: string | null }).outage : undefined
    if (outage === undefined || (outage !== null) !== isHit) wrong++
  }
  // What everybody hears is worked out once a second; whoever calls first waits for it, as every second somebody does.
  await ask(performance.now())
  milliseconds.length = 0
  const open: Promise<void>[] = []
  const began = performance.now()
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = began + (number * 1_000) / perSecond
    const early = due - performance.now()
    if (early > 1) await setTimeout(early)
    open.push(ask(due))
  }
  await Promise.all(open)
  await operations.post(`/outages/${id}/retract`, { reason: 'Measured' })
  const { rows } = await client.query<{ n: number }>('select count(*)::int as n from subscribers.customer')
  return { customers: rows[0]?.n ?? 0, milliseconds, wrong }
}

async function setVoice(client: Client): Promise<void> {
  const value = { on: true, afterwards: 'people', asterisk: null, freeswitch: null }
  await client.query(
    `insert into platform.setting (name, value, changed_at, changed_by) values ('messaging.voice', $1, now(), 'system:bench')
     on conflict (name) do update set value = excluded.value, revision = setting.revision + 1`,
    [JSON.stringify(value)],
  )
}

async function chooseCallers(client: Client, outage: string): Promise<readonly Caller[]> {
  const { rows } = await client.query<Caller>(
    `with hit as materialized (
       select distinct s.customer_id from outages.affected a join subscribers.service s on s.id = a.service_id where a.outage_id = $1),
     reached as (
       select k.address as number, k.customer_id in (select customer_id from hit) as "isHit", row_number() over (
         partition by k.customer_id in (select customer_id from hit) order by hashint8(k.customer_id)) as place
       from subscribers.contact k where k.channel = 'sms')
     select number, "isHit" from reached where place <= $2`,
    [outage, callers / 2],
  )
  return rows
}
