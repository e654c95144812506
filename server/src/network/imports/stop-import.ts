import { sql } from 'kysely'
import { problem, type Actor, type Platform, type Work } from '../../platform/index.ts'
import { askToStop, endImport, lockImport, stopAskedBy, type ImportRow } from './import-store.ts'

/** How soon a worker finds out that its import is to stop. */
const lookEachMilliseconds = 300

/** Somebody wants the import ended; nothing of it is kept. */
export class StoppedImport extends Error {}

/**
 * Has an import end before it is through. One that nobody has begun ends here. The worker that is at one finds the wish beside it, takes
 * back what it did and ends it; where that worker died, whoever takes the import up finds the wish as well. Asking twice is asking once.
 */
export async function stopImport(work: Work, id: string): Promise<void> {
  const row = await lockImport(work.tx, id)
  if (!row) throw problem('network.import-not-found', { import: id })
  if (row.status === 'stopped' || (isUnfinished(row) && row.stop_by !== null)) return
  if (!isUnfinished(row)) throw problem('network.import-over', { import: id, status: row.status })
  await askToStop(work.tx, id, work.actor.id)
  work.audit('network.stop-import', `import:${id}`, { kind: row.kind, status: row.status })
  if (row.status === 'waiting') await endAsStopped(work, row)
}

/** The end of an import that somebody stopped: of its rows none was taken. */
export async function endAsStopped(work: Work, { id, kind }: Pick<ImportRow, 'id' | 'kind'>): Promise<void> {
  await endImport(work.tx, id, { status: 'stopped', at: work.now })
  work.audit('network.import-stopped', `import:${id}`, { kind })
}

export function isUnfinished({ status }: Pick<ImportRow, 'status'>): boolean {
  return status === 'waiting' || status === 'reading' || status === 'applying'
}

/** Watches for the wish while an import is under way. */
export interface StopWatch {
  /** Throws if somebody wants the import ended. */
  check(): void
  /** What is done on this connection is broken off as soon as somebody wants that; a connection has to be let go before its transaction ends. */
  hold(backend: number): void
  /** Waits for what was sent to the connection, so that it cannot meet anything that comes later. */
  release(): Promise<void>
  close(): Promise<void>
}

export function watchForStop(platform: Platform, id: string): StopWatch {
  let asked = false
  let held: number | null = null
  let looking: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    asked ||= (await stopAskedBy(platform.db, id)) !== null
    if (asked && held !== null) await sql`select pg_cancel_backend(${held})`.execute(platform.db)
  }
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    // A look that fails is followed by the next one; what matters is asked again in the last transaction.
    looking = look()
      .catch(() => undefined)
      .finally(() => (busy = false))
  }, lookEachMilliseconds)
  const check = (): void => {
    if (asked) throw new StoppedImport()
  }
  return {
    check,
    hold: backend => void (held = backend),
    async release() {
      held = null
      await looking
      check()
    },
    async close() {
      held = null
      clearInterval(timer)
      await looking
    },
  }
}

/** Who stops, where the worker ends an import for them. */
export function stopper(by: string): Actor {
  return { kind: 'system', id: by, person: null, name: by, permissions: new Set() }
}
