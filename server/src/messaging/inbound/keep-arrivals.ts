import { sql } from 'kysely'
import { problem, systemActor, type Platform } from '../../platform/index.ts'
import type { RawArrival } from '../adapters/index.ts'
import { storable } from './storable.ts'
import { isWorking, tellWorking } from './understand.ts'

export const understandJob = 'messaging.understand'

/** Something that a provider brought through a channel. */
export interface Brought {
  readonly channel: string
  readonly adapter: string
  readonly raw: RawArrival
}

interface Waiting {
  readonly brought: Brought
  readonly kept: () => void
  readonly failed: (reason: unknown) => void
}

interface Door {
  readonly waiting: Waiting[]
  writing: boolean
}

const doors = new WeakMap<Platform, Door>()
const mostAtOnce = 250
const mostBytes = 16 * 1024 * 1024
/** Beyond this whoever brings more is asked to come again. */
const mostWaiting = 5_000
const keeper = systemActor('messaging')

/**
 * Keeps what came, as it came; when this resolves it survives whatever happens, and may be acknowledged. What comes while others are being
 * written is written together with its neighbours, so that many at once cost few transactions. What came before is kept once.
 */
export function keepArrival(platform: Platform, brought: Brought): Promise<void> {
  const door = doors.get(platform) ?? { waiting: [], writing: false }
  doors.set(platform, door)
  if (door.waiting.length >= mostWaiting) return Promise.reject(problem('request.too-many', { seconds: 5 }))
  const done = new Promise<void>((kept, failed) => door.waiting.push({ brought, kept, failed }))
  if (!door.writing) void writeAll(platform, door)
  return done
}

async function writeAll(platform: Platform, door: Door): Promise<void> {
  door.writing = true
  while (door.waiting.length > 0) {
    const batch = door.waiting.splice(0, fitting(door.waiting))
    try {
      await write(
        platform,
        batch.map(each => each.brought),
      )
      for (const { kept } of batch) kept()
    } catch (reason) {
      for (const { failed } of batch) failed(reason)
    }
  }
  door.writing = false
}

/** How many of those who wait are written together: at least one, however large. */
function fitting(waiting: readonly Waiting[]): number {
  let bytes = 0
  const tooMany = waiting.findIndex(({ brought }, index) => {
    bytes += brought.raw.body.length
    return index >= mostAtOnce || (index > 0 && bytes > mostBytes)
  })
  return tooMany < 0 ? waiting.length : tooMany
}

async function write(platform: Platform, all: readonly Brought[]): Promise<void> {
  // Whoever works out what came sees this too: in a storm a job for each few would be dearer than they are.
  const isSeen = isWorking(platform)
  await platform.work(keeper, async work => {
    const { tx, now } = work
    await sql`
      insert into messaging.arrival (channel, adapter, key, content_type, headers, body, received_at, look_at)
      select channel, adapter, key, content_type, headers::jsonb, body, ${now}::timestamptz, ${now}::timestamptz
      from unnest(${all.map(({ channel }) => channel)}::text[], ${all.map(({ adapter }) => adapter)}::text[],
        ${all.map(({ raw }) => storable(raw.key))}::text[], ${all.map(({ raw }) => storable(raw.contentType))}::text[],
        ${all.map(({ raw }) => headersOf(raw))}::text[], ${all.map(({ raw }) => raw.body)}::bytea[])
        as a (channel, adapter, key, content_type, headers, body)
      on conflict (channel, key) do nothing`.execute(tx)
    if (!isSeen) await work.enqueue(understandJob, {}, { key: understandJob })
  })
  // He may have ended in this moment; a sweep would come seconds later.
  if (isSeen && !tellWorking(platform))
    await platform.work(keeper, work => work.enqueue(understandJob, {}, { key: understandJob }))
}

function headersOf({ headers }: RawArrival): string {
  return JSON.stringify(headers, (_, value: unknown) => (typeof value === 'string' ? storable(value) : value))
}
