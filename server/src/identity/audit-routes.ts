import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mount, page, problem, readCursor } from '../platform/index.ts'
import { listAudit } from './audit-store.ts'
import { exportTrail, verifyTrail } from './verify-trail.ts'
import { auditRowView } from './views.ts'

/** Who did what, and the proof that nobody changed it afterwards. */
export function auditRoutes(app: FastifyInstance): void {
  mount(app, contract.listAudit, async ({ query, db }) => {
    const [before] = readCursor(query.cursor, 1) ?? []
    if (before !== undefined && !/^\d{1,18}$/.test(before)) throw problem('request.bad-cursor')
    const limit = query.limit ?? 50
    const rows = await listAudit(db, {
      actor: query.actor ?? null,
      subject: query.subject ?? null,
      action: query.action ?? null,
      since: query.since === undefined ? null : Temporal.Instant.from(query.since),
      until: query.until === undefined ? null : Temporal.Instant.from(query.until),
      before: before === undefined ? null : BigInt(before),
      limit,
    })
    return page(rows, limit, ({ number }) => [number.toString()], auditRowView)
  })

  mount(app, contract.exportAudit, async ({ query, db }) =>
    download('audit.jsonl', await exportTrail(db, BigInt(query.after ?? 0))),
  )

  mount(app, contract.checkAudit, async ({ query, db }) => {
    const { number, digest } = query
    const verdict = await verifyTrail(db, number === undefined || digest === undefined ? undefined : { number, digest })
    return { ...verdict, findings: [...verdict.findings] }
  })
}
