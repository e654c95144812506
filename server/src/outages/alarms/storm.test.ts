import { sql } from 'kysely'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { systemActor } from '../../platform/index.ts'
import { retractOutage } from '../retract-outage.ts'
import { lockOutage, numberText } from '../store.ts'
import { suspectOutage } from '../suspect-outage.ts'
import { changeScope } from '../update-outage.ts'
import { correlateAlarms } from './correlate-alarms.ts'
import { lockCorrelation } from './correlation-store.ts'
import { madeElements } from './testing/made-network.ts'
import { at, outagesIn, start } from './testing/monitoring.ts'
import { dice } from './testing/simulation.ts'

type World = Awaited<ReturnType<typeof start>>

interface Merged {
  readonly id: string
  readonly number: bigint
  readonly status: string
  readonly into: string
  readonly alarms: number
}

async function mergedIn({ h }: World): Promise<Merged[]> {
  const { rows } = await sql<Merged>`
    select id, number, status, merged_into as into, (select count(*)::int from outages.alarm a where a.outage_id = o.id) as alarms
    from outages.outage o where merged_into is not null order by number`.execute(h.db)
  return rows
}

interface Entry {
  readonly outage: string
  readonly kind: string
  readonly text: string | null
  readonly data: { readonly absorbed?: string[]; readonly left?: string[]; readonly fields?: string[] }
}

async function timelineIn({ h }: World): Promise<Entry[]> {
  const { rows } = await sql<Entry>`
    select outage_id as outage, kind, text, data from outages.timeline order by id`.execute(h.db)
  return rows
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const next = dice(seed)
  return items
    .map(item => ({ item, order: next() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item)
}

describe.each([
  ['in the middle', 8],
  ['in the last message', 15],
  ['never', null],
])('two thousand alarms of one cut in any order, the root’s own %s, looked at after each message', (_, ownAt) => {
  const batches = 16
  let world: World
  beforeAll(async () => {
    world = await start(madeElements(2, 1, 200, 9))
    const { h, network, send } = world
    const behind = network.lostWith('s1.olt1').filter(key => !key.endsWith('.split') && key !== 's1.olt1')
    const alarmed = shuffled(behind, 5).slice(0, ownAt === null ? 2_000 : 1_999)
    if (ownAt !== null) alarmed.splice(ownAt, 0, 's1.olt1')
    const alerts = alarmed.map((element, nth) => ({ element, startsAt: at(nth % 60) }))
    h.clock.set(at(61))
    for (let batch = 0; batch < batches; batch++) {
      await send(alerts.filter((_, nth) => nth % batches === batch))
      await h.runJobs()
    }
  })

  test('are one outage that names its root and nothing else, with every alarm under it', async () => {
    expect(await outagesIn(world.h)).toMatchObject([
      { status: 'suspected', scope: ['s1.olt1'], parts: [], alarms: 2_000, startedAt: Temporal.Instant.from(at(0)) },
    ])
    expect((await outagesIn(world.h))[0]?.title).toMatch(/^s1\.olt1: /)
  })

  test('leave behind only outages that name the one into which they went', async () => {
    const [left] = await outagesIn(world.h)
    const merged = await mergedIn(world)
    const intoOf = new Map(merged.map(({ id, into }) => [id, into]))
    const endOf = (id: string): string => {
      const into = intoOf.get(id)
      return into === undefined ? id : endOf(into)
    }

    expect(merged.length).toBeGreaterThan(20)
    expect(merged.every(({ status, alarms }) => status === 'retracted' && alarms === 0)).toBe(true)
    expect(new Set(merged.map(({ id }) => endOf(id)))).toEqual(new Set([left?.id]))
  })

  test('are explained: each outage that was ever seen stands on a timeline', async () => {
    const merged = await mergedIn(world)
    const entries = await timelineIn(world)
    const all = [...(await outagesIn(world.h)), ...merged]
    const numbers = new Map(all.map(({ id, number }) => [id, numberText(number)]))

    expect(entries.flatMap(({ data }) => data.absorbed ?? []).toSorted()).toEqual(
      merged.map(({ number }) => numberText(number)).toSorted(),
    )
    for (const { id, into } of merged)
      expect(entries.filter(({ outage }) => outage === id).at(-1)).toMatchObject({
        kind: 'merged',
        text: numbers.get(into),
      })
    const { rows } = await sql<{ type: string; count: number }>`
      select type, count(*)::int as count from platform.event where type in ('outages.suspected', 'outages.retracted') group by type`.execute(
      world.h.db,
    )
    expect(Object.fromEntries(rows.map(({ type, count }) => [type, count]))).toEqual({
      'outages.suspected': merged.length + 1,
      'outages.retracted': merged.length,
    })
  })

  test('revise it once in each look at most, and not at all when asked again', async () => {
    const [before] = await outagesIn(world.h)

    await world.h.platform.work(systemActor('alarms'), correlateAlarms)

    const [after] = await outagesIn(world.h)
    expect(before?.revision).toBeLessThanOrEqual(batches)
    expect(after).toEqual(before)
  })
})

describe('an outage whose cause is found higher up', () => {
  let world: World
  const fail = async (...elements: string[]) => {
    await world.send(elements.map(element => ({ element, startsAt: at(10) })))
    await world.h.runJobs()
  }
  const outageOf = async (site: string) =>
    (await outagesIn(world.h)).filter(({ scope }) => scope.some(key => key.startsWith(site)))
  beforeAll(async () => {
    world = await start()
    world.h.clock.set(at(60))
  })

  test('says on its timeline which elements left and which outages it took over', async () => {
    await fail('s1.olt1.p1', 's1.olt1.p2')
    const [first, second] = await outageOf('s1')
    await fail('s1.olt1')

    expect(await outageOf('s1')).toMatchObject([
      { id: first?.id, scope: ['s1.olt1'], title: 's1.olt1: s1.olt1 does not answer', alarms: 3, revision: 2 },
    ])
    const entry = (await timelineIn(world)).findLast(({ outage }) => outage === first?.id)
    expect(entry).toMatchObject({
      kind: 'merged',
      data: {
        absorbed: [numberText(second?.number ?? 0n)],
        left: ['s1.olt1.p1'],
        fields: expect.arrayContaining(['title', 'scope']),
      },
    })
    expect(entry?.text).toBe(
      `s1.olt1: s1.olt1 does not answer. The same outage: ${numberText(second?.number ?? 0n)}. Below it and no longer named: s1.olt1.p1`,
    )
  })

  test('keeps what somebody said of its places, and its title follows all the same', async () => {
    await fail('s2.olt1.p1')
    const [outage] = await outageOf('s2')
    await world.h.work(async work =>
      changeScope(work, await lockOutage(work.tx, outage?.id ?? ''), { elements: ['s2.olt1.p1', 's2.olt1.p2'] }),
    )
    await fail('s2.olt1')

    expect(await outageOf('s2')).toMatchObject([
      { id: outage?.id, scope: ['s2.olt1', 's2.olt1.p1', 's2.olt1.p2'], title: 's2.olt1: s2.olt1 does not answer' },
    ])
  })

  test('keeps what was declared by those that it absorbs, then and later', async () => {
    await fail('s3.olt1.p1')
    await world.h.work(work =>
      suspectOutage(work, {
        elements: ['s3.olt1.p2'],
        startedAt: Temporal.Instant.from(at(30)),
        summary: 'A customer rang',
      }),
    )
    await fail('s3.olt1')
    const scope = ['s3.olt1', 's3.olt1.p2']
    expect(await outageOf('s3')).toMatchObject([{ scope }])

    await fail('s3')

    expect(await outageOf('s3')).toMatchObject([{ scope: ['s3', ...scope] }])
  })

  test('keeps a title that somebody gave it', async () => {
    await fail('s4.olt1.p1')
    const [outage] = await outageOf('s4')
    await world.h.work(async work => {
      await sql`insert into outages.revision (outage_id, revision, at, actor, kind, before, after)
        values (${outage?.id}, 2, ${work.now}, 'staff:1', 'updated', '{}', '{"title": "Digger in Main Street"}')`.execute(
        work.tx,
      )
      await sql`update outages.outage set title = 'Digger in Main Street', revision = 2 where id = ${outage?.id}`.execute(
        work.tx,
      )
    })
    await fail('s4.olt1')

    expect(await outageOf('s4')).toMatchObject([{ scope: ['s4.olt1'], title: 'Digger in Main Street' }])
  })
})

describe('two at once', () => {
  let world: World
  const look = () => world.h.platform.work(systemActor('alarms'), correlateAlarms)
  const waiting = async () => {
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from graphile_worker.jobs where key = 'outages.correlate-alarms' and locked_at is null`.execute(
      world.h.db,
    )
    return rows[0]?.count
  }
  beforeAll(async () => {
    world = await start()
    world.h.clock.set(at(60))
  })

  test('a look gives way to another one, and has the alarms looked at after it', async () => {
    const { h, send } = world
    await h.db.transaction().execute(async tx => {
      await lockCorrelation(tx)
      await send([{ element: 's1.olt1', startsAt: at(0) }])
      await sql`delete from graphile_worker._private_jobs`.execute(h.db)

      await look()

      expect(await outagesIn(h)).toEqual([])
      expect(await waiting()).toBe(1)
    })
    await h.runJobs()

    expect(await outagesIn(h)).toMatchObject([{ scope: ['s1.olt1'] }])
  })

  test('an outage that somebody retracts while it is raised stays retracted, and the alarms are looked at again', async () => {
    const { h, send } = world
    await send([{ element: 's2.olt1.p1', startsAt: at(0) }])
    await h.runJobs()
    const found = (await outagesIn(h)).find(({ scope }) => scope.includes('s2.olt1.p1'))
    await send([{ element: 's2.olt1', startsAt: at(0) }])
    await sql`delete from graphile_worker._private_jobs`.execute(h.db)

    let looking: Promise<void> = Promise.resolve()
    await h.work(async work => {
      await retractOutage(work, await lockOutage(work.tx, found?.id ?? ''), 'A drill')
      looking = look()
      await vi.waitFor(async () => {
        const { rows } = await sql`
          select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(h.db)
        expect(rows).toHaveLength(1)
      }, 10_000)
    })
    await looking
    expect(await waiting()).toBe(1)
    await h.runJobs()

    expect((await outagesIn(h)).filter(({ id }) => id === found?.id)).toMatchObject([
      { status: 'retracted', scope: ['s2.olt1.p1'] },
    ])
    expect((await outagesIn(h)).filter(({ scope }) => scope.includes('s2.olt1'))).toMatchObject([
      { status: 'suspected' },
    ])
  })
})

test('a title may end in half of a character', async () => {
  const { h, client } = await start()
  const summary = `${'x'.repeat(192)}\u{1F50C}`
  await client.post('/intake/generic', {
    alarms: [{ key: 'k', element: 's1.r1', severity: 'critical', effect: 'unreachable', summary, raisedAt: at(-60) }],
  })
  await h.runJobs()

  expect((await outagesIn(h))[0]?.title).toMatch(/^s1\.r1: x+\uFFFD$/)
})
