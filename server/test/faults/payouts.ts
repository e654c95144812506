import { sql } from 'kysely'
import { runFileScenario, runScenario } from '../../src/ledger/payouts/index.ts'
import { postTransfers } from '../../src/ledger/index.ts'
import type { ScenarioHouse } from '../../src/ledger/payouts/simulators/scenario.ts'
import { mistakesInBooks } from './books.ts'
import type { House } from './house.ts'
import type { Report } from './play.ts'

const formats = ['csv', 'parquet', 'brm'] as const

/** One biller of eight, or one format of files of three, with everything that can go wrong on the way to it and back. */
export async function playPayouts(house: House, seed: number, kind: 'requests' | 'files'): Promise<Report> {
  await house.wipe()
  const scenario = scenarioHouse(house)
  const report =
    kind === 'requests'
      ? await runScenario(scenario, { seed })
      : await runFileScenario(scenario, formats[seed % formats.length] ?? 'csv', seed)
  const unfinished = await onTheWay(house)
  const lost = report.lost - unfinished
  const mistakes = [
    ...(lost > 0 ? [`${lost} payouts are lost`] : []),
    ...(report.duplicates > 0 ? [`${report.duplicates} payouts were booked twice`] : []),
    ...('wrongAmounts' in report && report.wrongAmounts > 0
      ? [`${report.wrongAmounts} payouts have another amount`]
      : []),
    ...(report.ledgerDifference !== 0n ? [`ledger and biller differ by ${report.ledgerDifference}`] : []),
    ...(await mistakesInBooks(house)),
  ]
  return { seed, mistakes, struck: {}, requests: 0, transfers: report.payouts, unfinished }
}

/**
 * Billers fail as long as a scenario lasts, so that now and then one is out of time before all went well. What waits for its next
 * attempt then is neither lost nor paid.
 */
async function onTheWay({ pool }: House): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from ledger.payout where state in ('requested', 'sending', 'unknown', 'waiting-for-person', 'rejected')`,
  )
  return rows[0]?.n ?? 0
}

function scenarioHouse(house: House): ScenarioHouse {
  return {
    platform: house.platform,
    clock: house.clock,
    work: body => house.work(body),
    grant: services =>
      house.work(async work => {
        await postTransfers(
          work,
          sql`select id as service_id, 'S-' || id as service_key, 'PLN' as unit, amount, 'pl/pt-105-1' as scheme, 'period:2026-08-01' as basis, 1 as revision, null as corrects,
            null as claim_until, null as expires_on, 'credit' as kind, null as run_id
            from unnest(${services.map(({ id }) => id)}::bigint[], ${services.map(({ amount }) => amount)}::bigint[]) as granted(id, amount)`,
        )
      }),
  }
}
