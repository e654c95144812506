import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { ofOutage, paid } from '../../test/factories/money.ts'
import { anOutage, decide, good, settle } from '../../test/factories/operator.ts'
import type { TestClient } from '../../test/harness.ts'
import { aPortal, enterPortal, type Browser } from './testing/a-portal.ts'
import { pdfText } from './testing/pdf-text.ts'

const h = await aPortal([
  { service: 's-anna', customer: 'c-anna', element: 'olt' },
  { service: 's-anna-tv', customer: 'c-anna', element: 'other', kind: 'tv' },
  // A fee whose thirtieth is rounded, which takes one more line of arithmetic.
  { service: 's-budi', customer: 'c-budi', element: 'olt', fee: '64.99' },
])
const anna = await enterPortal(h, 'anna.nowak@example.com', 'c-anna')
const budi = await enterPortal(h, 'budi@example.com', 'c-budi')
const outage = await anOutage(h, { from: '2026-09-10T08:00:00+02:00', to: '2026-09-12T09:00:00+02:00' })
await paid(h, ofOutage(outage))
const [number] = (await h.as('operations').get('/outages?limit=1')).body.items.map(
  (each: { number: string }) => each.number,
)

async function firstCredit(client: TestClient): Promise<string> {
  return good(await client.get('/portal/credits')).items[0].credit
}

describe('my services', () => {
  test('say what I have, what I may expect of it, and that it works', async () => {
    await decide(h, 'portal.limits', [
      { kind: 'internet', plan: null, says: { en: 'Up to 300 Mbit/s.', id: 'Hingga 300 Mbps.', pl: 'Do 300 Mb/s.' } },
    ])

    const { items } = good(await anna.get('/portal/services?language=pl'))

    expect(items).toMatchObject([
      {
        service: 's-anna',
        kind: 'internet',
        monthlyFee: '60.00',
        support: 'active',
        now: 'works',
        limits: ['Do 300 Mb/s.'],
      },
      { service: 's-anna-tv', kind: 'tv', limits: [] },
    ])
  })

  test('say what is wrong now and until when, in public words only', async () => {
    const from = h.clock.now().subtract({ hours: 1 }).toString()
    const etr = h.clock.now().add({ hours: 3 }).toString()
    const { id } = good(
      await h.as('operations').post('/outages/declare', {
        title: 'Cable 17 cut by excavator of Example Ltd',
        cause: 'fibre-cut',
        publicCause: 'A cable was cut.',
        scope: { elements: ['other'] },
        startedAt: from,
        etr,
      }),
    )
    await h.runJobs()
    const add = (text: string, shown: boolean) =>
      h.as('operations').post(`/outages/${id}/timeline`, { public: shown, text })
    good(await add('We are splicing.', true))
    good(await add('The contractor is drunk.', false))

    const { items } = good(await anna.get('/portal/services'))

    expect(items.map(({ now }: { now: string }) => now)).toEqual(['works', 'down'])
    // The first page shows only what works; the answer is about everything.
    const first = good(await anna.get('/portal/services?limit=1'))
    expect(first.items).toMatchObject([{ service: 's-anna', now: 'works' }])
    expect(first.overall).toMatchObject({ running: 2, down: 1, degraded: 0, worst: { etr }, planned: null })
    expect(good(await budi.get('/portal/services')).overall).toMatchObject({ running: 1, down: 0, worst: null })
    expect(items[1].outage).toMatchObject({
      state: 'ongoing',
      cause: 'A cable was cut.',
      etr,
      services: [{ service: 's-anna-tv', to: null, appeal: null }],
      updates: [{ text: 'We are splicing.', language: null }],
    })
    const said = { public: true, text: 'Spawamy kabel.', language: 'pl', translations: { en: 'We splice the cable.' } }
    good(await h.as('operations').post(`/outages/${id}/timeline`, said))
    const latest = async (language: string) =>
      good(await anna.get(`/portal/services?language=${language}`)).items[1].outage.updates[0]
    expect(await latest('en')).toMatchObject({ text: 'We splice the cable.', language: 'en' })
    expect(await latest('pl')).toMatchObject({ text: 'Spawamy kabel.', language: 'pl' })
    expect(await latest('id')).toMatchObject({ text: 'Spawamy kabel.', language: 'pl' })
    expect(JSON.stringify(items)).not.toMatch(/excavator|drunk/)
    expect((await budi.get('/portal/services')).body.items[0]).toMatchObject({ now: 'works', outage: null })
    const { headers } = await h.as('operations').get(`/outages/${id}`)
    await h
      .as('operations')
      .post(`/outages/${id}/restore`, { restoredAt: h.clock.now().toString() }, { 'if-match': String(headers['etag']) })
    await settle(h)
  })

  test('are not shown a suspicion', async () => {
    good(
      await h
        .as('operations')
        .post('/outages', { title: 'Perhaps', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }),
    )
    await h.runJobs()

    expect((await anna.get('/portal/services')).body.items[0]).toMatchObject({ now: 'works' })
  })

  test('that have ended keep their support until their last day', async () => {
    const until = async (day: string) => {
      await sql`update subscribers.service set until = ${day} where key = 's-anna-tv'`.execute(h.db)
      return (await anna.get('/portal/services')).body.items[1].support
    }
    const today = h.clock.now().toZonedDateTimeISO('Europe/Warsaw').toPlainDate()

    expect(await until(today.toString())).toBe('active')
    expect(await until(today.subtract({ days: 1 }).toString())).toBe('ended')
    await sql`update subscribers.service set until = null where key = 's-anna-tv'`.execute(h.db)
  })

  test('come page by page', async () => {
    const first = good(await anna.get('/portal/services?limit=1'))
    const second = good(await anna.get(`/portal/services?limit=1&cursor=${first.next}`))

    expect([...first.items, ...second.items].map(({ service }: { service: string }) => service)).toEqual([
      's-anna',
      's-anna-tv',
    ])
    expect(second.next).toBeNull()
    const made = Buffer.from('["x"]').toString('base64url')
    expect((await anna.get(`/portal/credits?cursor=${made}`)).body).toMatchObject({ code: 'request.bad-cursor' })
  })
})

describe('my credits', () => {
  test('are what the ledger granted me, with what still waits to be paid', async () => {
    const { items, waiting } = good(await anna.get('/portal/credits?language=pl'))

    expect(items).toMatchObject([
      {
        service: 's-anna',
        what: 'credit',
        amount: '6.00',
        unit: 'PLN',
        title: 'Typowe postanowienie umowy: 1/30 opłaty za każdy dzień',
        periodFrom: '2026-09-01',
      },
    ])
    expect(waiting).toEqual([{ unit: 'PLN', amount: '6.00' }])
  })

  test.each([
    ['en', 'Calendar days', 'Monthly fee 60.00 × 3 × 1/30 = 6.00'],
    ['id', 'Hari', '60,00 × 3 × 1/30 = 6,00'],
    ['pl', 'Dni kalendarzowe', 'Opłata miesięczna 60,00 × 3 × 1/30 = 6,00'],
  ])('come with facts, articles and arithmetic in %s', async (language, measured, sum) => {
    const statement = good(await anna.get(`/portal/credits/${await firstCredit(anna)}?language=${language}`))

    expect(statement.reasons).toMatchObject({ agrees: true, happened: [{ mark: 'yes' }] })
    expect(statement.reasons.measured[0].text).toContain(measured)
    expect(statement.reasons.arithmetic[0]).toMatchObject({ mark: 'sum', text: expect.stringContaining(sum) })
    expect(statement.reasons.settlement.length).toBeGreaterThan(1)
    expect(statement.reasons.articles.map(({ cite }: { cite: string }) => cite).join()).toContain('2024 poz. 1221')
    expect(statement.appeals).toMatchObject([{ outage: number, state: null }])
  })

  test('given in kindness say why, without a rule', async () => {
    good(
      await h.as('finance').post('/ledger/goodwill', {
        service: 's-anna-tv',
        unit: 'PLN',
        amount: '5.00',
        reason: 'late-repair',
        reference: 'desk-17',
      }),
    )

    const statement = good(await anna.get(`/portal/credits/${await firstCredit(anna)}?language=en`))

    expect(statement).toMatchObject({
      what: 'goodwill',
      amount: '5.00',
      reasons: null,
      reason: 'Because the repair took too long',
    })
  })
})

const budisCredit = await firstCredit(budi)

describe('the document about a credit', () => {
  test('is a PDF that is small, opens nothing, and made again differs in nothing but its date', async () => {
    const [one, again] = [await pdf(budi, budisCredit, 'pl'), await pdf(budi, budisCredit, 'pl')]

    expect(one.subarray(0, 5).toString()).toBe('%PDF-')
    expect(one.length).toBeLessThan(120_000)
    expect(one.equals(again)).toBe(true)
    expect(one.toString('latin1')).not.toMatch(/\/(JavaScript|JS|OpenAction|Launch|EmbeddedFile|URI) ?[/(<]/)
    h.clock.advance({ hours: 48 })
    const later = await pdf(budi, budisCredit, 'pl')
    expect(later.equals(one)).toBe(false)
    expect(Math.abs(later.length - one.length)).toBeLessThan(200)
  })

  test('says who, what, how much and why, with the letters of its language', async () => {
    const text = pdfText(await pdf(budi, budisCredit, 'pl'))

    for (const part of [
      'Państwa uznanie i jego uzasadnienie',
      '6,50 zł',
      'Anna Nowak',
      'Opłata miesięczna 64,99 × 3 × 1/30 = 6,499',
      'Co się stało',
      'Dz.U. 2024 poz. 1221',
      'Strona 1 z',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('□')
  })

  test('takes hostile names as text, and no more of them than fits', async () => {
    const name = `<script>&"' \u202e\u0000(evil) Tj /JS ${'x'.repeat(5_000)}`
    await sql`update subscribers.customer set name = ${name.replaceAll('\u0000', '')} where key = 'c-budi'`.execute(
      h.db,
    )

    const bytes = await pdf(budi, budisCredit, 'en')

    expect(bytes.length).toBeLessThan(120_000)
    expect(pdfText(bytes)).toContain(`<script>&"'`)
    await sql`update subscribers.customer set name = 'Anna Nowak' where key = 'c-budi'`.execute(h.db)
  })

  test('is for its own subscriber only', async () => {
    expect((await anna.get(`/portal/credits/${budisCredit}/pdf`)).body).toMatchObject({
      status: 404,
      code: 'portal.not-found',
    })
  })
})

async function pdf({ cookie }: Browser, id: string, language: string): Promise<Buffer> {
  const url = `/api/v1/portal/credits/${id}/pdf?language=${language}`
  const reply = await h.app.inject({ method: 'GET', url, headers: { cookie } })
  expect(reply).toMatchObject({
    statusCode: 200,
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="pulih-${id}.pdf"`,
    },
  })
  return reply.rawPayload
}

describe('an appeal', () => {
  const text = 'My line was down a day longer than you say.'

  test('is about an outage and a service of mine, also where money was paid', async () => {
    const reply = await anna.post('/portal/appeals', { outage: number, service: 's-anna', text })

    expect(reply).toMatchObject({
      status: 201,
      body: { outage: number, service: 's-anna', state: 'open', text, answer: null },
    })
    const { items } = good(await h.as('care').get(`/outages/${outage}/appeals`))
    expect(items).toMatchObject([{ service: 's-anna', state: 'open', note: text }])
  })

  test('said again is the same one; said otherwise it is refused', async () => {
    expect((await anna.post('/portal/appeals', { outage: number, service: 's-anna', text })).status).toBe(201)
    expect((await anna.get('/portal/appeals')).body.items).toHaveLength(1)
    const other = await anna.post('/portal/appeals', { outage: number, service: 's-anna', text: `${text} Really.` })
    expect(other.body).toMatchObject({ status: 409, code: 'portal.already-appealed' })
  })

  test('comes back with its answer, at the appeal and at the credit', async () => {
    const answer = 'The log of your line says otherwise; here it is.'
    good(await h.as('operations').post(`/outages/${outage}/appeals/s-anna/decision`, { state: 'rejected', answer }))

    expect((await anna.get('/portal/appeals')).body.items).toMatchObject([{ state: 'rejected', answer }])
    const credits = good(await anna.get('/portal/credits?service=s-anna')).items
    const statement = good(await anna.get(`/portal/credits/${credits[0].credit}`))
    expect(statement.appeals).toMatchObject([{ state: 'rejected', answer }])
  })

  test('has bounds: in its length, in its number, and to what is public', async () => {
    for (const bad of ['short', 'x'.repeat(2001), 'with a zero \u0000 in it'])
      expect((await budi.post('/portal/appeals', { outage: number, service: 's-budi', text: bad })).status).toBe(400)
    const suspicion = good(await h.as('operations').get('/outages?status=suspected')).items[0].number
    expect((await budi.post('/portal/appeals', { outage: suspicion, service: 's-budi', text })).body).toMatchObject({
      code: 'portal.not-found',
    })
    const statuses: number[] = []
    for (let time = 0; time < 22; time++)
      statuses.push((await budi.post('/portal/appeals', { outage: number, service: 's-budi', text })).status)
    expect(statuses.filter(status => status === 201)).toHaveLength(20)
    expect(statuses.slice(-2)).toEqual([429, 429])
  })
})

describe('what is somebody else’s', () => {
  test('is refused in the same words as what there is not', async () => {
    const [mine] = [await firstCredit(anna)]
    const text = 'It is not mine, but I would like it.'
    const pairs: [
      () => Promise<{ status: number; body: unknown }>,
      () => Promise<{ status: number; body: unknown }>,
    ][] = [
      [() => budi.get('/portal/outages?service=s-anna'), () => budi.get('/portal/outages?service=nothing')],
      [() => budi.get('/portal/credits?service=s-anna'), () => budi.get('/portal/credits?service=nothing')],
      [() => budi.get(`/portal/credits/${mine}`), () => budi.get('/portal/credits/999999999')],
      [() => budi.get(`/portal/credits/${mine}/pdf`), () => budi.get('/portal/credits/999999999/pdf')],
      [
        () => anna.post('/portal/appeals', { outage: number, service: 's-budi', text }),
        () => anna.post('/portal/appeals', { outage: number, service: 'nothing', text }),
      ],
    ]

    for (const [foreign, unknown] of pairs) {
      const [one, other] = [await foreign(), await unknown()]
      expect({ status: one.status, body: one.body }).toMatchObject({ status: 404, body: { code: 'portal.not-found' } })
      expect(one.body).toEqual(other.body)
    }
  })

  test('is in no list', async () => {
    const seen = await Promise.all(
      ['/portal/services', '/portal/outages', '/portal/credits', '/portal/appeals'].map(path => budi.get(path)),
    )

    expect(JSON.stringify(seen.map(({ body }) => body))).not.toMatch(/anna/i)
  })
})

describe('a person who is forgotten', () => {
  test('gets everything that the portal holds first, and is then signed out with his words gone', async () => {
    const request = { customer: 'c-anna', reason: 'request-of-the-person', reference: 'r-1' }
    const given = good(await h.as('admin').post('/privacy/export', request))
    expect(given.contexts.portal).toMatchObject({
      sessions: [{ method: 'code' }],
      appeals: [{ service: 's-anna', note: expect.stringContaining('a day longer') }],
    })

    good(await h.as('admin').post('/privacy/erase', request))

    expect((await anna.get('/portal/me')).status).toBe(401)
    const { rows } = await sql<{ text: string }>`
      select coalesce(jsonb_agg(to_jsonb(a)), '[]')::text as text from outages.appeal a where opened_by = 'subscriber:1'
      union all select coalesce(jsonb_agg(to_jsonb(s)), '[]')::text from portal.session s where customer_id = 1`.execute(
      h.db,
    )
    expect(rows.map(({ text }) => text).join()).not.toMatch(/day longer|says otherwise|lightMyRequest/)
    expect((await h.anyone.post('/portal/sign-in', { contact: 'anna.nowak@example.com' })).status).toBe(202)
    await h.runJobs()
    expect((await h.as('admin').get('/portal/outbox')).body.items).toEqual([])
  })
})
