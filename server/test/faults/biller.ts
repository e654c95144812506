import { insertChannel, setAddresses } from '../../src/ledger/payouts/channel-store.ts'
import { resolvePayout } from '../../src/ledger/payouts/resolve-payout.ts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { scenarioChannel } from '../../src/ledger/payouts/simulators/scenario.ts'
import { faults, simulate, slowestSeconds, type Simulator } from '../../src/ledger/payouts/simulators/simulator.ts'
import { webhookService } from '../../src/ledger/payouts/simulators/webhook.ts'
import type { House } from './house.ts'
import type { SmallOperator } from './operator.ts'
import type { Play } from './play.ts'

/** Half of all calls go well. */
export function billerWithFaults(house: House, random: Random): Simulator {
  const service = webhookService(house.platform.config.secret('biller') ?? '', () => house.clock.now())
  const drawn = Array.from({ length: 64 }, () => (random.chance(0.5) ? ('none' as const) : random.pick(faults)))
  let calls = 0
  const simulator = simulate(
    service,
    () => drawn[calls++ % drawn.length] ?? 'none',
    () => house.clock.now(),
  )
  house.biller.simulator = simulator
  return simulator
}

export async function openChannel(house: House, { services }: SmallOperator): Promise<void> {
  await house.work(async work => {
    const settings = {
      adapter: 'webhook',
      url: 'https://biller.example',
      secret: 'biller',
      lookupUrl: 'https://biller.example/credits',
    } as const
    await insertChannel(work.tx, { ...scenarioChannel, name: 'biller', settings })
    await setAddresses(
      work.tx,
      'biller',
      services.map(({ key }) => ({ service: key, address: `account-${key}` })),
    )
  })
}

/** A person looks at the biller's books, when it has had its time. What was taken back meanwhile is not sent any more. */
export async function decideAsPerson(house: House, simulator: Simulator): Promise<void> {
  const { rows } = await house.pool.query<{ id: string; key: string; reason: string | null }>(
    `select id, key, reason from ledger.payout where channel = 'biller' and state in ('waiting-for-person', 'rejected') order by id`,
  )
  if (rows.length === 0) return
  house.clock.advance({ seconds: slowestSeconds + 1 })
  simulator.catchUp()
  for (const { id, key, reason } of rows) {
    const isThere = simulator.service.credits.some(credit => credit.key === key)
    const isTakenBack = reason?.includes('the balance has fallen') ?? false
    const finding = isThere ? 'arrived' : isTakenBack ? 'withdraw' : 'send-again'
    await house.work(work => resolvePayout(work, id, { finding, note: 'looked at the biller' }))
  }
}

/** What the biller booked is what the ledger moved out of the customers' balances, each key once. */
export async function compareBillers({ house, mistakes }: Play, { service }: Simulator): Promise<void> {
  const keys = new Set(service.credits.map(credit => credit.key))
  if (keys.size !== service.credits.length) mistakes.push('the biller booked a payout twice')
  const { rows } = await house.pool.query<{
    key: string
    state: string
    amount: bigint
    moved: bigint | null
    note: string | null
  }>(
    `select p.key, p.amount, p.state || ' ' || coalesce(p.reason, '') as state, (select sum(amount)::bigint from ledger.transfer t where t.scheme = 'payout' and t.basis = 'payout:' || p.id and t.service_id = p.service_id) as moved,
      coalesce(p.reason, p.posting_problem) as note from ledger.payout p where p.state <> 'withdrawn'`,
  )
  for (const row of rows) {
    const booked = service.credits.find(credit => credit.key === row.key)
    if (!booked) mistakes.push(`the payout ${row.key} is lost, and is ${row.state}`)
    else if (booked.amount !== row.amount) mistakes.push(`the payout ${row.key} was booked with another amount`)
    // A correction may have taken the balance away meanwhile; then it is said and left to a person.
    else if (row.moved !== row.amount && row.note === null)
      mistakes.push(`the payout ${row.key} was booked with ${row.amount} and moved ${row.moved}`)
  }
}
