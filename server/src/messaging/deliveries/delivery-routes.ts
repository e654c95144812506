import * as contracts from '@pulih/contracts'
import { afterEvent, MissingFact } from '@pulih/notices'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import {
  mount,
  page,
  problem,
  readNumberCursor,
  readSetting,
  type Db,
  type Tx,
  type Work,
} from '../../platform/index.ts'
import { holderByKey } from '../../subscribers/index.ts'
import { findNotice } from '../notice-store.ts'
import { sendJob } from '../send-job.ts'
import { render } from '../sending/render.ts'
import { tellingSetting, type Telling } from '../telling-setting.ts'
import * as store from './delivery-store.ts'

/** What became of messages, by notice and by person, and those that wait for a person. */
export function deliveryRoutes(app: FastifyInstance): void {
  mount(app, contracts.listNoticeMessages, async ({ db, params, query }) => {
    if ((await findNotice(db, params.notice)) === null)
      throw problem('messaging.notice-unknown', { notice: params.notice })
    const { state, channel, customer } = query
    const who = customer === undefined ? null : ((await holderByKey(db, customer))?.id ?? -1n)
    const where = sql`m.notice_id = ${params.notice} and m.state = coalesce(${state ?? null}, m.state)
      and m.channel = coalesce(${channel ?? null}, m.channel) and (${who}::bigint is null or m.customer_id = ${who})`
    return pageOf(db, where, query)
  })

  mount(app, contracts.listCustomerMessages, async ({ db, params, query }) => {
    const holder = await holderByKey(db, params.customer)
    return pageOf(db, sql`m.customer_id = ${holder?.id ?? -1n}`, query)
  })

  mount(app, contracts.listMessagesToDecide, async ({ db, query }) => {
    const telling = await readSetting(db, tellingSetting)
    const where = query.what === 'doubts' ? sql`m.state = 'doubtful'` : sql`m.state = 'waiting' and m.drafted`
    const rows = await store.listDeliveries(db, {
      where,
      before: readNumberCursor(query.cursor),
      limit: query.limit ?? 50,
    })
    return page(
      rows,
      query.limit ?? 50,
      ({ id }) => [String(id)],
      delivery => ({ ...store.viewOf(delivery), ...wordsOf(delivery, telling) }),
    )
  })

  mount(app, contracts.settleMessage, async ({ params, body, work }) => {
    const delivery = await locked(work.tx, params.message)
    if (delivery.state !== 'doubtful')
      throw problem('messaging.not-doubtful', { message: params.message, state: delivery.state })
    await settle(work, [delivery.id], body)
    work.audit('messaging.message-settled', `message:${delivery.id}`, { arrived: body.arrived, reason: body.reason })
    return store.viewOf(await locked(work.tx, params.message))
  })

  mount(app, contracts.settleDoubts, async ({ params, body, work }) => {
    if ((await findNotice(work.tx, params.notice)) === null)
      throw problem('messaging.notice-unknown', { notice: params.notice })
    const doubts = await store.lockDoubts(work.tx, params.notice)
    await settle(work, doubts, body)
    work.audit('messaging.message-settled', params.notice, {
      arrived: body.arrived,
      reason: body.reason,
      messages: doubts.length,
    })
    return { settled: doubts.length }
  })

  mount(app, contracts.sendDraft, async ({ params, body, work }) => {
    const delivery = await draft(work.tx, params.message)
    const own = wordsOf(delivery, await readSetting(work.tx, tellingSetting))
    const words = { subject: body.subject ?? own.subject, text: body.text ?? own.text }
    // What he let go goes, whatever becomes known before its turn comes. What cannot be said yet fails when it is, and says why.
    await store.releaseDraft(work.tx, delivery.id, words.text === '' ? null : words, work.now)
    await work.enqueue(sendJob, {}, { key: sendJob })
    work.audit('messaging.draft-sent', `message:${delivery.id}`, {
      reworded: words.subject !== own.subject || words.text !== own.text,
    })
    return store.viewOf(await locked(work.tx, params.message))
  })

  mount(app, contracts.discardDraft, async ({ params, work }) => {
    const delivery = await draft(work.tx, params.message)
    await store.setState(work.tx, [delivery.id], 'cancelled', 'thrown away', work.now)
    work.audit('messaging.draft-discarded', `message:${delivery.id}`)
    return store.viewOf(await locked(work.tx, params.message))
  })
}

async function pageOf(
  db: Db,
  where: store.Wanted['where'],
  query: { readonly cursor?: string | undefined; readonly limit?: number },
) {
  const rows = await store.listDeliveries(db, {
    where,
    before: readNumberCursor(query.cursor),
    limit: query.limit ?? 50,
  })
  return page(rows, query.limit ?? 50, ({ id }) => [String(id)], store.viewOf)
}

async function locked(tx: Tx, message: string): Promise<store.Delivery> {
  const delivery = await store.lockDelivery(tx, BigInt(message))
  if (delivery === null) throw problem('messaging.message-unknown', { message })
  return delivery
}

async function draft(tx: Tx, message: string): Promise<store.Delivery> {
  const delivery = await locked(tx, message)
  if (!delivery.drafted || delivery.state !== 'waiting')
    throw problem('messaging.not-drafted', { message, state: delivery.state })
  return delivery
}

async function settle(
  work: Work,
  ids: readonly bigint[],
  { arrived, reason }: { readonly arrived: boolean; readonly reason: string },
): Promise<void> {
  if (ids.length === 0) return
  await store.setState(work.tx, ids, afterEvent('doubtful', { kind: 'settled', wasSent: arrived }), reason, work.now)
  if (!arrived) await work.enqueue(sendJob, {}, { key: sendJob })
}

/** What a message says, as far as it can be said. */
function wordsOf(delivery: store.Delivery, telling: Telling): { readonly subject: string; readonly text: string } {
  const { words, kind, statement, language, timeZone, channel, facts, subscriptionId } = delivery
  if (words !== null) return words
  if (kind === null || statement === null) return { subject: '', text: '' }
  const wording = {
    kind,
    statement,
    language,
    timeZone,
    isCustomer: subscriptionId === null,
    credit: facts,
    unsubscribeUrl: null,
  }
  try {
    const { subject, text } = render(channel, wording, telling)
    return { subject, text }
  } catch (reason) {
    if (!(reason instanceof MissingFact)) throw reason
    return { subject: '', text: '' }
  }
}
