import type { Client } from 'pg'
import { percentile } from '../platform/percentiles.ts'
import { addDue, closeWays, forgetMessages, openWay, secret, wake } from './prepare.ts'
import { openSink } from './sinks.ts'

export interface Delayed {
  readonly destinations: number
  /** Seconds after the start until 99 of 100 destinations that are well have their message: with all well, and with two that are not. */
  readonly healthySeconds: number
  readonly sickSeconds: number
  /** Destinations that are well and got nothing. */
  readonly missing: number
}

/** As many messages wait for each of the two, before all others. */
const waitingForSick = 100
const way = { kind: 'webhook', settings: { adapter: 'webhook', signing: secret }, atOnce: 100 } as const

/** As many destinations as there are addresses of this machine, one message for each; then once more with one that is dead and one that is slow. */
export async function measureDestinations(client: Client, destinations: number): Promise<Delayed> {
  const healthy = await play(client, destinations, false)
  const sick = await play(client, destinations, true)
  return {
    destinations,
    healthySeconds: percentile(healthy, 0.99),
    sickSeconds: percentile(sick, 0.99),
    missing: destinations * 2 - healthy.length - sick.length,
  }
}

async function play(client: Client, destinations: number, isSick: boolean): Promise<readonly number[]> {
  const sink = await openSink('http', { slowSeconds: 10 })
  await forgetMessages(client)
  const host = (number: string) =>
    `'http://127.' || 1 + ${number} / 62500 || '.' || ${number} / 250 % 250 || '.' || 1 + ${number} % 250 || ':${sink.port}'`
  const sickOnes = isSick ? 2 * waitingForSick : 0
  await addDue(
    client,
    'webhook',
    sickOnes + destinations,
    `case when n > ${sickOnes} then ${host('n')} || '/' when n % 2 = 0 then 'http://127.200.0.1:${sink.port}/dead' else 'http://127.200.0.2:${sink.port}/slow' end`,
  )
  await openWay(client, way)
  const began = Date.now()
  await wake(client)
  const times = await sink.untilTaken(destinations, 180)
  await sink.stop()
  await closeWays(client)
  return times.map(time => (time - began) / 1000)
}
