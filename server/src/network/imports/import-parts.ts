import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import {
  getImport,
  getRejectedRows,
  listImportKinds,
  listImports,
  listRejectedRows,
  startImport,
  stopImport,
} from '@pulih/contracts'
import { spreadsheetField } from '@pulih/kernel'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import {
  defineJob,
  defineSweep,
  download,
  mount,
  mountStream,
  page,
  problem,
  readCursor,
  readNumberCursor,
  systemActor,
  type Db,
  type Job,
  type Platform,
  type Sweep,
} from '../../platform/index.ts'
import { isZone } from './columns.ts'
import * as store from './import-store.ts'
import type { ImportKind } from './kind.ts'
import { sayReason, whyNothing } from './reasons.ts'
import { removeLeftOverFiles } from './remove-left-overs.ts'
import { importFile, runImport } from './run-import.ts'
import * as use from './stop-import.ts'

export interface ImportParts {
  readonly routes: (app: FastifyInstance) => void
  readonly jobs: readonly Job[]
  readonly sweeps: readonly Sweep[]
}

const jobName = 'network.import'

/** What makes a context able to import these kinds of files: put it beside the context's own routes, jobs and sweeps. */
export function importParts(kinds: readonly ImportKind[]): ImportParts {
  return {
    routes: app => importRoutes(app, kinds),
    jobs: [
      defineJob(jobName, async (payload, platform) => {
        const { id } = payload as { id: string }
        await runImport(platform, kinds, id)
      }),
    ],
    sweeps: [defineSweep('network.resume-imports', 30, resumeImports)],
  }
}

function importRoutes(app: FastifyInstance, kinds: readonly ImportKind[]): void {
  mountStream(app, startImport, async ({ query, body, actor, platform, request }) => {
    const { kind, dryRun = false, currency = null, timeZone = null } = query
    const media = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    if (!kinds.some(({ name }) => name === kind))
      throw problem('network.unknown-kind', { kind, kinds: kinds.map(({ name }) => name).join(', ') })
    if (media === 'application/geo+json' && kind !== 'areas')
      throw problem('network.wrong-media-for-kind', { kind, media })
    if (timeZone !== null && !isZone(timeZone)) throw problem('network.unknown-zone', { zone: timeZone })
    const id = randomUUID()
    const { bytes, digest } = await receive(platform, id, body)
    const created_at = platform.clock.now()
    await platform.work(actor, async work => {
      const file_name = query.fileName ?? kind
      await store.insertImport(work.tx, {
        id,
        kind,
        file_name,
        media,
        bytes,
        digest,
        dry_run: dryRun,
        options: { currency, timeZone },
        actor: actor.id,
        person: actor.person,
        created_at,
      })
      await work.enqueue(jobName, { id }, { key: `import:${id}` })
      work.audit('network.start-import', `import:${id}`, { kind, dryRun, digest: digest.toString('hex') })
    })
    return toView(await findImport(platform.db, id))
  })

  mount(app, listImports, async ({ query, db }) => {
    const { limit = 50, cursor } = query
    const [at, before] = readCursor(cursor, 2) ?? []
    const rows = await store.listImports(
      db,
      limit + 1,
      at !== undefined && before !== undefined ? { at, id: before } : null,
    )
    return page(rows, limit, row => [row.created_at.toString(), row.id], toView)
  })

  mount(app, listImportKinds, async () => ({
    items: kinds.map(kind => ({
      kind: kind.name,
      columns: kind
        .columns({ currency: null, timeZone: null })
        .map(({ name, aliases, required, type }) => ({ name, aliases: [...aliases], required, type })),
    })),
  }))

  mount(app, listRejectedRows, async ({ params, query, db }) => {
    const { limit = 50, cursor } = query
    const row = await findImport(db, params.import)
    const rows = await store.listRejections(db, row.id, readNumberCursor(cursor) ?? 0n, limit + 1)
    return page(
      rows,
      limit,
      ({ id }) => [id.toString()],
      ({ row: number, field, reason, value }) => ({
        row: Number(number),
        field,
        reason,
        value,
        ...sayReason(reason, value),
      }),
    )
  })

  mount(app, getImport, async ({ params, db }) => toView(await findImport(db, params.import)))

  mount(app, stopImport, async ({ params, work }) => {
    await use.stopImport(work, params.import)
    return toView(await findImport(work.tx, params.import))
  })

  mount(app, getRejectedRows, async ({ params, db }) => {
    const row = await findImport(db, params.import)
    return download(`rejected-${row.kind}.csv`, rejectedCsv(db, row))
  })
}

/** Takes the file in, in pieces, and knows it by its digest. A file that breaks off leaves nothing. */
async function receive(platform: Platform, id: string, body: Readable): Promise<{ bytes: bigint; digest: Buffer }> {
  const file = importFile(platform, id)
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(
      body,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const piece of source) {
          hash.update(piece)
          bytes += piece.length
          yield piece
        }
      },
      createWriteStream(file, { mode: 0o600 }),
    )
  } catch (reason) {
    rmSync(file, { force: true })
    throw reason
  }
  return { bytes: BigInt(bytes), digest: hash.digest() }
}

/** Queues again what is not finished: if somebody is at it, the job finds its lock taken and leaves. Tidies up after imports that died. */
async function resumeImports(platform: Platform): Promise<void> {
  const unfinished = await store.unfinishedImports(platform.db)
  if (unfinished.length > 0)
    await platform.work(systemActor('imports'), async work => {
      for (const { id } of unfinished) await work.enqueue(jobName, { id }, { key: `import:${id}` })
    })
  for (const table of await store.leftOverStages(platform.db))
    await sql`drop table if exists network.${sql.ref(table)}`.execute(platform.db)
  await removeLeftOverFiles(platform)
}

async function findImport(db: Db, id: string): Promise<store.ImportRow> {
  const row = await store.findImport(db, id)
  if (!row) throw problem('network.import-not-found', { import: id })
  return row
}

async function* rejectedCsv(db: Db, { id, file_name }: store.ImportRow): AsyncGenerator<string> {
  yield 'file,row,field,reason,value,remedy\n'
  for (let after = 0n; ;) {
    const rows = await store.listRejections(db, id, after, 5_000)
    if (rows.length === 0) return
    yield rows
      .map(({ row, field, reason, value }) => {
        const { says, remedy } = sayReason(reason, value)
        return `${[file_name, String(row), field, says, value ?? '', remedy].map(spreadsheetField).join(',')}\n`
      })
      .join('')
    after = rows.at(-1)?.id ?? after
  }
}

function toView(row: store.ImportRow) {
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    bytes: Number(row.bytes),
    digest: row.digest.toString('hex'),
    dryRun: row.dry_run,
    status: row.status,
    ...whyNothing(row.reason),
    rowsRead: Number(row.rows_read),
    accepted: Number(row.accepted),
    rejected: Number(row.rejected),
    added: Number(row.added),
    changed: Number(row.changed),
    shareRead: row.share_read,
    stopAskedBy: row.stop_by,
    actor: row.actor,
    createdAt: row.created_at.toString(),
    startedAt: row.started_at?.toString() ?? null,
    endedAt: row.ended_at?.toString() ?? null,
  }
}
