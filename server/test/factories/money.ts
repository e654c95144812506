import { expect } from 'vitest'
import type { Harness, TestReply } from '../harness.ts'
import { good } from './operator.ts'

type View = TestReply['body']

export const ofOutage = (outage: string) => ({ kind: 'outage', outage })
export const ofMonth = (month: string) => ({ kind: 'period', month })

export async function readRun(h: Harness, run: string): Promise<View> {
  return good(await h.as('finance').get(`/compensation/runs/${run}`))
}

/** A run that finance started and a worker assessed; a sample of its reasons was derived anew and agrees. */
export async function computed(h: Harness, scope: object): Promise<View> {
  const { id } = good(await h.as('finance').post('/compensation/runs', scope))
  await h.runJobs()
  const run = await readRun(h, id)
  expect(run).toMatchObject({ status: 'computed', failure: null })
  await expectReasons(h, id)
  return run
}

/** Assessed, approved by somebody else, and in the ledger. */
export async function paid(h: Harness, scope: object): Promise<View> {
  const { id } = await computed(h, scope)
  good(await h.as('approver').post(`/compensation/runs/${id}/approve`, {}))
  good(await h.as('finance').post(`/compensation/runs/${id}/post`, {}))
  await h.runJobs()
  const run = await readRun(h, id)
  expect(run.status).toBe('posted')
  return run
}

export async function creditsOf(h: Harness, run: string): Promise<View[]> {
  return good(await h.as('finance').get(`/compensation/runs/${run}/credits?limit=500`)).items
}

export async function explained(h: Harness, run: string, service: string, query = ''): Promise<View> {
  return good(
    await h.as('care').get(`/compensation/runs/${run}/services/${encodeURIComponent(service)}/explanation${query}`),
  )
}

/** Whatever a run says of a service can be derived from the facts that it kept. */
export async function expectReasons(h: Harness, run: string): Promise<void> {
  const credits = await creditsOf(h, run)
  for (const { service, periodFrom } of credits.slice(0, 40))
    expect(await explained(h, run, service, `?periodFrom=${periodFrom}`)).toMatchObject({
      service,
      periodFrom,
      agrees: true,
    })
}

export async function statement(h: Harness, service: string): Promise<View> {
  return good(await h.as('finance').get(`/ledger/services/${encodeURIComponent(service)}/statement`))
}

/** What the ledger holds for a service after everything: its latest balance in money. */
export async function balance(h: Harness, service: string): Promise<string> {
  const { balances } = await statement(h, service)
  return balances.find(({ unit }: View) => /^[A-Z]{3}$/.test(unit))?.amount ?? '0.00'
}

/** Transfers of a service, oldest first, as a story tells them: kind, amount, period and whether it names what it corrects. */
export async function transfersOf(h: Harness, service: string): Promise<View[]> {
  const { items } = await statement(h, service)
  return items.toReversed().map(({ kind, change, basis, revision, corrects }: View) => ({
    kind,
    change,
    basis,
    revision,
    linked: corrects !== null,
  }))
}

/** Ledger and audit trail are as they were written. */
export async function expectSound(h: Harness): Promise<void> {
  expect(good(await h.as('finance').get('/ledger/verification'))).toMatchObject({ whole: true, findings: [] })
  expect(good(await h.as('finance').get('/audit/verification'))).toMatchObject({ sound: true, findings: [] })
}
