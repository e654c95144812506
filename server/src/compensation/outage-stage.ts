import type { Settlement } from '@pulih/engine'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/index.ts'
import type { RunColumn } from './run-column.ts'

/** How the money of an outage is given: on the bill, on a prepaid balance, paid out by itself, or as something other than money. */
export const paymentForms = ['bill', 'balance', 'payout', 'in-kind'] as const
export type PaymentForm = (typeof paymentForms)[number]

/** How far the money of an outage is, for those who were hit, and once it is decided, how they get it. */
export interface OutageMoney {
  /** `granted`: posted to the ledger; `given`: every credit of it was paid out, too. */
  readonly stage: 'being-assessed' | 'granted' | 'given' | 'none'
  readonly forms: readonly PaymentForm[]
  /** Whether somebody must ask for all of it, or for some, and the last day on which some of it can be asked for. */
  readonly claim: 'none' | 'some' | 'all'
  readonly claimUntil: string | null
}

const undecided: OutageMoney = { stage: 'being-assessed', forms: [], claim: 'none', claimUntil: null }

/** Of outages with a run that counts: those that nobody has assessed yet are missing in the answer. */
export async function outageStages(db: Db | Tx, outages: readonly string[]): Promise<ReadonlyMap<string, OutageMoney>> {
  const { rows } = await sql<{ outage: string; run: string; status: string; postedAt: Temporal.Instant | null }>`
    select i.outage_id as outage, r.id as run, r.status, r.posted_at as "postedAt"
    from (select distinct run_id, outage_id from compensation.interruption where outage_id = any(${outages}::uuid[])) i
    join compensation.run r on r.id = i.run_id and r.status <> 'cancelled'
    order by r.number`.execute(db)
  const decided = rows.filter(({ status }) => status === 'posted' || status === 'settled')
  const ways = await waysOf(db, decided)
  return new Map(
    [...Map.groupBy(rows, ({ outage }) => outage)].map(([outage, runs]) => {
      const posted = runs.filter(run => decided.includes(run))
      return [outage, posted.length === 0 ? undecided : moneyOf(posted, ways)] as const
    }),
  )
}

interface Decided {
  readonly outage: string
  readonly run: string
  readonly status: string
  readonly postedAt: Temporal.Instant | null
}

/** One column of a run that gives something for an outage, to customers who pay before or after. */
interface Way {
  readonly column: Pick<RunColumn, 'scheme' | 'unit' | 'claimDays'>
  readonly currency: string
  readonly prepaid: boolean
  readonly forms: Settlement['forms']
}

function moneyOf(runs: readonly Decided[], ways: ReadonlyMap<string, readonly Way[]>): OutageMoney {
  const found = runs.flatMap(run => (ways.get(nameOf(run)) ?? []).map(way => ({ run, way })))
  if (found.length === 0) return { ...undecided, stage: 'none' }
  const forms = new Set(found.map(({ way }) => formOf(way)))
  const claims = found.filter(({ way }) => way.column.claimDays !== null)
  const untils = claims.flatMap(({ run: { postedAt }, way: { column } }) =>
    postedAt === null || column.claimDays === null
      ? []
      : [postedAt.toZonedDateTimeISO('UTC').toPlainDate().add({ days: column.claimDays }).toString()],
  )
  return {
    stage: runs.every(({ status }) => status === 'settled') ? 'given' : 'granted',
    forms: paymentForms.filter(form => forms.has(form)),
    claim: claims.length === 0 ? 'none' : claims.length === found.length ? 'all' : 'some',
    claimUntil: untils.toSorted()[0] ?? null,
  }
}

/** Who pays in advance has no bill; what a scheme does not allow on a bill is paid out by itself. */
function formOf({ column, currency, prepaid, forms }: Way): PaymentForm {
  if (column.unit !== currency) return 'in-kind'
  if (prepaid) return 'balance'
  if (forms.length === 0 || forms.includes('bill-credit')) return 'bill'
  return forms.includes('money') ? 'payout' : 'balance'
}

/** What a posted run gave for an outage never changes, and asking for it reads the run's arithmetic: it is asked once. */
const known = new Map<string, readonly Way[]>()
const mostKnown = 10_000

async function waysOf(db: Db | Tx, decided: readonly Decided[]): Promise<ReadonlyMap<string, readonly Way[]>> {
  const missing = decided.filter(run => !known.has(nameOf(run)))
  if (known.size + missing.length > mostKnown) known.clear()
  if (missing.length > 0) {
    const { rows } = await sql<Way & { run: string; outage: string }>`
      with asked as (select * from unnest(${missing.map(({ run }) => run)}::uuid[], ${missing.map(({ outage }) => outage)}::uuid[]) as a (run, outage)),
      hit as (
        select distinct a.run, a.outage, e.line, e.payment from asked a
        join compensation.interruption i on i.run_id = a.run and i.outage_id = a.outage
        join compensation.exposure e on e.run_id = a.run and i.number = any(e.interruptions) where e.line is not null),
      col as (
        select distinct h.run, h.outage, h.payment, l.col, r.columns, r.rulebook, r.question ->> 'currency' as currency
        from hit h join compensation.run r on r.id = h.run join compensation.line l on l.run_id = h.run and l.line = h.line
        where (case r.question ->> 'figure' when 'minimum' then l.minimum_shape when 'maximum' then l.maximum_shape
          else l.recommended_shape end) is not null)
      select c.run, c.outage, c.currency, c.payment = 'prepaid' as prepaid, k.value as column,
        coalesce((select s.value -> 'settlement' -> 'forms' from compensation.rulebook b, jsonb_array_elements(b.schemes) s
          where b.digest = c.rulebook and s.value ->> 'id' = k.value ->> 'scheme' limit 1), '[]') as forms
      from col c cross join lateral jsonb_array_elements(c.columns) k where (k.value ->> 'col')::smallint = c.col`.execute(
      db,
    )
    const found = Map.groupBy(rows, nameOf)
    for (const run of missing) known.set(nameOf(run), found.get(nameOf(run)) ?? [])
  }
  return known
}

function nameOf({ run, outage }: { readonly run: string; readonly outage: string }): string {
  return `${run} ${outage}`
}
