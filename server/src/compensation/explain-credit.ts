import { sql } from 'kysely'
import { answerCase, type Answer, type Case, type HolidayCalendar, type Scheme } from '@pulih/engine'
import { answerText } from '@pulih/explanations'
import { wordsFor } from '@pulih/phrases'
import { addMonths, formatMinor, type Language } from '@pulih/kernel'
import { Rulebook } from '@pulih/engine'
import { problem, type Db } from '../platform/index.ts'
import { serviceByKey } from '../subscribers/index.ts'
import { listExclusions, type Exclusion } from './exclusion.ts'
import { rulebook } from './operator.ts'
import { creditsFor, type CreditRow } from './credit-store.ts'
import { getRun, schemesOf } from './run-store.ts'
import type { Run } from './run.ts'

export interface CreditExplanation {
  readonly run: Run
  readonly service: string
  readonly periodFrom: string
  /** Whether the derivation gives, scheme by scheme, what the run has. */
  readonly agrees: boolean
  readonly question: Case
  readonly answer: Answer
  readonly text: readonly string[]
  readonly exclusions: readonly Exclusion[]
  readonly credits: readonly CreditRow[]
  readonly schemes: readonly Scheme[]
  readonly calendars: readonly HolidayCalendar[]
}

interface Frozen {
  readonly serviceId: bigint
  readonly periodFrom: string
  readonly periodTo: string
  readonly kind: Case['service'] extends infer S ? (S extends { kind: infer K } ? K : never) : never
  readonly customer: NonNullable<NonNullable<Case['subscriber']>['type']>
  readonly payment: NonNullable<NonNullable<Case['subscriber']>['payment']>
  readonly region: string
  readonly remoteness: string
  readonly timeZone: string
  readonly monthlyFee: bigint
  readonly feeBeforeDiscount: bigint | null
  readonly bills: bigint[] | null
  readonly topUps: bigint
  readonly interruptions: readonly FrozenInterruption[]
}

interface FrozenInterruption {
  readonly from: string
  readonly to: string
  readonly extent: NonNullable<NonNullable<Case['interruptions']>[number]['extent']>
  readonly cause: NonNullable<NonNullable<Case['interruptions']>[number]['cause']>
  readonly planned: boolean
  readonly noticeSeconds: number | null
  readonly knownAt: string | null
  readonly delivered: number
  readonly subscribers: number | null
  readonly sites: number | null
  readonly exclusion: string | null
}

/** Derives a credit anew from the facts and rules that its run kept, years later to the same amount, and says each step in words. */
export async function explainCredit(
  db: Db,
  runId: string,
  service: string,
  periodFrom: string | null,
  language: Language,
): Promise<CreditExplanation> {
  const run = await getRun(db, runId)
  const frozen = await frozenFacts(db, runId, service, periodFrom)
  const schemes = (await schemesOf(db, run.rulebook)) as Scheme[]
  const book = Rulebook.trusted(schemes, rulebook().holidays.list())
  const question = caseOf(run, service, frozen)
  const answer = answerCase(question, book)
  const credits = await creditsFor(db, runId, frozen.serviceId, frozen.periodFrom)
  const ids = frozen.interruptions.flatMap(interruption => interruption.exclusion ?? [])
  return {
    run,
    service,
    periodFrom: frozen.periodFrom,
    agrees: agree(run, answer, credits),
    question,
    answer,
    text: answerText(wordsFor(language), { colour: false, width: 100 }, question, answer, book).split('\n'),
    exclusions: ids.length === 0 ? [] : await listExclusions(db, { ids }, null, 100),
    credits,
    schemes,
    calendars: calendarsFor(schemes),
  }
}

/** Those whose name the rules mention. */
function calendarsFor(schemes: readonly Scheme[]): HolidayCalendar[] {
  const text = JSON.stringify(schemes)
  return rulebook()
    .holidays.list()
    .filter(({ id }) => text.includes(JSON.stringify(id)))
}

async function frozenFacts(db: Db, run: string, service: string, periodFrom: string | null): Promise<Frozen> {
  const id = (await serviceByKey(db, service))?.id ?? null
  const frozen = (await assessedIn(db, run, id, periodFrom)) ?? (await takenBackBy(db, run, id, periodFrom))
  if (!frozen) throw problem('compensation.not-assessed', { service })
  return frozen
}

async function assessedIn(
  db: Db,
  run: string,
  service: bigint | null,
  periodFrom: string | null,
): Promise<Frozen | undefined> {
  const { rows } = await sql<Frozen>`
    select a.service_id as "serviceId", a.period_from as "periodFrom", e.period_to as "periodTo", e.kind, e.customer, e.payment, e.region, e.remoteness, e.time_zone as "timeZone",
      a.monthly_fee as "monthlyFee", a.fee_before_discount as "feeBeforeDiscount", a.bills, a.top_ups as "topUps",
      (select jsonb_agg(jsonb_build_object('from', to_char(i.from_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'to', to_char(i.to_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'extent', i.extent, 'cause', i.cause, 'planned', i.planned,
        'noticeSeconds', i.notice_seconds, 'knownAt', to_char(i.known_at, 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'delivered', i.delivered_ten_thousandths, 'subscribers', i.subscribers_hit, 'sites', i.sites_hit, 'exclusion', i.exclusion_id) order by i.number)
       from compensation.interruption i where i.run_id = a.run_id and i.number = any(e.interruptions)) as interruptions
    from compensation.assessed a join compensation.exposure e on e.run_id = a.run_id and e.number = a.exposure
    where a.run_id = ${run} and a.service_id = ${service} and (${periodFrom}::date is null or a.period_from = ${periodFrom}) order by a.period_from limit 1`.execute(
    db,
  )
  return rows[0]
}

/** What was paid for an outage that was none, or was in another period, goes back: the facts are those of then, without the interruption. */
async function takenBackBy(
  db: Db,
  run: string,
  service: bigint | null,
  periodFrom: string | null,
): Promise<Frozen | undefined> {
  const { rows } = await sql<{ run: string; periodFrom: string }>`
    select a.run_id as run, a.period_from as "periodFrom" from compensation.credit c
    join compensation.assessed a using (service_id, period_from) join compensation.run r on r.id = a.run_id
    where c.run_id = ${run} and c.service_id = ${service} and (${periodFrom}::date is null or c.period_from = ${periodFrom}) and r.posted > 0
    order by c.period_from, r.number desc limit 1`.execute(db)
  const [earlier] = rows
  const frozen = earlier && (await assessedIn(db, earlier.run, service, earlier.periodFrom))
  return frozen && { ...frozen, interruptions: [] }
}

function caseOf({ id, question }: Run, service: string, frozen: Frozen): Case {
  const { currency } = question
  const money = (minor: bigint) => formatMinor(minor, currency)
  return {
    case: `${service} ${frozen.periodFrom} ${id}`,
    jurisdiction: question.jurisdiction,
    schemes: question.schemes,
    parameters: question.parameters,
    provider: { designated: question.designated, signatoryOf: question.signatoryOf },
    subscriber: {
      type: frozen.customer,
      payment: frozen.payment,
      ...(frozen.region === '' ? {} : { region: frozen.region }),
      ...(frozen.remoteness === '' ? {} : { remoteness: frozen.remoteness as 'rural' }),
    },
    service: {
      kind: frozen.kind,
      timeZone: frozen.timeZone,
      monthlyFee: money(frozen.monthlyFee),
      ...(frozen.feeBeforeDiscount === null ? {} : { feeBeforeDiscount: money(frozen.feeBeforeDiscount) }),
      currency,
    },
    billingPeriod: { from: frozen.periodFrom, to: frozen.periodTo },
    bills: (frozen.bills ?? []).map((amount, back) => ({
      from: addMonths(frozen.periodFrom, -back - 1),
      to: addMonths(frozen.periodFrom, -back),
      amount: money(amount),
    })),
    topUps:
      frozen.topUps === 0n
        ? []
        : [{ from: addMonths(frozen.periodFrom, -3), to: frozen.periodFrom, amount: money(frozen.topUps) }],
    interruptions: frozen.interruptions.map(
      ({ from, to, extent, cause, planned, noticeSeconds, knownAt, delivered, subscribers, sites }) => ({
        from,
        to,
        extent,
        cause,
        planned,
        ...(noticeSeconds === null ? {} : { noticeHours: noticeSeconds / 3600 }),
        ...(knownAt === null ? {} : { knownAt }),
        ...(extent === 'degraded' ? { delivered: { share: (delivered / 10_000).toString() } } : {}),
        group: { ...(subscribers === null ? {} : { subscribers }), ...(sites === null ? {} : { sites }) },
      }),
    ),
  }
}

/** The case answers for a whole subscriber and the run for a service; for one service the two are the same. */
function agree({ question }: Run, answer: Answer, credits: readonly CreditRow[]): boolean {
  const figure = { minimum: 'undisputedMinimum', recommended: 'recommended', maximum: 'arguableMaximum' }[
    question.figure
  ]
  const derived = new Map(answer.lines.filter(line => line.reading === figure).map(line => [line.scheme, line.amount]))
  return credits
    .filter(credit => credit.unit === question.currency)
    .every(
      credit =>
        (derived.get(credit.scheme) ?? formatMinor(0n, question.currency)) ===
        formatMinor(credit[question.figure], question.currency),
    )
}
