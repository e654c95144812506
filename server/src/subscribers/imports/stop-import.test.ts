import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../../test/harness.ts'
import { network } from '../../network/index.ts'
import { imported, importHarness, send } from '../../network/testing/importing.ts'
import type { AuditLine } from '../../platform/index.ts'
import { subscribers } from '../index.ts'
import { smallCustomers } from '../testing/files.ts'

let h: Harness
const written: AuditLine[] = []
beforeAll(async () => {
  h = await importHarness([network, subscribers], {
    appendAudit: (_, lines) => Promise.resolve(void written.push(...lines)),
  })
  await imported(h, 'customers', smallCustomers)
  // Long enough that somebody can stop it, as a file of a million rows is.
  await sql`
    create function public.linger() returns trigger language plpgsql as $$ begin perform pg_sleep(30); return null; end $$`.execute(
    h.db,
  )
  await sql`create trigger linger after insert on subscribers.contact for each statement execute function public.linger()`.execute(
    h.db,
  )
})

let id = ''
const file = 'customer,channel,address\nc-1,email,stopped@example.net\n'
beforeEach(async () => {
  id = (await send(h, 'contacts', file)).body.id
})

const stop = (who = 'admin') => h.as(who as 'admin').post(`/imports/${id}/stop`, {})
const look = async () => (await h.as('admin').get(`/imports/${id}`)).body
const trail = () =>
  written
    .filter(({ subject }) => subject === `import:${id}`)
    .map(({ actor, action }) => `${actor.split(':')[0] ?? ''} ${action}`)
const leftOvers = async () => {
  const { rows } = await sql`select relname from pg_class where starts_with(relname, 'stage_')`.execute(h.db)
  const folder = join(h.platform.config.data, 'imports')
  return [...rows, ...(existsSync(folder) ? readdirSync(folder) : [])]
}
const taken = async () =>
  (await sql`select from subscribers.contact where address = 'stopped@example.net'`.execute(h.db)).rows.length

describe('an import that somebody stops', () => {
  test('before anybody began it ends at once and is never begun', async () => {
    expect((await stop()).body).toMatchObject({ status: 'stopped', added: 0 })
    await h.runJobs()

    expect(await look()).toMatchObject({ status: 'stopped', startedAt: null })
    expect(await taken()).toBe(0)
    expect(await leftOvers()).toEqual([])
    expect(trail()).toEqual(['staff network.start-import', 'staff network.stop-import', 'staff network.import-stopped'])
  })

  test.each([false, true])('while its rows are brought in leaves nothing (trial: %s)', async dryRun => {
    await stop()
    await h.runJobs()
    id = (await send(h, 'contacts', file, { dryRun })).body.id
    const work = h.runJobs()
    while ((await look()).status !== 'applying') await setTimeout(20)
    await setTimeout(300)

    const asked = performance.now()
    expect((await stop()).body).toMatchObject({ status: 'applying', stopAskedBy: expect.stringContaining('staff:') })
    expect((await stop()).status).toBe(200)
    await work

    expect(performance.now() - asked).toBeLessThan(10_000)
    expect(await look()).toMatchObject({ status: 'stopped', added: 0, changed: 0, shareRead: 1 })
    expect(await taken()).toBe(0)
    expect(await leftOvers()).toEqual([])
    expect(trail()).toEqual(['staff network.start-import', 'staff network.stop-import', 'staff network.import-stopped'])
    expect((await stop()).body).toMatchObject({ status: 'stopped' })
  })

  test('and whose worker was killed ends when the next one takes it up', async () => {
    await sql`update network.import set status = 'applying', attempts = 1 where id = ${id}`.execute(h.db)

    expect((await stop()).body).toMatchObject({ status: 'applying' })
    await h.sweep()
    await h.runJobs()

    expect(await look()).toMatchObject({ status: 'stopped', added: 0 })
    expect(await leftOvers()).toEqual([])
  })
})

test('what is over cannot be stopped, and a viewer stops nothing', async () => {
  expect((await stop('viewer')).status).toBe(403)
  await stop()
  await h.runJobs()
  id = (await send(h, 'customers', 'customer,name\nc-1,Anna Nowak\n')).body.id
  await h.runJobs()

  expect((await stop()).body).toMatchObject({ code: 'network.import-over', values: { status: 'done' } })
  id = '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'
  expect((await stop()).status).toBe(404)
})
