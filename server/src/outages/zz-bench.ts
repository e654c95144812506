import { mkdtempSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { createLog, createPlatform, migrate, openPool, readConfig, startEmbedded, systemActor } from '../platform/index.ts'
import { renumber } from '../network/graph-store.ts'
import { outages } from './index.ts'
import { network } from '../network/index.ts'
import { declareOutage } from './report-outage.ts'
import { matchOutage } from './match-outage.ts'
import { restoreOutage } from './restore-outage.ts'
import { lockOutage, readOutage } from './store.ts'
import { impactOf } from './impact.ts'
import { whatIf } from './what-if.ts'
import { streamRows } from './stream-rows.ts'
import { affected } from './affected-store.ts'


import pg from 'pg'
const original = pg.Client.prototype.query as any
pg.Client.prototype.query = function (this: any, ...args: any[]) {
  const t = performance.now()
  const r = original.apply(this, args)
  if (r?.then) void r.then(() => { const ms = performance.now() - t; if (ms > 300) console.log('   ', Math.round(ms), String(args[0]?.text ?? args[0]).trim().replace(/\s+/g, ' ').slice(0, 90)) })
  return r
} as any
const pool = openPool({ url: process.argv[2] ?? '', size: 8, name: 'bench' })
let now = Temporal.Instant.from('2026-09-15T12:00:00Z')
const platform = createPlatform({ pool, clock: { now: () => now }, config: readConfig({}), log: createLog('silent'), hooks: { authenticate: async () => null, appendAudit: async () => undefined }, contexts: [network, outages] })
const db = platform.db
await sql`alter table outages.affected set (fillfactor = 60)`.execute(db)
await sql`delete from outages.affected`.execute(db)
await sql`vacuum full outages.affected`.execute(db)
await sql`update outages.outage set status = 'retracted'`.execute(db)
const timed = async <T>(name: string, body: () => Promise<T>): Promise<T> => {
  const t = performance.now()
  const r = await body()
  console.log(name, Math.round(performance.now() - t), 'ms')
  return r
}
const actor = systemActor('bench')
const question = { elements: ['e0'], from: '2026-09-20T08:00:00Z', to: '2026-09-20T09:00:00Z' }
for (let i = 0; i < 3; i++) console.log((await timed('what-if', () => whatIf(db, question, now))).services)
const o = await platform.work(actor, work => declareOutage(work, { title: 'x', scope: { elements: ['e0'] }, startedAt: '2026-09-15T08:00:00Z' }))
await timed('match first (ongoing)', () => matchOutage(platform, o.id))
await timed('match again', () => matchOutage(platform, o.id))
await platform.work(actor, async work => restoreOutage(work, await lockOutage(work.tx, o.id), { restoredAt: '2026-09-15T09:00:00Z' }))
await timed('match restored', () => matchOutage(platform, o.id))
const o2 = await platform.work(actor, work => declareOutage(work, { title: 'x', scope: { elements: ['e0'], areas: ['31.1'] }, startedAt: '2026-09-15T08:00:00Z' }))
await platform.work(actor, async work => restoreOutage(work, await lockOutage(work.tx, o2.id), { restoredAt: '2026-09-15T09:00:00Z' }))
await timed('match mixed restored, first', () => matchOutage(platform, o2.id))
for (let i = 0; i < 2; i++) await timed('impact', async () => impactOf(db, await readOutage(db, o.id), now))
for (const r of (await sql`select outage_id, services, money, by_evidence, added, changed from outages.matching`.execute(db)).rows) console.log(JSON.stringify(r, (_, v) => typeof v === 'bigint' ? String(v) : v))
await timed('csv', async () => { let c = 0; for await (const rows of streamRows(platform, affected(await readOutage(db, o.id), {}))) c += rows.length; console.log(c) })
await pool.end()
