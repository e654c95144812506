import type { EventType } from '@pulih/contracts'
import { sql } from 'kysely'
import type { Json } from '../json.ts'
import type { Platform } from '../platform.ts'

/** An event as a stream tells it. */
export interface LiveEvent {
  readonly id: bigint
  readonly type: EventType
  readonly subject: string
  readonly data: Json
  readonly at: Temporal.Instant
}

export type Listen = (events: readonly LiveEvent[]) => void

export interface EventFeed {
  /** Tells of everything from now on, until it is taken back. */
  listen(listener: Listen): Promise<() => void>
  /** What happened after an event; null where that is more than a stream should repeat. */
  since(id: bigint): Promise<readonly LiveEvent[] | null>
  stop(): void
}

const pauseMilliseconds = 1_000
/** A transaction may commit this many looks after it took the id of its event, and is heard all the same. */
const lateLooks = 60
const most = 5_000
const mostRepeated = 1_000

/**
 * One look a second for all streams of a process, and none while nobody listens. Ids are given before a transaction commits, so a
 * smaller one can become visible after a greater one: each look goes back a minute and tells what it has not told yet.
 */
export function eventFeed(platform: Pick<Platform, 'db' | 'log'>): EventFeed {
  const listeners = new Set<Listen>()
  let timer: NodeJS.Timeout | null = null
  let stopped = false
  let told = new Set<bigint>()
  let heights: bigint[] = []
  let running: Promise<void> | null = null

  const begin = async (): Promise<void> => {
    const { rows } = await sql<{ id: bigint | null }>`select max(id) as id from platform.event`.execute(platform.db)
    heights = [rows[0]?.id ?? 0n]
    told = new Set()
  }

  const look = async (): Promise<void> => {
    const floor = heights[0] ?? 0n
    const { rows } = await sql<LiveEvent>`
      select id, type, subject, data, at from platform.event where id > ${floor} order by id limit ${most}`.execute(
      platform.db,
    )
    const fresh = rows.filter(({ id }) => !told.has(id))
    for (const { id } of fresh) told.add(id)
    heights.push(rows.at(-1)?.id ?? floor)
    while (heights.length > lateLooks || (rows.length === most && heights.length > 1)) heights.shift()
    for (const id of told) if (id <= (heights[0] ?? 0n)) told.delete(id)
    if (fresh.length > 0) for (const listener of listeners) listener(fresh)
  }

  const goOn = (): void => {
    timer = setTimeout(() => {
      look()
        // The database may be away for a while; streams stay open and go on afterwards.
        .catch((reason: unknown) => platform.log.debug({ err: reason }, 'Events could not be looked up.'))
        .finally(() => {
          if (!stopped && listeners.size > 0) goOn()
          else running = null
        })
    }, pauseMilliseconds)
  }

  return {
    async listen(listener) {
      listeners.add(listener)
      running ??= begin().then(goOn)
      try {
        await running
      } catch (reason) {
        running = null
        listeners.delete(listener)
        throw reason
      }
      return () => void listeners.delete(listener)
    },
    async since(id) {
      const { rows } = await sql<LiveEvent>`
        select id, type, subject, data, at from platform.event where id > ${id} order by id limit ${mostRepeated + 1}`.execute(
        platform.db,
      )
      return rows.length > mostRepeated ? null : rows
    },
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}
