import { sql } from 'kysely'
import { assessmentSql, type DecidedRows } from '@pulih/batch'
import { mostSimulatedOutages, type ReplyOf, type simulatePolicy } from '@pulih/contracts'
import { checkScheme, holdTogether, policyOf, type Scheme } from '@pulih/engine'
import { formatMinor } from '@pulih/kernel'
import { lastAssessable } from '../outages/index.ts'
import { mistake, problem, type Tx } from '../platform/index.ts'
import { decide, exposuresOf, lineRows, wantedBy } from './compute-run.ts'
import { billSum, gatherFacts, type Gathered } from './gather-facts.ts'
import { rulebook, termsOf, type Terms } from './operator.ts'
import { ruleMistakes } from './rule-mistakes.ts'
import type { Run } from './run.ts'

type Reply = ReplyOf<typeof simulatePolicy>
type Simulated = Reply['outages'][number]

/** Whoever moves a slider waits; what takes longer than this is left out and said. */
const patienceMilliseconds = 6_000
const statementSeconds = 15
const mostBins = 12n
/** Any number that nobody else locks. */
const turn = 7_054_283

/**
 * What a policy would have cost: each outage is assessed as a run would assess it, with the rules in use and with the policy among
 * them, in temporary tables that go with the transaction. Set-based, so that a policy is tried on every service of an outage and not on
 * some of them.
 */
export async function simulate(
  tx: Tx,
  { policy, outages }: { readonly policy: unknown; readonly outages?: readonly string[] },
): Promise<Reply> {
  const terms = await termsOf(tx)
  const { currency } = terms.question
  const scheme = checked(policy, currency)
  await takeTurn(tx)
  const others = terms.schemes.filter(other => !isVersionOf(other, scheme, terms.schemes))
  const rules = { now: terms.schemes, tried: [...others, scheme] }
  const end = Date.now() + patienceMilliseconds
  const found: Simulated[] = []
  const past = await lastAssessable(tx, outages ?? null, mostSimulatedOutages)
  await sql`create temporary table simulated (outage int, service_id bigint, now bigint, later bigint) on commit drop`.execute(
    tx,
  )
  for (const [index, outage] of past.entries()) {
    if (Date.now() > end) break
    const run = asRun(outage.id, terms)
    const all = {
      bills: wantedBy(rules.now).bills || wantedBy(rules.tried).bills,
      topUps: wantedBy(rules.now).topUps || wantedBy(rules.tried).topUps,
    }
    const gathered = await gatherFacts(tx, run, all)
    await sql`select set_config('statement_timeout', ${`${statementSeconds}s`}, true)`.execute(tx)
    const exposures = await exposuresOf(tx)
    for (const when of ['now', 'tried'] as const)
      await amounts(tx, when, decide(run, rules[when], gathered, exposures), all, gathered)
    found.push({
      outage: outage.id,
      from: outage.from.toString(),
      to: outage.to.toString(),
      ...(await compared(tx, index, currency, gathered.subjects)),
    })
  }
  return { currency, outages: found, skipped: past.length - found.length, bins: await bins(tx, currency) }
}

/**
 * The policy itself, or an earlier or later version of it, which would pay beside what is tried in its place. Versions never hold on the
 * same day; what is numbered like one and does is a copy that an older Pulih named so.
 */
export function isVersionOf(other: Scheme, tried: Scheme, schemes: readonly Scheme[]): boolean {
  if (other.id === tried.id) return true
  if (policyOf(other.id) !== policyOf(tried.id)) return false
  // The days of what is tried are those of the past, not its own.
  const kept = schemes.find(({ id }) => id === tried.id)
  return kept === undefined || !holdTogether(kept.inForce, other.inForce)
}

function checked(policy: unknown, currency: string): Scheme {
  const mistakes = checkScheme(policy, rulebook().holidays)
  if (mistakes.length > 0) throw problem('compensation.bad-policy', {}, ruleMistakes(mistakes, '/policy', 50))
  // Just checked.
  const scheme = policy as Scheme
  if (scheme.currency !== null && scheme.currency !== currency)
    throw problem('compensation.bad-policy', {}, [mistake('/policy/currency', 'not-this-currency', { currency })])
  return scheme
}

/** One simulation at a time for everybody: several would only slow each other down, and the runs with them. */
async function takeTurn(tx: Tx): Promise<void> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${turn}) as mine`.execute(tx)
  if (rows[0]?.mine !== true) throw problem('compensation.busy')
}

/** As a run about this outage would be, were it started now and nothing paid before. */
function asRun(outageId: string, terms: Terms): Run {
  return {
    ...nothingYet,
    outageId,
    question: terms.question,
    rulebook: terms.digest,
    secondPersonAbove: terms.secondPersonAbove,
    budget: null,
  }
}

const nothingYet = {
  id: '00000000-0000-0000-0000-000000000000',
  number: 0n,
  kind: 'outage',
  month: null,
  status: 'draft',
  stage: null,
  note: null,
  factsDigest: null,
  factMark: null,
  due: null,
  paid: 0n,
  taken: 0n,
  inKind: false,
  credits: null,
  postedUpTo: 0n,
  posted: 0,
  failure: null,
  failedWith: null,
  createdAt: Temporal.Instant.fromEpochMilliseconds(0),
  createdBy: 'system:compensation',
  computedAt: null,
  computedBy: null,
  reviewedBy: null,
  makers: [],
  approvedAt: null,
  approvedBy: null,
  postedAt: null,
  settledAt: null,
  revision: 0,
} as const satisfies Partial<Run>

/** Every service's money under some rules, in `simulated_now` or `simulated_tried`. */
async function amounts(
  tx: Tx,
  when: 'now' | 'tried',
  decided: DecidedRows,
  wanted: { readonly bills: boolean; readonly topUps: boolean },
  { greatest }: Gathered,
): Promise<void> {
  const table = `simulated_${when}`
  for (const name of [table, 'simulated_line', 'simulated_place'])
    await sql`drop table if exists pg_temp.${sql.ref(name)}`.execute(tx)
  await sql`
    create temporary table simulated_line on commit drop as
    select line, col, minimum_shape, minimum_slots, recommended_shape, recommended_slots, maximum_shape, maximum_slots
    from jsonb_to_recordset(${JSON.stringify(lineRows(decided))}::jsonb) as r(line int, col smallint, minimum_shape smallint, minimum_slots bigint[], recommended_shape smallint, recommended_slots bigint[], maximum_shape smallint, maximum_slots bigint[])`.execute(
    tx,
  )
  await sql`
    create temporary table simulated_place on commit drop as
    select e.class, e.period_from, e.bill_count, d.line from run_exposure e
    join unnest(${[...decided.lineOf]}::int[]) with ordinality as d(line, position) on e.number = d.position - 1`.execute(
    tx,
  )
  const bills = billSum(wanted).compile(tx).sql
  const services = `(
    select s.service_id, s.period_from, p.line, s.monthly_fee, coalesce(s.fee_before_discount, 0) as fee_before_discount,
      ${bills} as bill_sum_3, ${wanted.bills ? 'coalesce(s.bills[1], 0)' : '0::bigint'} as previous_bill, s.top_ups as top_up_sum_3
    from run_subject s join simulated_place p using (class, period_from, bill_count))`
  const wide = greatest > decided.largestBase
  const money = decided.columns.flatMap(({ benefit }, col) => (benefit === null ? [col] : []))
  await sql`
    create temporary table ${sql.ref(table)} on commit drop as
    select service_id, sum(minimum)::bigint as minimum, sum(recommended)::bigint as recommended, sum(maximum)::bigint as maximum
    from (${sql.raw(assessmentSql(decided, { services, lines: 'simulated_line' }, wide))}) a where col = any(${money}::int[]) group by service_id`.execute(
    tx,
  )
}

interface Sums {
  readonly minimum: bigint
  readonly recommended: bigint
  readonly maximum: bigint
  readonly services: number
  readonly greatest: bigint
}

async function compared(
  tx: Tx,
  index: number,
  currency: string,
  services: number,
): Promise<Omit<Simulated, 'outage' | 'from' | 'to'>> {
  await sql`
    insert into simulated select ${index}::int, service_id, coalesce(a.recommended, 0), coalesce(b.recommended, 0)
    from simulated_now a full join simulated_tried b using (service_id)`.execute(tx)
  const sums = async (table: string) => {
    const { rows } = await sql<Sums>`
      select coalesce(sum(minimum), 0)::bigint as minimum, coalesce(sum(recommended), 0)::bigint as recommended, coalesce(sum(maximum), 0)::bigint as maximum,
        count(*) filter (where recommended > 0)::int as services, coalesce(max(recommended), 0)::bigint as greatest from ${sql.ref(table)}`.execute(
      tx,
    )
    const [row] = rows
    const money = (minor: bigint | undefined) => formatMinor(minor ?? 0n, currency)
    return {
      minimum: money(row?.minimum),
      recommended: money(row?.recommended),
      maximum: money(row?.maximum),
      services: row?.services ?? 0,
      greatest: money(row?.greatest),
    }
  }
  const { rows } = await sql<{ gain: number; lose: number }>`
    select count(*) filter (where later > now)::int as gain, count(*) filter (where later < now)::int as lose from simulated where outage = ${index}`.execute(
    tx,
  )
  return {
    services,
    now: await sums('simulated_now'),
    tried: await sums('simulated_tried'),
    gain: rows[0]?.gain ?? 0,
    lose: rows[0]?.lose ?? 0,
  }
}

/** Equal steps of a round width, the same for both sides, so that the two compare. */
async function bins(tx: Tx, currency: string): Promise<Reply['bins']> {
  const { rows: most } = await sql<{
    most: bigint | null
  }>`select max(greatest(now, later)) as most from simulated`.execute(tx)
  const greatest = most[0]?.most ?? 0n
  if (greatest === 0n) return []
  const width = roundWidth(greatest)
  const { rows } = await sql<{ bin: bigint; now: number; later: number }>`
    select bin, sum(now)::int as now, sum(later)::int as later from (
      select now / ${width}::bigint as bin, 1 as now, 0 as later from simulated where now > 0
      union all select later / ${width}::bigint, 0, 1 from simulated where later > 0) b group by bin`.execute(tx)
  const counts = new Map(rows.map(row => [row.bin, row]))
  return Array.from({ length: Number(greatest / width) + 1 }, (_, index) => {
    const from = BigInt(index) * width
    const { now = 0, later = 0 } = counts.get(BigInt(index)) ?? {}
    return { from: formatMinor(from, currency), to: formatMinor(from + width, currency), now, tried: later }
  })
}

/** 1, 2 or 5 with as many zeros as it takes. */
export function roundWidth(greatest: bigint): bigint {
  for (let power = 1n; ; power *= 10n)
    for (const digit of [1n, 2n, 5n]) if (greatest / (digit * power) < mostBins) return digit * power
}
