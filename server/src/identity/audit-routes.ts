import * as contract from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { download, mount, page, readNumberCursor, type Db } from '../platform/index.ts'
import { listAudit } from './audit-store.ts'
import { namesOf } from './staff-store.ts'
import { exportTrail, verifyTrail } from './verify-trail.ts'
import { auditRowView } from './views.ts'

/** What those are called that the trail knows by their identifiers. */
export type NameSubjects = (db: Db, subjects: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Who did what, and the proof that nobody changed it afterwards. */
export function auditRoutes(app: FastifyInstance, nameSubjects: NameSubjects): void {
  mount(app, contract.listAudit, async ({ query, db }) => {
    const limit = query.limit ?? 50
    const rows = await listAudit(db, {
      actor: query.actor ?? null,
      subject: query.subject ?? null,
      action: query.action ?? null,
      since: query.since === undefined ? null : Temporal.Instant.from(query.since),
      until: query.until === undefined ? null : Temporal.Instant.from(query.until),
      before: readNumberCursor(query.cursor),
      limit,
    })
    const subjects = [...new Set(rows.map(({ subject }) => subject))]
    const [people, others] = await Promise.all([namesOf(db, subjects), nameSubjects(db, subjects)])
    const names = new Map([...others, ...people.map(({ actor, name }) => [actor, name] as const)])
    return page(
      rows,
      limit,
      ({ number }) => [number.toString()],
      row => auditRowView(row, names.get(row.subject) ?? null),
    )
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
