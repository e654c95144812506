import { listCalls, noteCall, type CallView } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { outageById } from '../../outages/index.ts'
import { mount, page, problem, readNumberCursor, type Db, type Platform } from '../../platform/index.ts'
import { holderByKey } from '../../subscribers/index.ts'
import { mannerOf, type Wiring } from '../manner.ts'
import * as store from './call-store.ts'

/** Whom to telephone because of an outage, and what came of it. */
export function callRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, listCalls, async ({ db, params, query, platform }) => {
    const { id } = await outageById(db, params.outage)
    const after = readNumberCursor(query.cursor)
    const calls = await store.listCalls(db, id, await callingOf(platform, wiring, db), {
      open: query.open === true,
      after,
      limit: query.limit ?? 50,
    })
    return page(calls, query.limit ?? 50, call => [String(call.id)], viewOf)
  })

  mount(app, noteCall, async ({ params, body, work }) => {
    const { id, number } = await outageById(work.tx, params.outage)
    const holder = await holderByKey(work.tx, params.customer)
    if (holder === null) throw problem('subscribers.customer-not-found', { customer: params.customer })
    await store.keepCall(work.tx, {
      outage: id,
      customer: holder.id,
      outcome: body.outcome,
      actor: work.actor.id,
      now: work.now,
    })
    work.audit('messaging.call-noted', `customer:${holder.key}`, { outage: number, outcome: body.outcome })
    return { noted: true as const }
  })
}

async function callingOf(platform: Platform, wiring: Wiring, db: Db): Promise<store.Calling> {
  const { reach, telling } = await mannerOf(platform, wiring, db)
  return { reach, segments: telling.callSegments }
}

function viewOf({ id: _, calledAt, ...call }: store.Call): CallView {
  return { ...call, calledAt: calledAt?.toString() ?? null }
}
