import type { Client } from 'pg'
import type { Api } from '../platform/api.ts'
import { declare } from './audience.ts'
import { closeWays, forgetMessages, holdWays, openWay, setTelling, type Way } from './prepare.ts'
import type { Sink } from './sinks.ts'

export interface Released {
  readonly services: number
  readonly messages: number
  /** Of the request that lets the first notice out. */
  readonly seconds: number
}

/** Lets out a first notice that a person held: when that is answered everybody's message is there. */
export async function measureRelease(operations: Api, client: Client, elements: readonly string[]): Promise<Released> {
  await holdWays(client)
  await setTelling(client, 3_600)
  const { id, services, notice } = await declare(operations, client, elements)
  await client.query('vacuum (analyze) outages.affected')
  const began = performance.now()
  await operations.post(`/notices/${notice}/release`, {})
  const seconds = (performance.now() - began) / 1000
  const messages = await messagesOf(client, notice)
  await forgetMessages(client)
  await end(operations, id)
  return { services, messages, seconds }
}

export interface Told {
  readonly messages: number
  readonly taken: number
  /** From the request that confirms the outage. */
  readonly firstSeconds: number
  readonly lastSeconds: number
}

/** From the confirmation of an outage, whose first notice nobody holds, until the last message is in other hands. */
export async function measureFirstNotice(
  operations: Api,
  client: Client,
  elements: readonly string[],
  { sink, way, most }: { readonly sink: Sink; readonly way: Way; readonly most: number },
): Promise<Told> {
  await setTelling(client, 0)
  await openWay(client, way)
  const began = Date.now()
  const { id, notice } = await declare(operations, client, elements)
  // How many there are is known when the notice is out; the last of them is there before that.
  const times = [...(await sink.untilTaken(1, 120))]
  const messages = await messagesOf(client, notice)
  for (const time of await sink.untilTaken(messages - times.length, most)) times.push(time)
  await closeWays(client)
  await forgetMessages(client)
  await end(operations, id)
  const [first, last] = endsOf(times)
  return { messages, taken: times.length, firstSeconds: (first - began) / 1000, lastSeconds: (last - began) / 1000 }
}

/** Nobody is told of what was taken back, and other parts say again what was said here: it is over, not untrue. */
async function end(operations: Api, outage: string): Promise<void> {
  await operations.post(`/outages/${outage}/restore`, { restoredAt: new Date().toISOString() })
}

async function messagesOf(client: Client, notice: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    'select count(*)::int as n from messaging.message where notice_id = $1',
    [notice],
  )
  return rows[0]?.n ?? 0
}

/** Of many: `Math.min` takes no hundred thousand arguments. */
export function endsOf(times: readonly number[]): readonly [first: number, last: number] {
  return times.reduce<[number, number]>(
    ([first, last], time) => [Math.min(first, time), Math.max(last, time)],
    [Infinity, -Infinity],
  )
}
