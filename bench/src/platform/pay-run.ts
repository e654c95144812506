import { setTimeout } from 'node:timers/promises'
import type { Client } from 'pg'
import { until } from './api.ts'
import type { Server } from './server.ts'

export interface Paid {
  readonly run: string
  readonly outage: string
  /** Services that the outage hit, and what the run wrote for them. */
  readonly services: number
  readonly assessed: number
  readonly transfers: number
  readonly matchSeconds: number
  readonly computeSeconds: number
  /** The request to post, which gathers all facts again to see that they are those that were approved. */
  readonly checkSeconds: number
  readonly postSeconds: number
  readonly whole: boolean
}

interface RunView {
  readonly status: string
  readonly credits: number
  readonly posted: number
  readonly failure: string | null
}

interface OutageView {
  readonly id: string
  readonly matched: { readonly frozen: boolean; readonly services: number } | null
}

/** Everything fails for two days and a half in a month, is over, and is assessed, approved and posted. With `killAfter`, the server is killed after so many seconds of posting. */
export async function payRun(server: Server, month: string, killAfter: number | null = null): Promise<Paid> {
  const [operations, finance, approver] = [
    await server.as('operations'),
    await server.as('finance'),
    await server.as('approver'),
  ]
  // What nothing above cuts off alone: together they cut off everything, each service on evidence good enough for money.
  const { rows: roots } = await server.client.query<{ key: string }>(
    'select key from network.element where dominator is null and position is not null order by last - position desc limit 1000',
  )
  const [startedAt, restoredAt] = [`${month}-10T06:00:00Z`, `${month}-12T20:00:00Z`]
  const began = performance.now()
  const { id: outage } = await operations.post<OutageView>('/outages/declare', {
    title: 'Measured',
    scope: { elements: roots.map(({ key }) => key) },
    startedAt,
    knownAt: startedAt,
  })
  await operations.post(`/outages/${outage}/restore`, { restoredAt })
  const { matched } = await until(
    () => operations.get<OutageView>(`/outages/${outage}`),
    view => view.matched?.frozen === true,
  )
  const matchSeconds = since(began)

  const computing = performance.now()
  const { id: run } = await finance.post<{ id: string }>('/compensation/runs', { kind: 'outage', outage })
  const look = () => finance.get<RunView>(`/compensation/runs/${run}`)
  await until(look, ({ status }) => status === 'computed')
  const computeSeconds = since(computing)
  await approver.post(`/compensation/runs/${run}/approve`, {})

  const checking = performance.now()
  await finance.post(`/compensation/runs/${run}/post`, {})
  const checkSeconds = since(checking)
  if (killAfter !== null) await killWhilePosting(server, killAfter)
  await until(look, ({ status }) => status === 'posted')
  const postSeconds = since(checking) - checkSeconds
  return {
    run,
    outage,
    services: matched?.services ?? 0,
    ...(await whatItWrote(server.client, run)),
    matchSeconds,
    computeSeconds,
    checkSeconds,
    postSeconds,
  }
}

async function killWhilePosting(server: Server, killAfter: number): Promise<void> {
  await setTimeout(killAfter * 1000)
  await server.kill()
  const { rows } = await server.client.query<{ posted: number; credits: number }>(
    "select posted, credits from compensation.run where status = 'posting'",
  )
  const [left] = rows
  if (left === undefined) throw new Error('the run was posted before it could be killed')
  console.log(
    `  killed after ${left.posted.toLocaleString('en')} of ${left.credits.toLocaleString('en')} credits; a run of which nothing was heard for two minutes is taken over`,
  )
  await server.startAgain()
}

/** Whether every credit that is due was posted once, with two entries, and no more. */
async function whatItWrote(client: Client, run: string): Promise<Pick<Paid, 'assessed' | 'transfers' | 'whole'>> {
  const count = async (text: string) => (await client.query<{ n: number }>(text, [run])).rows[0]?.n ?? 0
  const [assessed, due, transfers, distinct, entries] = [
    await count('select count(*)::int as n from compensation.assessed where run_id = $1'),
    await count('select count(*)::int as n from compensation.credit where run_id = $1 and due <> 0'),
    await count('select count(*)::int as n from ledger.transfer where run_id = $1'),
    await count(
      'select count(*)::int as n from (select distinct service_id, scheme, basis, unit from ledger.transfer where run_id = $1) t',
    ),
    await count(
      'select count(*)::int as n from ledger.entry e join ledger.transfer t on t.id = e.transfer_id where t.run_id = $1',
    ),
  ]
  return { assessed, transfers, whole: due > 0 && transfers === due && distinct === due && entries === 2 * due }
}

function since(began: number): number {
  return (performance.now() - began) / 1000
}
