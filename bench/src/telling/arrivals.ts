import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { secretVariables } from './prepare.ts'

export interface Acknowledged {
  /** Milliseconds until what came was acknowledged, each from the moment at which it was due. */
  readonly milliseconds: readonly number[]
  readonly refused: number
  /** Of those that were acknowledged, how many are not there. */
  readonly lost: number
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Brings a receipt for one message after the other, at its time whether or not earlier ones were answered. */
export async function bringReceipts(
  url: string,
  client: Client,
  perSecond: number,
  seconds: number,
): Promise<Acknowledged> {
  const { rows } = await client.query<{ id: string }>(
    'select id from messaging.message order by hashint8(id) limit $1',
    [perSecond * seconds],
  )
  const milliseconds: number[] = []
  let refused = 0
  const bring = async (due: number, number: number): Promise<void> => {
    const id = `pulih-${rows[number % rows.length]?.id ?? number}`
    const status = await post(
      `${url}/api/v1/messaging/arrivals/sms`,
      JSON.stringify({ receipts: [{ id, status: 'delivered' }], number }),
    )
    if (status !== 200) refused++
    milliseconds.push(performance.now() - due)
  }
  const open: Promise<void>[] = []
  const began = performance.now()
  for (let number = 0; number < perSecond * seconds; number++) {
    const due = began + (number * 1000) / perSecond
    const early = due - performance.now()
    if (early > 1) await setTimeout(early)
    open.push(bring(due, number))
  }
  await Promise.all(open)
  const { rows: kept } = await client.query<{ n: number }>('select count(*)::int as n from messaging.arrival')
  return { milliseconds, refused, lost: Math.max(0, open.length - refused - (kept[0]?.n ?? 0)) }
}

/** Signed as our own webhooks are; see docs/webhooks.md. */
function post(url: string, body: string): Promise<number> {
  const time = Math.floor(Date.now() / 1000)
  const digest = createHmac('sha256', secretVariables.PULIH_SECRET_BENCH).update(`${time}.${body}`).digest('hex')
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'pulih-signature': `t=${time},v1=${digest}`,
  }
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'POST', agent, headers }, answer => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.on('error', reject)
    })
    call.on('error', reject)
    call.end(body)
  })
}
