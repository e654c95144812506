import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { contexts, hooks } from '../../src/app/contexts.ts'
import {
  createLog,
  createPlatform,
  migrate,
  openPool,
  readConfig,
  startEmbedded,
  systemClock,
  type Platform,
} from '../../src/platform/index.ts'

/** What is opened is closed in the other order. */
export type Closings = (() => unknown)[]

export interface OpenHouse {
  readonly server: Awaited<ReturnType<typeof startEmbedded>>
  readonly pool: pg.Pool
  readonly platform: Platform
}

/** Opens something of many parts, and closes those that were opened where one cannot be. */
export async function openedWhole<Whole>(
  open: (closings: Closings, close: () => Promise<void>) => Promise<Whole>,
): Promise<Whole> {
  const closings: Closings = []
  const close = async (): Promise<void> => {
    for (const each of closings.toReversed()) await each()
    closings.length = 0
  }
  try {
    return await open(closings, close)
  } catch (reason) {
    await close()
    throw reason
  }
}

/** A server of its own that keeps its promises: what it acknowledged survives its crash. Processes are started over it. */
export async function openHouse(closings: Closings): Promise<OpenHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'pulih-processes-'))
  closings.push(() => rmSync(folder, { recursive: true, force: true }))
  const server = await startEmbedded({ folder, settings: ['shared_buffers=64MB'] })
  closings.push(() => server.stop())
  const pool = openPool({ url: server.url, size: 8, name: 'onlooker' })
  closings.push(() => pool.end())
  await migrate(pool)
  const log = createLog('silent')
  const platform = createPlatform({ pool, clock: systemClock, config: readConfig({}), log, hooks, contexts })
  return { server, pool, platform }
}
