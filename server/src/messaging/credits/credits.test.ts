import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { policy } from '../../../test/factories/decision.ts'
import { ofMonth, ofOutage, paid } from '../../../test/factories/money.ts'
import { anOutage, corrected, good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { creditsOfRun, titlesOfRun } from '../../compensation/index.ts'
import { courseOf } from '../../outages/index.ts'
import type { HappenedEvent, Platform } from '../../platform/index.ts'
import { readTold } from '../clocks/story-store.ts'
import { aCreditHouse, grantedBy, toldOfCredits } from '../testing/a-credit-house.ts'
import { aTelling } from '../testing/a-telling.ts'
import { aWiring } from '../testing/a-wiring.ts'
import { render } from '../sending/render.ts'
import { tellCredits } from './tell-credits.ts'

const early = { from: '2026-09-03T08:00:00+02:00', to: '2026-09-05T09:00:00+02:00' }
const late = { from: '2026-09-13T08:00:00+02:00', to: '2026-09-15T09:00:00+02:00', elements: ['olt', 'other'] }

const wiring = aWiring({ creditsOf: creditsOfRun, titlesOf: titlesOfRun })

async function numberOf(h: Harness, outage: string): Promise<string> {
  return good(await h.as('operations').get(`/outages/${outage}`)).number
}

/** What happened when a run was posted last. */
async function postedLast(h: Harness): Promise<HappenedEvent> {
  const { rows } = await sql<HappenedEvent>`
    select id, type, subject, data, actor, at from platform.event where type = 'compensation.posted' order by id desc limit 1`.execute(
    h.db,
  )
  const [event] = rows
  if (!event) throw new Error('nothing was posted')
  return event
}

/** As if nobody had been told. */
async function forget(h: Harness): Promise<void> {
  await sql`delete from messaging.message`.execute(h.db)
  await sql`delete from messaging.notice`.execute(h.db)
}

describe('a run that was posted', () => {
  let h: Harness
  let run = ''
  let outages: readonly string[] = []

  beforeAll(async () => {
    h = await aCreditHouse()
    outages = [await anOutage(h, early), await anOutage(h, late)]
    run = (await paid(h, ofMonth('2026-09'))).id
  })

  test('is told to everybody who got something: how much in all, for which outages, and by which rule', async () => {
    const told = await toldOfCredits(h, run)
    const granted = await grantedBy(h, run)

    expect(Object.keys(granted)).toEqual(['anna PLN', 'budi PLN', 'dewi PLN'])
    expect(told.map(({ customer, channel, language, lane }) => [customer, channel, language, lane])).toEqual([
      ['anna', 'sms', 'pl', 4],
      ['budi', 'email', 'id', 4],
    ])
    expect(told.map(({ facts }) => facts)).toEqual([
      {
        amounts: [{ unit: 'PLN', minor: granted['anna PLN'] }],
        goodwill: [],
        nature: 'owed',
        outages: await Promise.all(outages.map(outage => numberOf(h, outage))),
        hasMoreOutages: false,
        rules: ['Typowe postanowienie umowy: 1/30 opłaty za każdy dzień'],
        claim: 'none',
        claimUntil: null,
      },
      expect.objectContaining({
        amounts: [{ unit: 'PLN', minor: granted['budi PLN'] }],
        rules: ['Ketentuan kontrak yang lazim: sepertiga puluh biaya per hari'],
      }),
    ])
  })

  test('is told in words that everybody understands', async () => {
    const [anna] = await toldOfCredits(h, run)
    const { rows } = await sql<{ id: bigint; statement: Parameters<typeof render>[1]['statement'] }>`
      select statement from messaging.notice where run_id = ${run}`.execute(h.db)
    const [notice] = rows
    if (!anna || !notice) throw new Error('nobody was told')
    const reader = { language: 'pl', timeZone: 'Europe/Warsaw', isCustomer: true, unsubscribeUrl: null } as const
    const { text } = render(
      'sms',
      { ...reader, kind: 'credit', statement: notice.statement, credit: anna.facts },
      aTelling(),
    )

    expect(text).toMatch(
      /^Telnet: za OUT-\d+ i OUT-\d+ otrzymuja Panstwo \d+,\d\d zl\. Podstawa: Typowe postanowienie umowy: .+ Wiecej: http.+\/portal\/credits$/,
    )
  })

  test('stands among what was told of each of its outages, and keeps the promise to tell of money', async () => {
    for (const outage of outages) {
      const { items } = good(await h.as('viewer').get(`/outages/${outage}/notices`))
      expect(items[0]).toMatchObject({ kind: 'credit', state: 'released', messages: { waiting: 2 } })
    }
    // What only waits was not told yet.
    await sql`
      update messaging.message m set state = 'sent', sent_at = ${h.clock.now()} from messaging.notice n
      where n.id = m.notice_id and n.run_id = ${run}`.execute(h.db)
    for (const outage of outages) {
      const course = await courseOf(h.db, outage)
      const [told] = await readTold(h.platform, h.db, course === null ? [] : [course], null)
      expect(told?.story.told.map(({ tell }) => tell)).toContain('compensation')
    }
  })

  test('is told once, however often and by however many it is heard', async () => {
    await forget(h)
    const event = await postedLast(h)
    await Promise.all(Array.from({ length: 6 }, () => tellCredits(h.platform, wiring, event)))
    // The same run under another event: it went on after somebody had stopped it.
    await tellCredits(h.platform, wiring, { ...event, id: event.id + 1_000_000n })

    expect((await toldOfCredits(h, run)).map(({ customer }) => customer)).toEqual(['anna', 'budi'])
  })

  test('is told by the next worker where one dies in the middle, to everybody or to nobody', async () => {
    await forget(h)
    const event = await postedLast(h)
    const dying: Platform = {
      ...h.platform,
      work: (actor, body) =>
        h.platform.work(actor, async work => {
          await body(work)
          throw new Error('killed')
        }),
    }
    await expect(tellCredits(dying, wiring, event)).rejects.toThrow('killed')
    expect(await toldOfCredits(h, run)).toEqual([])

    await tellCredits(h.platform, wiring, event)
    expect(await toldOfCredits(h, run)).toHaveLength(2)
  })

  test('reaches nobody at an address where he wants no more', async () => {
    await forget(h)
    await sql`insert into messaging.stop values ('email', 'budi@example.com', ${h.clock.now()})`.execute(h.db)
    await tellCredits(h.platform, wiring, await postedLast(h))

    expect((await toldOfCredits(h, run)).map(({ customer }) => customer)).toEqual(['anna'])
  })

  test('is forgotten with the person', async () => {
    good(await h.as('admin').post('/privacy/erase', { customer: 'anna', reason: 'request-of-the-person' }))
    const { rows } = await sql<{ facts: unknown }>`select facts from messaging.message where facts is not null`.execute(
      h.db,
    )
    expect(rows).toEqual([])
  })
})

describe('a second run about the same', () => {
  test('tells of what it gives more as a correction, and of what it takes back nothing', async () => {
    const h = await aCreditHouse()
    const outage = await anOutage(h, late)
    await paid(h, ofOutage(outage))
    h.clock.set('2026-09-20T08:00:00Z')
    await corrected(h, outage, { restoredAt: '2026-09-18T09:00:00+02:00' })
    const more = await paid(h, ofOutage(outage))
    const granted = await grantedBy(h, more.id)
    expect(
      (await toldOfCredits(h, more.id)).map(({ customer, facts }) => [customer, facts?.amounts, facts?.nature]),
    ).toEqual([
      ['anna', [{ unit: 'PLN', minor: granted['anna PLN'] }], 'correction'],
      ['budi', [{ unit: 'PLN', minor: granted['budi PLN'] }], 'correction'],
    ])

    await corrected(h, outage, { restoredAt: '2026-09-16T09:00:00+02:00' })
    const less = await paid(h, ofOutage(outage))
    expect(Number((await grantedBy(h, less.id))['anna PLN'])).toBeLessThan(0)
    expect(await toldOfCredits(h, less.id)).toEqual([])
  })
})

describe('what is given', () => {
  const polishOwn = { jurisdiction: 'PL', currency: 'PLN' }

  test('without having to is called so', async () => {
    const discount = { ...policy('discount'), ...polishOwn, status: 'goodwill', who: { services: ['internet'] } }
    const h = await aCreditHouse({ schemes: [], policies: [discount] })
    const { id } = await paid(h, ofOutage(await anOutage(h, late)))

    expect((await toldOfCredits(h, id)).map(({ facts }) => [facts?.nature, facts?.rules])).toEqual([
      ['goodwill', ['Jedna piąta taniej po dniu bez usługi']],
      ['goodwill', ['Potongan seperlima biaya langganan setelah sehari tanpa layanan']],
    ])
  })

  test('without having to beside what is owed is named apart', async () => {
    const discount = { ...policy('discount'), ...polishOwn, status: 'goodwill', who: { services: ['internet'] } }
    const h = await aCreditHouse({ policies: [discount] })
    const { id } = await paid(h, ofOutage(await anOutage(h, late)))
    const { rows } = await sql<{ gift: string }>`
      select sum(c.amount)::text as gift from ${creditsOfRun(id)} c join subscribers.service s on s.id = c.service_id
      join subscribers.customer k on k.id = s.customer_id where k.key = 'anna' and c.kind = 'goodwill'`.execute(h.db)
    const granted = await grantedBy(h, id)

    const [anna] = await toldOfCredits(h, id)
    expect(anna?.facts).toMatchObject({
      amounts: [{ unit: 'PLN', minor: granted['anna PLN'] }],
      goodwill: [{ unit: 'PLN', minor: rows[0]?.gift }],
      nature: 'owed',
    })
    expect(Number(rows[0]?.gift)).toBeLessThan(Number(granted['anna PLN']))
  })

  test('in kind is told with its unit, and until when to ask for it', async () => {
    const { parameters, heads, ...rest } = policy('prepaid-pulsa-and-data')
    const data = {
      ...rest,
      ...polishOwn,
      parameters: Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== 'airtime')),
      heads: heads.filter(({ id }) => id === 'data'),
      who: { services: ['internet'] },
    }
    const h = await aCreditHouse({ policies: [data] })
    const outage = await anOutage(h, late)
    const { id } = await paid(h, ofOutage(outage))
    const granted = await grantedBy(h, id)

    const [anna] = await toldOfCredits(h, id)
    expect(anna?.facts).toMatchObject({
      amounts: [
        { unit: 'PLN', minor: granted['anna PLN'] },
        { unit: 'data:GB', minor: granted['anna data:GB'] },
      ],
      claim: 'some',
      claimUntil: expect.stringMatching(/^2026-/),
    })
    expect(anna?.facts?.rules).toHaveLength(2)
  })
})

describe('an operator', () => {
  test.each([{ credits: false }, { automatic: false }])('who decided %o tells nobody', async decision => {
    const h = await aCreditHouse({}, decision)
    await paid(h, ofOutage(await anOutage(h, late)))

    const { rows } = await sql`select from messaging.notice where kind = 'credit'`.execute(h.db)
    expect(rows).toEqual([])
  })

  test('disturbs nobody at night with what can wait', async () => {
    const h = await aCreditHouse({}, { quietHours: { from: '00:00', to: '23:59' } })
    const { id } = await paid(h, ofOutage(await anOutage(h, late)))
    const told = await toldOfCredits(h, id)

    expect(told).toHaveLength(2)
    for (const { notBefore } of told)
      expect(notBefore.toZonedDateTimeISO('Europe/Warsaw').toPlainTime().toString()).toBe('23:59:00')
  })
})
