import type { MessageChannel } from '@pulih/contracts'
import { startTokenIn } from '@pulih/notices'
import { systemActor, type Platform, type Work } from '../../platform/index.ts'
import { adapterOf, NotUnderstood, type Arrival } from '../adapters/index.ts'
import { answer, confirmInWords, type Answering } from './answer.ts'
import { lockNew, markArrivals, type KeptArrival, type Understood } from './arrival-store.ts'
import { hearMessage, markGone, type Heard } from './inbound-store.ts'
import { confirmFromChat } from '../subscriptions/confirm.ts'
import { stopAddress } from '../subscriptions/stops.ts'
import { applyReceipts } from './receipts.ts'

const reader = systemActor('messaging')
const mostAtOnce = 100
/** How soon a receipt of an unknown message is looked at again, and for how long. */
const againSeconds = 5
const patienceMinutes = 10

/** Works out what came means, until nothing new is left. Each is done once: what it changes and that it was done are one transaction. */
export async function understandAll(platform: Platform, answering: Answering): Promise<void> {
  const next = () =>
    platform.work(reader, async work => {
      const arrivals = await lockNew(work.tx, mostAtOnce, work.now)
      const done: Understood[] = []
      for (const arrival of arrivals) done.push(await understand(platform, work, answering, arrival))
      if (done.length > 0) await markArrivals(work.tx, done)
      return arrivals.length
    })
  while ((await next()) > 0);
}

async function understand(
  platform: Platform,
  work: Work,
  answering: Answering,
  arrival: KeptArrival,
): Promise<Understood> {
  const adapter = adapterOf({ adapter: arrival.adapter })
  const mark = (state: Understood['state'], reason: string | null, lookAt = work.now): Understood => ({
    id: arrival.id,
    state,
    reason,
    lookAt,
  })
  let meant: readonly Arrival[]
  try {
    meant = (await adapter.normalise?.(arrival, arrival.receivedAt)) ?? []
  } catch (reason) {
    // One that nobody can read keeps no other from being read; it stays to be looked at again when the reader is mended.
    if (!(reason instanceof NotUnderstood))
      platform.log.error({ arrival: String(arrival.id), err: reason }, 'Something that came could not be read')
    return mark(
      'not-understood',
      reason instanceof NotUnderstood ? reason.message.slice(0, 300) : 'it could not be read',
    )
  }
  const unknown = await apply(platform, work, answering, adapter.brings, arrival, meant)
  if (unknown === 0) return mark('understood', null)
  const age = arrival.receivedAt.until(work.now).total('minutes')
  return age < patienceMinutes
    ? mark('new', 'it is about messages that are not known yet', work.now.add({ seconds: againSeconds }))
    : mark('understood', 'it is about messages that nobody knows')
}

async function apply(
  platform: Platform,
  work: Work,
  answering: Answering,
  channel: MessageChannel,
  arrival: KeptArrival,
  meant: readonly Arrival[],
): Promise<number> {
  const receipts = meant.filter(each => each.kind === 'receipt')
  const unknown = await applyReceipts(work, channel, receipts)
  for (const each of meant) {
    if (each.kind === 'gone') await markGone(work, channel, each.address)
    if (each.kind === 'stopped') await stopAddress(work, { channel, address: each.address }, `arrival:${arrival.id}`)
    if (each.kind === 'message') {
      const heard = await hearMessage(work, channel, arrival.id, each)
      if (heard !== null && !(await confirmByChat(platform, work, answering, heard, each.text)))
        await answer(work, answering, heard)
    }
  }
  return unknown.length
}

/** A bot is entered by a link with a token, which shows that the chat belongs to whoever asked. False where it was something else. */
async function confirmByChat(
  platform: Platform,
  work: Work,
  answering: Answering,
  { id, channel, address }: Heard,
  text: string,
): Promise<boolean> {
  const token = channel === 'telegram' ? startTokenIn(text) : null
  if (token === null || channel !== 'telegram') return false
  if ((await confirmFromChat(platform, work, { token, channel, address })) === null) return false
  await confirmInWords(work, answering, { id, channel, address })
  return true
}
