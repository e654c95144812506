import { expect, test } from 'vitest'
import type { Client } from '../api/client.ts'
import { Refusal } from '../api/refusal.ts'
import type { RunView } from './find-run.ts'
import { nextStep } from './run-text.ts'
import { stepRun } from './step-run.ts'

const page = { colour: false, width: 200 }
const id = '01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'

function aRun(given: Partial<RunView>): RunView {
  return {
    id,
    number: 7,
    kind: 'period',
    month: '2026-09',
    outage: null,
    status: 'stopped',
    stage: null,
    currency: 'PLN',
    figure: 'recommended',
    schemes: [],
    budget: null,
    secondPersonAbove: '500.00',
    note: null,
    due: '0.00',
    credits: 10,
    posted: 0,
    failure: null,
    failedWith: null,
    factsDigest: null,
    rulebookDigest: '',
    createdAt: '2026-09-10T08:00:00Z',
    createdBy: 'staff:1',
    computedAt: null,
    reviewedBy: null,
    approvedBy: null,
    approvedAt: null,
    postedAt: null,
    settledAt: null,
    summary: null,
    revision: 1,
    ...given,
  }
}

/** A server that knows one run, and answers a step with another state of it or a refusal. */
function answering(before: RunView, answer: RunView | Refusal): Client {
  const ask = async (route: { method: string }): Promise<RunView> => {
    if (route.method === 'GET') return before
    if (answer instanceof Refusal) throw answer
    return answer
  }
  // Only what a step asks.
  return { ask } as unknown as Client
}

async function said(step: 'cancel' | 'post' | 'resume' | 'recompute', client: Client): Promise<string> {
  return (await stepRun(client, step, id, {})).lines(page).join('\n')
}

const refusal = (code: string) =>
  new Refusal({ title: 'No', status: 409, detail: 'Because.', code }, 'POST /x', {
    url: 'http://localhost',
    token: null,
    from: 'sign-in',
  })

test('cancelling says what was posted, that it stays, and how the rest is paid', async () => {
  const none = aRun({ status: 'cancelled' })
  expect(await said('cancel', answering(aRun({}), none))).toBe('Run 7 is cancelled; nothing was posted.')

  const some = aRun({ status: 'cancelled', posted: 4 })
  const text = await said('cancel', answering(aRun({ posted: 4 }), some))
  expect(text).toContain('Of its 10 credits, 4 were posted before: they stay in the ledger and are paid out.')
  expect(text).toContain('"pulih compensation run --month 2026-09 --wait"')
  expect(text).not.toContain('nothing was posted')

  const all = aRun({ status: 'posted', posted: 10 })
  expect(await said('cancel', answering(aRun({ posted: 10 }), all))).toContain('All of its 10 credits were posted')
})

test('facts that changed name the command that mends it', async () => {
  const refused = refusal('compensation.facts-changed')
  await expect(said('post', answering(aRun({ status: 'approved' }), refused))).rejects.toThrow(
    '"pulih compensation recompute 7 --wait"',
  )
  await expect(said('resume', answering(aRun({ posted: 4 }), refused))).rejects.toThrow('"pulih compensation cancel 7"')
  const partly = refusal('compensation.partly-posted')
  await expect(said('recompute', answering(aRun({ posted: 4 }), partly))).rejects.toThrow(
    '"pulih compensation cancel 7"',
  )
})

test('whom the sums of a run do not tell is not said by them: who made it does not approve it', () => {
  const next = nextStep(aRun({ status: 'computed', due: '0.00' })).join('\n')
  expect(next).toContain('"pulih compensation approve 7", by somebody who may approve and did not start')
})
