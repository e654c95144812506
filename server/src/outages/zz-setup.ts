import { mkdtempSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { createLog, createPlatform, migrate, openPool, readConfig, startEmbedded, systemActor } from '../platform/index.ts'
import { renumber } from '../network/graph-store.ts'
import { network } from '../network/index.ts'

const folder = mkdtempSync('/tmp/pulih-bench-')
const server = await startEmbedded({ folder, throwAway: true })
const pool = openPool({ url: server.url, size: 8, name: 'bench' })
await migrate(pool)
const now = Temporal.Instant.from('2026-09-15T12:00:00Z')
const platform = createPlatform({ pool, clock: { now: () => now }, config: readConfig({}), log: createLog('silent'), hooks: { authenticate: async () => null, appendAudit: async () => undefined }, contexts: [network] })
const db = platform.db
const n = 1_000_000
await sql`insert into network.element (key, updated_at, longitude, latitude) select 'e' || i, now(), 100, 0 from generate_series(0, 21050) i`.execute(db)
await sql`insert into network.link (child, parent) select c.id, p.id from generate_series(1, 21050) i join network.element c on c.key = 'e' || i join network.element p on p.key = 'e' || case when i <= 50 then 0 when i <= 1050 then 1 + i % 50 else 51 + i % 1000 end`.execute(db)
await db.transaction().execute(tx => renumber(tx))
await sql`insert into subscribers.customer (key, created_at, updated_at) select 'c' || i, now(), now() from generate_series(1, ${sql.lit(n)}) i`.execute(db)
await sql`insert into subscribers.service (key, customer_id, kind, element_id, position, area, segment, login, currency, updated_at)
 select 's' || i, i, (array['internet','internet','voice','tv'])[1 + i % 4], e.id, e.position, '31.' || (i % 500), (array['home-office','shop','student',null])[1 + i % 4], 'l' || i, 'IDR', now()
 from generate_series(1, ${sql.lit(n)}) i join network.element e on e.key = 'e' || (1051 + i % 20000)`.execute(db)
await sql`insert into subscribers.session (id, service_id, login, started_at, stopped_at, updated_at)
 select 'x' || i || '-' || k, i, 'l' || i, '2026-09-10T00:00:00Z'::timestamptz + k * interval '1 day', case when k < 6 then '2026-09-10T23:00:00Z'::timestamptz + k * interval '1 day' end, '2026-09-15T12:00:00Z'
 from generate_series(1, ${sql.lit(n)}) i, generate_series(0, 5) k where i % 2 = 0`.execute(db)
await sql`update subscribers.session set stopped_at = '2026-09-15T08:01:00Z', updated_at = '2026-09-15T08:01:00Z' where id like '%-5'`.execute(db)
await sql`insert into subscribers.session_horizon values (true, '2026-09-15T12:00:00Z')`.execute(db)
await sql`vacuum analyze`.execute(db)
console.log(server.url)
setInterval(() => undefined, 1000)
