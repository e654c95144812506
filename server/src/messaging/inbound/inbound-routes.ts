import { listInbound, type InboundView } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { mount, page, readNumberCursor } from '../../platform/index.ts'

interface Row extends Omit<InboundView, 'at' | 'inbound'> {
  readonly id: bigint
  readonly at: Temporal.Instant
}

/** What people wrote, and what was answered by itself. */
export function inboundRoutes(app: FastifyInstance): void {
  mount(app, listInbound, async ({ db, query }) => {
    const before = readNumberCursor(query.cursor)
    const { rows } = await sql<Row>`
      select i.id, i.channel, i.address, i.subject, i.text, i.keyword, i.automatic, i.unanswered, i.at, m.words ->> 'text' as answer
      from messaging.inbound i left join messaging.message m on m.origin = 'inbound:' || i.id
      where i.channel = coalesce(${query.channel ?? null}, i.channel) and (${before}::bigint is null or i.id < ${before})
        and (${query.reports === undefined} or i.keyword = 'outage')
      order by i.id desc limit ${(query.limit ?? 50) + 1}`.execute(db)
    return page(
      rows,
      query.limit ?? 50,
      ({ id }) => [String(id)],
      ({ id, at, ...row }) => ({ inbound: String(id), ...row, at: at.toString() }),
    )
  })
}
