import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { currentSnapshot, readManifest } from '../status-host/manifest.ts'
import { lookUpIn } from '../status-host/look-up.ts'
import { readSnapshot } from '../status-host/snapshot.ts'
import { pageKeys } from './key.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { aPage, type PageHarness } from './testing/a-page.ts'

let secret = 'the first secret'
let h: PageHarness
beforeAll(async () => {
  h = await aPage({ config: { secret: () => secret } })
  await sql`update subscribers.service set area = '14.66' where key = 's-20'`.execute(h.db)
  await h.sweep()
  await h.runJobs()
  const { status } = await h.as('operations').post('/outages/declare', {
    title: 'Fibre cut',
    cause: 'fibre-cut',
    extent: 'total',
    severity: 'major',
    startedAt: h.clock.now().subtract({ minutes: 40 }).toString(),
    scope: { areas: ['14'] },
  })
  if (status !== 201) throw new Error(`the outage was refused with ${status}`)
  await h.runJobs()
})

const ask = (text: string) =>
  lookUpIn(readSnapshot(h.folder, currentSnapshot(h.folder) ?? '', null), pageKeys(h.platform.config)).ask(text)
const later = async () => {
  h.clock.advance({ minutes: 2 })
  await h.sweep()
}

describe('the list of affected connections', () => {
  test('comes back by itself when its file was lost', async () => {
    expect(ask('s-20')).toMatchObject({ kind: 'hit', concern: 'outage' })
    for (const file of readdirSync(join(h.folder, 'numbers'))) rmSync(join(h.folder, 'numbers', file))
    expect(ask('s-20')).toEqual({ kind: 'unknown' })
    expect(ask('s-99')).toEqual({ kind: 'unknown' })

    await later()
    expect(ask('s-20')).toMatchObject({ kind: 'hit' })
    expect(ask('s-99')).toEqual({ kind: 'clear' })
  })

  test('comes back by itself with another secret', async () => {
    secret = 'the second secret'
    expect(ask('s-20')).toEqual({ kind: 'unknown' })

    await later()
    expect(ask('s-20')).toMatchObject({ kind: 'hit' })
  })

  test('comes back by itself with the whole folder', async () => {
    rmSync(h.folder, { recursive: true })
    await later()
    expect(ask('s-20')).toMatchObject({ kind: 'hit' })
  })

  test('is not made again while nothing changed', async () => {
    const before = readManifest(currentSnapshot(h.folder) ?? '')?.numbers
    const files = readdirSync(join(h.folder, 'numbers'))
    await later()
    expect(readManifest(currentSnapshot(h.folder) ?? '')?.numbers).toBe(before)
    expect(readdirSync(join(h.folder, 'numbers'))).toEqual(files)
  })

  test('no longer holds what was restored in part', async () => {
    const { body } = await h.as('operations').get('/outages?status=confirmed')
    const [{ id }] = body.items
    const { status } = await h.as('operations').post(`/outages/${id}/restore-part`, {
      areas: ['14.66'],
      restoredAt: h.clock.now().subtract({ minutes: 1 }).toString(),
    })
    expect(status).toBe(200)
    await h.runJobs()
    expect(ask('s-20')).toEqual({ kind: 'clear' })
    expect(ask('s-21')).toMatchObject({ kind: 'hit' })
  })

  test('says nothing by the address of a customer who got another place, at the latest half an hour after', async () => {
    expect(ask('Bajkowa 21, Warszawa')).toMatchObject({ kind: 'some' })
    await sql`update subscribers.service s set customer_id = (select customer_id from subscribers.service where key = 's-1')
      where key <> 's-1'`.execute(h.db)
    h.clock.advance({ minutes: 30 })
    await later()
    expect(ask('Bajkowa 21, Warszawa')).toEqual({ kind: 'clear' })
    expect(ask('s-21')).toMatchObject({ kind: 'hit' })
  })
})

test('those who wait for their turn hold no connection', async () => {
  let release = (): void => undefined
  const held = new Promise<void>(resolve => (release = resolve))
  const first = oneAtATime(h.platform, 'test', () => held)
  const others = Array.from({ length: 20 }, (_, index) => oneAtATime(h.platform, 'test', async () => index))
  // As another process would.
  const client = await h.platform.pool.connect()
  await client.query('select 1')
  client.release()
  expect(h.platform.pool.totalCount - h.platform.pool.idleCount).toBeLessThanOrEqual(1)
  release()
  await first
  expect(await Promise.all(others)).toEqual(Array.from({ length: 20 }, (_, index) => index))
})
