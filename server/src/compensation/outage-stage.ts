import type { Settlement } from '@pulih/engine'
import { sql } from 'kysely'
import { lastTakenBack, standingGrants } from '../ledger/index.ts'
import { payoutsOfRun } from '../ledger/payouts/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import type { RunStatus } from './run.ts'

/** How the money of an outage is given: on the bill, on a prepaid balance, paid out by itself, or as something other than money. */
export const paymentForms = ['bill', 'balance', 'payout', 'in-kind'] as const
export type PaymentForm = (typeof paymentForms)[number]

/** How far the money of an outage is, for those who were hit, and once it is decided, how they get it. */
export interface OutageMoney {
  /** `granted`: posted to the ledger; `given`: every credit of it was paid out, too. */
  readonly stage: 'being-assessed' | 'granted' | 'given' | 'none'
  readonly forms: readonly PaymentForm[]
  /** Whether somebody must ask for all of it, or for some, and by when: whoever asks by then asks in time, whatever it is. */
  readonly claim: 'none' | 'some' | 'all'
  readonly claimUntil: string | null
}

const undecided: OutageMoney = { stage: 'being-assessed', forms: [], claim: 'none', claimUntil: null }

/** A run that assessed an outage, with how many credits it has posted. */
interface Assessment {
  readonly outage: string
  readonly run: string
  readonly status: RunStatus
  readonly posted: number
}

/** Something that a run gave to customers whom an outage hit, who pay before or after. */
interface Gift {
  readonly scheme: string
  readonly unit: string
  readonly currency: string
  readonly prepaid: boolean
  readonly until: string | null
  readonly forms: Settlement['forms']
}

type Gifts = ReadonlyMap<string, readonly Gift[]>

/**
 * Of outages with a run that counts, also one that was given up behind what it had posted: those that nobody has assessed yet are missing
 * in the answer.
 */
export async function outageStages(db: Db | Tx, outages: readonly string[]): Promise<ReadonlyMap<string, OutageMoney>> {
  const { rows } = await sql<Assessment>`
    select i.outage_id as outage, r.id as run, r.status, r.posted
    from (select distinct run_id, outage_id from compensation.interruption where outage_id = any(${outages}::uuid[])) i
    join compensation.run r on r.id = i.run_id and (r.status <> 'cancelled' or r.posted > 0)
    order by r.number`.execute(db)
  const gifts = await giftsOf(
    db,
    rows.filter(({ posted }) => posted > 0),
  )
  const handedOver = await handedOverBy(db, rows, gifts)
  return new Map(
    [...Map.groupBy(rows, ({ outage }) => outage)].map(([outage, runs]) => [
      outage,
      moneyOf(
        runs.map(run => ({ ...run, gifts: gifts.get(nameOf(run)) ?? [] })),
        handedOver,
      ),
    ]),
  )
}

function moneyOf(
  runs: readonly (Assessment & { readonly gifts: readonly Gift[] })[],
  handedOver: ReadonlySet<string>,
): OutageMoney {
  const giving = runs.filter(({ gifts }) => gifts.length > 0)
  const gifts = giving.flatMap(run => run.gifts)
  if (gifts.length === 0) return isOver(runs) ? { ...undecided, stage: 'none' } : undecided
  const forms = new Set(gifts.map(formOf))
  const untils = gifts.flatMap(({ until }) => until ?? [])
  return {
    stage: giving.every(({ run }) => handedOver.has(run)) ? 'given' : 'granted',
    forms: paymentForms.filter(form => forms.has(form)),
    claim: untils.length === 0 ? 'none' : untils.length === gifts.length ? 'all' : 'some',
    claimUntil: untils.toSorted()[0] ?? null,
  }
}

/** Whether a run came to its end, and none is in the middle of giving. */
function isOver(runs: readonly Assessment[]): boolean {
  return (
    runs.some(({ status }) => status === 'posted' || status === 'settled') &&
    !runs.some(({ status }) => status === 'posting' || status === 'stopped')
  )
}

/** The runs of which every credit was paid out. One that was given up never settles, but what it had posted is paid out all the same. */
async function handedOverBy(db: Db | Tx, runs: readonly Assessment[], gifts: Gifts): Promise<ReadonlySet<string>> {
  const handedOver = new Set(runs.filter(({ status }) => status === 'settled').map(({ run }) => run))
  const givenUp = runs.filter(run => run.status === 'cancelled' && gifts.get(nameOf(run))?.length)
  for (const run of new Set(givenUp.map(each => each.run)))
    if ((await payoutsOfRun(db, run)).settled) handedOver.add(run)
  return handedOver
}

/** Who pays in advance has no bill; what a scheme does not allow on a bill is paid out by itself. */
function formOf({ unit, currency, prepaid, forms }: Gift): PaymentForm {
  if (unit !== currency) return 'in-kind'
  if (prepaid) return 'balance'
  if (forms.length === 0 || forms.includes('bill-credit')) return 'bill'
  return forms.includes('money') ? 'payout' : 'balance'
}

/**
 * Asking the ledger reads all that the runs posted, and it changes only when a run goes on or something is taken back. What was asked
 * last is kept, by all that it depends on; an answer never rests on its being kept.
 */
const kept = new Map<string, readonly Gift[]>()
const mostKept = 10_000

async function giftsOf(db: Db | Tx, runs: readonly Assessment[]): Promise<Gifts> {
  if (runs.length === 0) return new Map()
  const taken = await lastTakenBack(db)
  const keyOf = (run: Assessment) => `${nameOf(run)} ${run.posted} ${taken}`
  const known = runs.flatMap(run => {
    const gifts = kept.get(keyOf(run))
    return gifts ? [{ run, gifts }] : []
  })
  const found = await readGifts(
    db,
    runs.filter(run => !kept.has(keyOf(run))),
  )
  const all = [...known, ...found]
  for (const { run, gifts } of all) {
    // Behind the others: what was not asked about for longest goes first.
    kept.delete(keyOf(run))
    kept.set(keyOf(run), gifts)
  }
  for (const key of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(key)
  }
  return new Map(all.map(({ run, gifts }) => [nameOf(run), gifts]))
}

/**
 * An outage that was excluded gave nothing to services that another one hit as well, unless that was excluded, too. Otherwise a credit
 * for several outages counts for each of them.
 */
async function readGifts(
  db: Db | Tx,
  runs: readonly Assessment[],
): Promise<readonly { readonly run: Assessment; readonly gifts: readonly Gift[] }[]> {
  if (runs.length === 0) return []
  const { rows } = await sql<Gift & { run: string; outage: string }>`
    with asked as (
      select * from unnest(${runs.map(({ run }) => run)}::uuid[], ${runs.map(({ outage }) => outage)}::uuid[]) as a (run, outage)),
    given as materialized (
      select g.run_id as run, a.exposure, g.scheme, g.unit, min(g.claim_until) as until
      from ${standingGrants([...new Set(runs.map(({ run }) => run))])}
      join compensation.assessed a
        on a.run_id = g.run_id and a.service_id = g.service_id and a.period_from = substr(g.basis, 8)::date
      group by g.run_id, a.exposure, g.scheme, g.unit),
    hit as (
      select g.*, e.payment, i.outage_id, i.exclusion_id is not null as excluded,
        bool_and(i.exclusion_id is not null) over (partition by g.run, g.exposure) as without_reason
      from given g join compensation.exposure e on e.run_id = g.run and e.number = g.exposure
      cross join lateral unnest(e.interruptions) n
      join compensation.interruption i on i.run_id = g.run and i.number = n),
    gift as (
      select h.run, h.outage_id as outage, h.payment = 'prepaid' as prepaid, h.scheme, h.unit, min(h.until)::text as until
      from hit h join asked a on a.run = h.run and a.outage = h.outage_id
      where not h.excluded or h.without_reason
      group by h.run, h.outage_id, h.payment = 'prepaid', h.scheme, h.unit)
    select g.*, r.question ->> 'currency' as currency,
      coalesce((select s.value -> 'settlement' -> 'forms' from compensation.rulebook b, jsonb_array_elements(b.schemes) s
        where b.digest = r.rulebook and s.value ->> 'id' = g.scheme limit 1), '[]') as forms
    from gift g join compensation.run r on r.id = g.run`.execute(db)
  const found = Map.groupBy(rows, nameOf)
  return runs.map(run => ({ run, gifts: found.get(nameOf(run)) ?? [] }))
}

function nameOf({ run, outage }: { readonly run: string; readonly outage: string }): string {
  return `${run} ${outage}`
}
