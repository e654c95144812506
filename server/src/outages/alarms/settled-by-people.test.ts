import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Harness } from '../../../test/harness.ts'
import { affectedOf, anOutage, match, world } from '../testing/world.ts'
import { alarms } from './index.ts'
import { outagesIn } from './testing/monitoring.ts'

let h: Harness
beforeAll(async () => {
  h = await world([alarms])
  await sql`update outages.alarm_setting set value = '{"gatherSeconds": 0}'`.execute(h.db)
})
beforeEach(async () => {
  h.clock.set(now)
  await sql`delete from outages.alarm`.execute(h.db)
  await sql`delete from outages.affected`.execute(h.db)
  await sql`update outages.outage set status = 'retracted', merged_into = id`.execute(h.db)
})

const twoDaysAgo = '2026-09-13T08:00:00Z'
const justNow = '2026-09-15T08:40:00Z'
const now = '2026-09-15T09:00:00Z'

async function alarm(element: string, raisedAt: string, clearedAt?: string): Promise<void> {
  const about = { key: element, element, severity: 'critical', effect: 'unreachable', summary: `${element} is down` }
  const state = clearedAt === undefined ? { raisedAt } : { raisedAt, clearedAt, state: 'cleared' }
  const reply = await h.as('operations').post('/intake/generic', { alarms: [{ ...about, ...state }] })
  expect(reply).toMatchObject({ status: 202, body: { mistakes: [] } })
  await h.runJobs()
}

const restored = async (outage: { id: string; revision: number }, restoredAt: string) =>
  (await match(h, `/outages/${outage.id}/restore`, { restoredAt }, outage.revision)).body
const readOutage = async ({ id }: { id: string }) => (await h.as('viewer').get(`/outages/${id}`)).body
const time = (text: string) => Temporal.Instant.from(text)

/** An outage of alarms that people confirmed, over again because its alarms cleared. */
async function endedByAlarms(element: string): Promise<{ id: string; revision: number }> {
  await alarm(element, twoDaysAgo)
  const [found] = await outagesIn(h)
  const id = found?.id ?? ''
  await match(h, `/outages/${id}/confirm`, {}, found?.revision ?? 0)
  await alarm(element, twoDaysAgo, justNow)
  await h.sweep()
  await h.runJobs()
  expect(await readOutage({ id })).toMatchObject({ status: 'restored', restoredAt: justNow })
  return readOutage({ id })
}

describe('what people ended', () => {
  test('stays as they left it when an alarm comes soon after, which is a suspicion of its own', async () => {
    const outage = await anOutage(h, { scope: { elements: ['pop-1'] }, startedAt: twoDaysAgo })
    const over = await restored(outage, justNow)
    await h.runJobs()

    await alarm('olt-1', '2026-09-15T08:55:00Z')

    expect(await readOutage(outage)).toMatchObject({ status: 'restored', restoredAt: justNow, revision: over.revision })
    expect(await outagesIn(h)).toMatchObject([
      { id: outage.id },
      { status: 'suspected', scope: ['olt-1'], startedAt: time('2026-09-15T08:55:00Z'), restoredAt: null },
    ])
    expect(await affectedOf(h, outage)).toMatchObject({ a1: { to: justNow }, a2: { to: justNow } })
  })

  test('stays corrected while its alarm is open, however often alarms are looked at', async () => {
    const outage = await endedByAlarms('olt-1')
    await alarm('olt-1', '2026-09-15T08:50:00Z')
    const again = await readOutage(outage)
    expect(again).toMatchObject({ status: 'confirmed' })
    const over = await restored(again, '2026-09-15T08:59:00Z')

    const corrected = await match(
      h,
      `/outages/${outage.id}/corrections`,
      { restoredAt: justNow, reason: 'It worked from then on' },
      over.revision,
    )
    await h.runJobs()
    await h.sweep()
    await h.runJobs()

    expect(corrected.status).toBe(200)
    expect(await readOutage(outage)).toMatchObject({ status: 'restored', restoredAt: justNow })
    expect((await outagesIn(h)).slice(1)).toMatchObject([
      { status: 'suspected', scope: ['olt-1'], startedAt: time('2026-09-15T08:50:00Z') },
    ])
  })

  test('stays restored in part, also while alarms below that part are open', async () => {
    const outage = await anOutage(h, { startedAt: twoDaysAgo })
    await alarm('pon-1', '2026-09-15T08:30:00Z')
    const part = { elements: ['pon-1'], restoredAt: justNow }
    expect((await match(h, `/outages/${outage.id}/restore-part`, part, outage.revision)).status).toBe(200)
    await h.sweep()
    await h.runJobs()
    expect(await outagesIn(h)).toMatchObject([{ id: outage.id, parts: ['pon-1'] }])

    await alarm('pon-1', '2026-09-15T08:30:00Z', '2026-09-15T08:41:00Z')
    await alarm('pon-1', '2026-09-15T08:45:00Z')

    expect(await outagesIn(h)).toMatchObject([
      { id: outage.id, scope: ['olt-1'], parts: ['pon-1'] },
      { status: 'suspected', scope: ['pon-1'], startedAt: time('2026-09-15T08:45:00Z') },
    ])
  })
})

describe('what alarms ended', () => {
  test('goes on when the same element fails again soon', async () => {
    const outage = await endedByAlarms('olt-1')

    await alarm('olt-1', '2026-09-15T08:55:00Z')

    expect(await outagesIn(h)).toMatchObject([{ id: outage.id, status: 'confirmed', scope: ['olt-1'] }])
  })

  test('is not made larger by a failure above it, so that nobody is hit from before it', async () => {
    const outage = await endedByAlarms('pon-1')

    await alarm('pop-1', '2026-09-15T08:55:00Z')

    expect(await readOutage(outage)).toMatchObject({ status: 'restored', restoredAt: justNow })
    const [, above] = await outagesIn(h)
    expect(above).toMatchObject({ status: 'suspected', scope: ['pop-1'], startedAt: time('2026-09-15T08:55:00Z') })
    await match(h, `/outages/${above?.id}/confirm`, {}, above?.revision ?? 0)
    await h.runJobs()
    expect(await affectedOf(h, outage)).toMatchObject({ a2: { from: twoDaysAgo, to: justNow } })
    expect(Object.keys(await affectedOf(h, outage))).toEqual(['a2'])
    expect(await affectedOf(h, { id: above?.id ?? '' })).toMatchObject({
      a1: { from: '2026-09-15T08:55:00Z' },
      a2: { from: '2026-09-15T08:55:00Z' },
    })
  })
})

describe('an outage that goes on', () => {
  test('is not made larger by what fails above it long after it began', async () => {
    await alarm('pop-1', twoDaysAgo)
    const [first] = await outagesIn(h)

    await alarm('core', '2026-09-15T08:58:00Z')

    expect(await outagesIn(h)).toMatchObject([
      { id: first?.id, scope: ['pop-1'], startedAt: time(twoDaysAgo) },
      { scope: ['core'], startedAt: time('2026-09-15T08:58:00Z') },
    ])
  })

  test('puts nobody back to its beginning who fails today together with it', async () => {
    // Otherwise the core would be suspected, instead of both pops together.
    await sql`update outages.alarm_setting set value = value || '{"minimumAlarms": 10}'`.execute(h.db)
    await alarm('pop-1', twoDaysAgo)
    const [first] = await outagesIn(h)

    await alarm('pop-2', justNow)
    await alarm('ring', justNow)

    const found = await outagesIn(h)
    expect(found).toMatchObject([
      { id: first?.id, scope: ['pop-1'], startedAt: time(twoDaysAgo) },
      { scope: ['pop-2'], startedAt: time(justNow) },
    ])
    for (const { id, revision } of found) await match(h, `/outages/${id}/confirm`, {}, revision)
    await h.runJobs()
    const [elder, younger] = await Promise.all(found.map(each => affectedOf(h, each)))
    expect(Object.keys(elder ?? {}).toSorted()).toEqual(['a1', 'a2', 'r1'])
    expect(elder).toMatchObject({ r1: { from: justNow } })
    expect(younger).toMatchObject({ b1: { from: justNow }, r1: { from: justNow } })
  })
})
