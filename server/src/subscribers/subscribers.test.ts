import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Harness } from '../../test/harness.ts'
import { elementsByKey, failedRanges } from '../network/index.ts'
import { imported } from '../network/testing/importing.ts'
import {
  assessableServices,
  billsBefore,
  countBySegment,
  erasePerson,
  exportPerson,
  servicesAtElements,
  servicesInAreas,
  servicesInRanges,
  sessionGaps,
  terms,
  termsOn,
  topUpsBefore,
} from './index.ts'
import { smallCustomers, smallOperator, smallServices } from './testing/files.ts'

let h: Harness
beforeAll(async () => {
  h = await smallOperator()
})

const today = '2026-09-15'

async function rangesOf(...keys: string[]) {
  return failedRanges(
    h.db,
    (await elementsByKey(h.db, keys)).map(({ id }) => id),
  )
}

async function keysIn(relation: ReturnType<typeof sql>): Promise<string[]> {
  const { rows } = await sql<{
    key: string
  }>`select s.key from ${relation} r join subscribers.service s on s.id = r.service_id order by s.key`.execute(h.db)
  return rows.map(({ key }) => key)
}

describe('services in what failed', () => {
  test('are those without a path, and a protected path protects', async () => {
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('pop-1'), today)}`)).toEqual(['s-3'])
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('pop-1', 'pop-2'), today)}`)).toEqual([
      's-1',
      's-2',
      's-3',
    ])
    expect(await keysIn(sql`${servicesInAreas(['14'], today)}`)).toEqual(['s-1', 's-2', 's-3'])
    expect(await keysIn(sql`${servicesInAreas(['14.66'], today)}`)).toEqual(['s-3'])
    expect(await keysIn(sql`${servicesInAreas(['14'], '2020-01-01')}`)).toEqual(['s-3'])
    const [pon] = await elementsByKey(h.db, ['pon-1'])
    expect(await keysIn(sql`${servicesAtElements(pon ? [pon.id] : [], today)}`)).toEqual(['s-1', 's-2'])
  })

  test('are counted by kind and segment', async () => {
    expect(await countBySegment(h.db, await rangesOf('pop-1', 'pop-2'), today)).toEqual([
      { kind: 'internet', segment: 'home', services: 1 },
      { kind: 'internet', segment: 'office', services: 1 },
      { kind: 'tv', segment: 'home', services: 1 },
    ])
    const { body } = await h.as('viewer').get('/coverage?elements=pop-1%7Cpop-2')
    expect(body).toMatchObject({ services: 3, redundant: ['olt-1'] })
  })

  test('follow their elements wherever these are numbered', async () => {
    const wrong = () =>
      sql`select s.key from subscribers.service s join network.element e on e.id = s.element_id where s.position is distinct from e.position`.execute(
        h.db,
      )
    await imported(h, 'elements', [
      'element,parents',
      ...Array.from({ length: 40 }, (_, n) => `new-${n},olt-2`),
      'above,',
      'pop-1,above',
    ])
    expect((await wrong()).rows).toEqual([])
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('above'), today)}`)).toEqual(['s-3'])

    await imported(h, 'elements', ['element,parents', 'pon-2,pop-2'])
    expect((await wrong()).rows).toEqual([])
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('pop-2'), today)}`)).toEqual(['s-3'])

    const put = async (retired: boolean) => {
      const { headers } = await h.as('operations').get('/elements/pon-2')
      return h
        .as('operations')
        .put('/elements/pon-2', { parents: ['pop-2'], area: '14.66', retired }, { 'if-match': String(headers['etag']) })
    }
    expect((await put(true)).status).toBe(200)
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('pop-2'), today)}`)).toEqual([])
    expect((await put(false)).status).toBe(200)
    expect((await wrong()).rows).toEqual([])
    expect(await keysIn(sql`${servicesInRanges(await rangesOf('pop-2'), today)}`)).toEqual(['s-3'])
  })
})

describe('money facts', () => {
  test('are those of the day that is asked', async () => {
    await imported(h, 'terms', ['service,valid_from,monthly_fee', 's-1,2026-01-01,65.00'])
    await imported(h, 'bills', [
      'service,from,to,amount',
      ...[5, 6, 7, 8].map(month => `s-1,2026-0${month}-01,2026-0${month + 1}-01,${month}.00`),
    ])
    await imported(h, 'top-ups', [
      'service,on,amount',
      's-1,2026-05-31,1',
      's-1,2026-06-01,2',
      's-1,2026-08-31,4',
      's-1,2026-09-01,8',
    ])

    const { rows } = await sql`
      select a.service_key, a.customer, a.currency, t.monthly_fee as now, o.monthly_fee as before, ${billsBefore(sql`a.service_id`, sql`'2026-09-01'::date`)} as bills,
        ${topUpsBefore(sql`a.service_id`, sql`'2026-09-01'::date`)} as "topUps"
      from ${assessableServices} a join ${termsOn(sql`'2026-02-01'::date`)} t on t.service_id = a.service_id
      join ${terms} o on o.service_id = a.service_id and '2025-12-31' >= o.valid_from and '2025-12-31' < o.valid_to
      where a.service_key = 's-1'`.execute(h.db)

    expect(rows).toEqual([
      {
        service_key: 's-1',
        customer: 'consumer',
        currency: 'PLN',
        now: 6500n,
        before: 6000n,
        bills: [800n, 700n, 600n],
        topUps: 600n,
      },
    ])
  })
})

describe('RADIUS accounting', () => {
  const header =
    'AcctUniqueId,UserName,NASIPAddress,NASPortId,AcctStartTime,AcctUpdateTime,AcctStopTime,AcctTerminateCause'
  const day = (time: string) => `2026-09-10 ${time}:00+02`

  test('is quarantined row by row, and an older export does not undo a newer one', async () => {
    const file = [
      header,
      `u1,anna@isp,10.0.0.1,1/1,${day('01:00')},${day('08:00')},${day('08:00')},Lost-Carrier`,
      `u2,anna@isp,10.0.0.1,1/1,${day('11:30')},${day('20:00')},,`,
      `u3,biuro@isp,10.0.0.1,1/2,${day('01:00')},${day('20:00')},,`,
      `u4,biuro@isp,10.0.0.1,1/2,2026-09-10 01:00:00,,,`,
      `u5,biuro@isp,10.0.0.300,1/2,${day('01:00')},,,`,
      `u6,biuro@isp,10.0.0.1,1/2,${day('05:00')},,${day('04:00')},`,
      `u7,stranger@isp,10.0.0.1,1/3,${day('05:00')},,0000-00-00 00:00:00,`,
      `u3,biuro@isp,10.0.0.1,1/2,${day('01:00')},${day('20:00')},,`,
    ]
    const older = [header, `u2,anna@isp,10.0.0.1,1/1,${day('11:30')},${day('12:00')},,`]

    const reply = await imported(h, 'sessions', file)
    const again = await imported(h, 'sessions', file)
    const late = await imported(h, 'sessions', older)

    expect(reply).toMatchObject({ rowsRead: 8, accepted: 4, rejected: 4, added: 4 })
    expect(again).toMatchObject({ added: 0, changed: 0 })
    expect(late).toMatchObject({ added: 0, changed: 0 })
    expect(
      await imported(h, 'sessions', [header, 'u8,x@isp,,,2026-09-10 01:00:00,,,'], { timeZone: 'Europe/Warsaw' }),
    ).toMatchObject({ added: 1 })
    const { rows } = await sql<{
      started: Temporal.Instant
    }>`select started_at as started from subscribers.session where id = 'u8'`.execute(h.db)
    expect(rows[0]?.started.toString()).toBe('2026-09-09T23:00:00Z')
  })

  test('tells each line’s own gap, and which lines were never down', async () => {
    const during = async (from: string, to: string) => {
      const all = sql`select id as service_id from subscribers.service`
      const { rows } = await sql<{
        key: string
        alive: boolean
        gap_from: Temporal.Instant | null
        gap_to: Temporal.Instant | null
        terminate_cause: string | null
      }>`
        select s.key, g.alive, g.gap_from, g.gap_to, g.terminate_cause
        from ${sessionGaps(all, Temporal.Instant.from(from), Temporal.Instant.from(to))} g join subscribers.service s on s.id = g.service_id order by s.key`.execute(
        h.db,
      )
      return rows.map(row => [
        row.key,
        row.alive,
        row.gap_from?.toString(),
        row.gap_to?.toString(),
        row.terminate_cause,
      ])
    }

    expect(await during('2026-09-10T08:00:00+02:00', '2026-09-10T10:00:00+02:00')).toEqual([
      ['s-1', false, '2026-09-10T06:00:00Z', '2026-09-10T09:30:00Z', 'Lost-Carrier'],
      ['s-3', true, undefined, undefined, null],
    ])
    // Behind the end of what was recorded nobody is called down.
    expect(await during('2026-09-10T21:00:00+02:00', '2026-09-10T22:00:00+02:00')).toEqual([])
    expect(await during('2026-10-10T21:00:00+02:00', '2026-10-10T22:00:00+02:00')).toEqual([])
  })

  test('finds its service when that is imported later', async () => {
    await imported(h, 'services', [smallServices[0] ?? '', 's-7,c-2,,pon-2,,internet,10,,,stranger@isp,,,PLN'])

    const { body } = await h.as('care').get('/services/s-7/history')
    expect(body.sessions).toMatchObject([{ id: 'u7', nas: '10.0.0.1' }])
  })
})

describe('a person', () => {
  test('is seen by name only by those who may', async () => {
    expect((await h.as('viewer').get('/customers/c-1')).body).toMatchObject({
      name: null,
      services: [{ service: 's-1', login: null }, { service: 's-2' }],
    })
    expect((await h.as('care').get('/customers/c-1')).body).toMatchObject({
      name: 'Anna Nowak',
      services: [{ login: 'anna@isp' }, {}],
    })
    expect((await h.as('viewer').get('/customers?search=c-&limit=1')).body).toMatchObject({
      items: [{ customer: 'c-1' }],
      next: expect.any(String),
    })
    expect((await h.as('viewer').get('/services?below=olt-1&kind=tv')).body.items).toMatchObject([{ service: 's-2' }])
  })

  test('has contacts and consents that change from their present version', async () => {
    await imported(h, 'contacts', [
      'customer,channel,address,preferred',
      'c-1,email,anna@example.net,true',
      'c-1,sms,+48600100200,false',
    ])
    await imported(h, 'consents', ['customer,purpose,channel,granted_at', 'c-1,marketing,email,2026-01-01T00:00:00Z'])
    const { contacts, consents } = (await h.as('care').get('/customers/c-1')).body
    const sms = contacts.find(({ channel }: { channel: string }) => channel === 'sms')
    const path = `/customers/c-1/contacts/${sms.id}`

    expect((await h.as('care').patch(path, { preferred: true })).status).toBe(428)
    expect((await h.as('care').patch(path, { preferred: true }, { 'if-match': '"1"' })).body).toMatchObject({
      preferred: true,
      revision: 2,
    })
    expect((await h.as('care').patch(path, { preferred: true }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await h.as('care').get('/customers/c-1')).body.contacts).toMatchObject([
      { channel: 'email', preferred: false },
      { channel: 'sms', preferred: true },
    ])
    const consent = `/customers/c-1/consents/${consents[0].id}`
    expect(
      (await h.as('care').patch(consent, { withdrawnAt: '2025-01-01T00:00:00Z' }, { 'if-match': '"1"' })).body,
    ).toMatchObject({ code: 'subscribers.withdrawn-before-granted' })
    expect(
      (await h.as('care').patch(consent, { withdrawnAt: '2026-02-01T00:00:00Z' }, { 'if-match': '"1"' })).status,
    ).toBe(200)
    expect(
      await imported(h, 'consents', [
        'customer,purpose,channel,granted_at',
        'c-1,marketing,email,2026-01-01T00:00:00Z',
      ]),
    ).toMatchObject({ changed: 0 })
  })

  test('is exported whole, and erased so that amounts still add up', async () => {
    const money = () =>
      sql`select sum(amount) as bills, (select count(*) from subscribers.terms) as terms from subscribers.bill`.execute(
        h.db,
      )
    const before = await money()
    const document = JSON.stringify(await h.work(work => exportPerson(work, 'c-1')))
    for (const known of [
      'Anna Nowak',
      'anna@example.net',
      'anna@isp',
      '+48600100200',
      's-2',
      '"6500"',
      'marketing',
      'u1',
    ])
      expect(document).toContain(known)

    expect(await h.work(work => erasePerson(work, 'c-1'))).toEqual({
      contacts: 2,
      consents: 0,
      services: 1,
      sessions: 2,
    })
    expect(await h.work(work => erasePerson(work, 'c-1'))).toEqual({
      contacts: 0,
      consents: 0,
      services: 0,
      sessions: 0,
    })

    expect(await h.work(work => erasePerson(work, 'nobody'))).toBe(null)
    const after = JSON.stringify(await h.work(work => exportPerson(work, 'c-1')))
    for (const gone of ['Anna', 'anna@', '+48600100200']) expect(after).not.toContain(gone)
    expect((await money()).rows).toEqual(before.rows)
    expect(await imported(h, 'customers', smallCustomers)).toMatchObject({ accepted: 1, rejected: 1 })
    await imported(h, 'services', smallServices)
    expect((await h.as('care').get('/services/s-1')).body.login).toBe(null)
    expect((await h.as('care').get('/customers/c-1')).body).toMatchObject({ name: null, contacts: [] })
  })
})
