import { describe, expect, test } from 'vitest'
import { computed, creditsOf, ofOutage, readRun, statement } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, decide, good, imported, polish } from '../factories/operator.ts'
import { aMember, enter } from '../../src/identity/testing/house.ts'

const h = await anOperator()
await aNetwork(
  h,
  ['core', 'olt<core'],
  [
    { service: 's-1', element: 'olt' },
    { service: 's-2', element: 'olt' },
  ],
)
const [finance, approver] = [h.as('finance'), h.as('approver')]
let day = 0

async function aRun(): Promise<{ id: string; outage: string }> {
  day++
  const date = `2026-09-${String(day).padStart(2, '0')}`
  const outage = await anOutage(h, { from: `${date}T10:00:00+02:00`, to: `${date}T20:00:00+02:00` })
  return { ...(await computed(h, ofOutage(outage))), outage }
}

const act = (client: typeof finance, run: string, action: string) =>
  client.post(`/compensation/runs/${run}/${action}`, {})

async function transfersOfRun(run: string): Promise<number> {
  return good(await finance.get(`/ledger/transfers?run=${run}`)).items.length
}

describe('a run that was approved', () => {
  test('is not posted once the approval was withdrawn, until somebody approves anew', async () => {
    const { id } = await aRun()
    good(await act(approver, id, 'approve'))
    good(await act(approver, id, 'withdraw'))

    expect((await act(finance, id, 'post')).body).toMatchObject({ status: 409, code: 'compensation.wrong-status' })
    await h.runJobs()
    expect(await transfersOfRun(id)).toBe(0)

    good(await act(approver, id, 'approve'))
    good(await act(finance, id, 'post'))
    await h.runJobs()
    expect(await transfersOfRun(id)).toBe(2)
  })

  test('is not posted on facts that changed since, and is assessed and approved anew', async () => {
    const { id } = await aRun()
    good(await act(approver, id, 'approve'))
    await imported(h, 'services', ['service,kind,monthly_fee,valid_from,currency', 's-1,internet,75.00,2026-09-01,PLN'])

    expect((await act(finance, id, 'post')).body).toMatchObject({ status: 409, code: 'compensation.facts-changed' })
    expect(await transfersOfRun(id)).toBe(0)

    good(await act(finance, id, 'recompute'))
    await h.runJobs()
    expect(await readRun(h, id)).toMatchObject({ status: 'computed', approvedBy: null })
    good(await act(approver, id, 'approve'))
    good(await act(finance, id, 'post'))
    await h.runJobs()
    expect((await creditsOf(h, id)).find(({ service }) => service === 's-1')).toMatchObject({
      recommended: '5.00',
      net: '2.00',
      due: '3.00',
    })
    expect(await transfersOfRun(id)).toBe(2)
  })

  test('can be stopped, posts nothing while it is, and goes on without paying anybody twice', async () => {
    const { id } = await aRun()
    good(await act(approver, id, 'approve'))
    good(await act(finance, id, 'post'))
    good(await act(finance, id, 'stop'))
    await h.runJobs()
    expect(await readRun(h, id)).toMatchObject({ status: 'stopped' })
    expect(await transfersOfRun(id)).toBe(0)

    good(await act(finance, id, 'resume'))
    await h.runJobs()
    await h.runJobs()
    expect(await readRun(h, id)).toMatchObject({ status: 'posted', posted: 2 })
    expect(await transfersOfRun(id)).toBe(2)
    expect((await act(finance, id, 'resume')).status).toBe(409)
  })
})

describe('whoever may do both', () => {
  test('does not approve what he started, computed or reviewed himself above the limit, and does below', async () => {
    const { outage } = await aRun()
    const both = await enter(h, await aMember(h, { roles: ['finance', 'approver'] }))
    const started = good(await both.post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()
    expect((await act(both, started.id, 'approve')).body).toMatchObject({
      code: 'compensation.same-person',
      status: expect.any(Number),
    })

    const reviewed = good(await finance.post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()
    good(await act(both, reviewed.id, 'review'))
    expect((await act(both, reviewed.id, 'approve')).body).toMatchObject({ code: 'compensation.same-person' })

    const recomputed = good(await finance.post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()
    good(await act(both, recomputed.id, 'recompute'))
    await h.runJobs()
    expect((await act(both, recomputed.id, 'approve')).body).toMatchObject({ code: 'compensation.same-person' })

    await decide(h, 'compensation.operator', { ...polish, secondPersonAbove: '1000.00' })
    const small = good(await both.post('/compensation/runs', ofOutage(outage)))
    await h.runJobs()
    good(await act(both, small.id, 'approve'))
    expect((await statement(h, 's-2')).items).toHaveLength(3)
  })
})
