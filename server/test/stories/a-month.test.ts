import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generateOperator, replayOutage, type ReplayedOutage } from '@pulih/seed'
import { faults, serveSimulator, simulate, type Simulator } from '../../src/ledger/payouts/index.ts'
import { webhookService } from '../../src/ledger/payouts/simulators/webhook.ts'
import {
  balance,
  creditsOf,
  expectReasons,
  expectSound,
  explained,
  ofOutage,
  paid,
  readRun,
  statement,
} from '../factories/money.ts'
import { anOperator, decide, good, imported, settle } from '../factories/operator.ts'
import type { Harness, TestReply } from '../harness.ts'

type View = TestReply['body']

const folder = mkdtempSync(join(tmpdir(), 'pulih-month-'))
const files = [
  ['areas', 'operator/areas.geojson', 'application/geo+json'],
  ['elements', 'operator/elements.csv'],
  ['customers', 'operator/customers.csv'],
  ['contacts', 'operator/contacts.csv'],
  ['consents', 'operator/consents.csv'],
  ['services', 'operator/services.csv'],
  ['bills', 'operator/bills.csv'],
  ['top-ups', 'operator/top-ups.csv'],
] as const

/** An operator of today in whose network an outage of the past happens again, from the first alarm to the last bill. */
describe('a month of an operator', () => {
  let h: Harness
  let replayed: ReplayedOutage
  let biller: Simulator
  let served: { readonly url: string; close(): Promise<void> }
  let outage: View
  let run: View
  beforeAll(async () => {
    await generateOperator({ operator: 'pl-isp', services: 300, seed: 7, out: join(folder, 'operator') })
    replayed = await replayOutage({ operator: join(folder, 'operator'), out: join(folder, 'replay') })
    h = await anOperator({ schemes: null })
    biller = simulate(
      webhookService('a-secret', () => h.clock.now()),
      () => faults[0],
      () => h.clock.now(),
    )
    served = await serveSimulator(biller.exchange)
    h.clock.set('2026-08-31T22:00:00Z')
    for (const [kind, file, media = 'text/csv'] of files)
      await imported(h, kind, readFileSync(join(folder, file)), media)
  })
  afterAll(() => served.close())

  test('begins with a storm of alarms that becomes one outage', async () => {
    const operations = h.as('operations')
    const notifications = lines('replay/alarms.jsonl').map(line => JSON.parse(line) as { at: string; body: unknown })
    let worked = h.clock.now()
    for (const { at, body } of notifications) {
      const instant = Temporal.Instant.from(at)
      if (Temporal.Instant.compare(h.clock.now(), instant) < 0) h.clock.set(at)
      good(await operations.post('/intake/alertmanager', body))
      if (worked.until(instant).total('minutes') < 10) continue
      worked = instant
      await h.sweep()
      await h.runJobs()
      await confirmSuspected(h)
    }
    await settle(h)
    await imported(h, 'sessions', readFileSync(join(folder, 'replay/radacct.csv')))
    await settle(h)

    const { items } = good(await operations.get('/outages?limit=50'))
    const views: View[] = await Promise.all(items.map(({ id }: View) => operations.get(`/outages/${id}`).then(good)))
    outage = views
      .filter(({ matched }) => matched !== null)
      .toSorted((one, other) => other.matched.services - one.matched.services)[0]
    expect(outage).toMatchObject({ status: 'restored', matched: { frozen: true } })
    expect(outage.matched.money).toBeGreaterThan(0)
    const off = Temporal.Instant.from(outage.startedAt).until(Temporal.Instant.from(replayed.from)).total('minutes')
    expect(Math.abs(off)).toBeLessThan(10)
  })

  test('goes on with a run that a second person approves and that asks the biller by itself', async () => {
    const channel = {
      channel: 'billing',
      title: 'Billing',
      settings: {
        adapter: 'webhook',
        url: `${served.url}/credits`,
        secret: 'billing',
        lookupUrl: `${served.url}/credits`,
      },
      units: ['PLN'],
      text: 'Rekompensata za przerwę',
      largest: null,
      perMinute: null,
      settlingSeconds: 900,
      rest: 'stays',
    }
    good(await h.as('admin').post('/payouts/channels', channel))
    good(await h.as('finance').post('/payouts/resume', { channel: 'billing' }))
    await decide(h, 'compensation.payouts', { PLN: 'billing' })

    run = await paid(h, ofOutage(outage.id))
    expect(run).toMatchObject({ createdBy: 'staff:finance', approvedBy: 'staff:approver' })
    expect(Number(run.due)).toBeGreaterThan(0)
    await expectReasons(h, run.id)
  })

  test('tells each customer why, in Polish and Indonesian', async () => {
    const [{ service }] = (await creditsOf(h, run.id)) as [View]
    const [polish, indonesian] = [
      await explained(h, run.id, service, '?language=pl'),
      await explained(h, run.id, service, '?language=id'),
    ]

    expect(polish).toMatchObject({ agrees: true })
    expect(polish.text.join('\n')).toMatch(/Opłata miesięczna|Abonament|opłat/)
    expect(indonesian.text.join('\n')).toMatch(/Biaya bulanan/)
    expect(polish.answer).toEqual(indonesian.answer)
  })

  test('is paid out once, seen on the bills, and agrees to the last grosz', async () => {
    await h.sweep()
    await h.runJobs()
    await h.sweep()
    await h.runJobs()
    const total = biller.service.credits.reduce((sum, { amount }) => sum + amount, 0n)
    expect((Number(total) / 100).toFixed(2)).toBe(run.due)
    expect(new Set(biller.service.credits.map(({ key }) => key)).size).toBe(biller.service.credits.length)

    h.clock.advance({ hours: 24 * 14 })
    const seen = biller.service.credits.map(({ key, reference, address, unit, amount }, index) => ({
      line: `L-${index}`,
      bill: `B-${address}`,
      billedOn: '2026-10-01',
      key,
      reference,
      address,
      unit,
      amount: (Number(amount) / 100).toFixed(2),
    }))
    expect(good(await h.as('finance').post('/payouts/bills', { channel: 'billing', items: seen }))).toMatchObject({
      recorded: seen.length,
      matched: seen.length,
      unmatched: 0,
    })
    await h.runJobs()
    await h.sweep()
    await h.runJobs()

    const { lines: sums, breaks } = good(await h.as('finance').get(`/payouts/reconciliation?run=${run.id}`))
    expect(sums).toMatchObject([
      {
        agrees: true,
        requested: { amount: run.due },
        accepted: { amount: run.due },
        seen: { amount: run.due },
        open: { count: 0 },
      },
    ])
    expect(breaks.filter(({ count }: View) => count > 0)).toEqual([])
  })

  test('ends with a settled run, nothing owed to anybody, and books that verify', async () => {
    expect(await readRun(h, run.id)).toMatchObject({ status: 'settled' })
    for (const { service } of (await creditsOf(h, run.id)).slice(0, 10)) {
      expect(await balance(h, service)).toBe('0.00')
      expect((await statement(h, service)).items.map(({ kind }: View) => kind)).toContain('billed')
    }
    await expectSound(h)
  })
})

function lines(file: string): string[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter(line => line !== '')
}

/** What the person on duty does when the console shows a suspicion. */
async function confirmSuspected(h: Harness): Promise<void> {
  const { items } = good(await h.as('operations').get('/outages?status=suspected'))
  for (const { id } of items) {
    const { headers } = await h.as('operations').get(`/outages/${id}`)
    good(await h.as('operations').post(`/outages/${id}/confirm`, {}, { 'if-match': String(headers['etag']) }))
  }
  await h.runJobs()
}
