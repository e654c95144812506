import {
  amountFormat,
  billingPeriods,
  billsSoFar,
  drawBill,
  drawFees,
  drawTopUps,
  topUpDays,
  type Fees,
} from './billing.ts'
import type { ServiceCounts } from './counts.ts'
import type { Access, OperatorFacts, Plan } from './facts/operator-facts.ts'
import type { Attachment } from './network.ts'
import type { Holders } from './holders.ts'
import { type Random, weighted } from './random.ts'
import { seniority } from './seniority.ts'

export const serviceColumns = [
  'service',
  'element',
  'area',
  'kind',
  'customer',
  'payment',
  'monthly_fee',
  'cycle_day',
  'plan',
  'fee_before_discount',
  'bill_sum_3',
  'bill_count_3',
  'previous_bill',
  'top_up_sum_3',
  'region',
  'remoteness',
  'customer_id',
  'login',
  'segment',
  'since',
] as const
export const billColumns = ['service', 'from', 'to', 'amount'] as const
export const topUpColumns = ['service', 'on', 'amount'] as const

export interface ServiceOutput {
  readonly service: (line: string) => void
  readonly bill: (line: string) => void
  readonly topUp: (line: string) => void
}

const yieldEvery = 1 << 14

/**
 * Writes every service with its bills and top-ups, in the order of identifiers. Neighbours in this order live far apart, as
 * with real customers, who join over years from everywhere. Yields the number written so far, now and then. Who holds each
 * service is noted in `holders`.
 */
export function* writeServices(
  operator: OperatorFacts,
  attachments: readonly Attachment[],
  asOf: string,
  random: Random,
  output: ServiceOutput,
  counts: ServiceCounts,
  holders: Holders,
): Generator<number> {
  const places = lotOf(attachments)
  const drawPlan = planDrawer(operator)
  const amount = amountFormat(operator.decimals)
  const periods = billingPeriods(asOf)
  const months = topUpDays(asOf)
  const total = places.total
  const digits = Math.max(7, String(total).length)
  const joined = seniority(asOf, periods, total)

  for (let number = 1; number <= total; number += 1) {
    const service = `S${String(number).padStart(digits, '0')}`
    const { attachment, place, first } = places.next()
    const { element, area, access } = attachment
    const plan = drawPlan(access, random)
    const fees = drawFees(plan, random)
    const prepaid = plan.payment === 'prepaid'
    const cycleDay = prepaid ? 1 + random.below(28) : (operator.cycleDays[random.below(operator.cycleDays.length)] ?? 1)

    const head = `${service},${element},${area.code},${plan.kind},${plan.customer},${plan.payment},${amount(fees.monthly)},${cycleDay},${plan.name}`
    const tail = `${area.province.region},${area.remoteness}`
    const existing = billsSoFar(number, total)
    const history = prepaid ? topUps(service, plan) : bills(service, fees, cycleDay, existing)
    const since = prepaid ? joined.prepaid(number) : joined.postpaid(number, cycleDay, existing)
    const holder = holders.hold(place, first, plan.customer, since)
    const login = hasLogin(plan) ? `${service.toLowerCase()}@${operator.id}.example` : ''
    output.service(
      `${head},${prepaid ? '' : amount(fees.beforeDiscount)},${history},${tail},${holder.customer},${login},${holder.segment},${joined.dayOf(since)}`,
    )

    add(counts.byKind, plan.kind)
    add(counts.byCustomer, plan.customer)
    add(counts.byPayment, plan.payment)
    add(counts.byProvince, area.province.code)
    if (number % yieldEvery === 0 || number === total) yield number
  }

  function bills(service: string, fees: Fees, cycleDay: number, existing: number): string {
    let sum = 0
    let previous = 0
    for (const period of (periods[cycleDay] ?? []).slice(3 - existing)) {
      previous = drawBill(fees, operator, random)
      sum += previous
      output.bill(`${service},${period.from},${period.to},${amount(previous)}`)
    }
    return existing === 0 ? `${amount(0)},0,,` : `${amount(sum)},${existing},${amount(previous)},`
  }

  function topUps(service: string, plan: Plan): string {
    let sum = 0
    for (const days of months) {
      for (const loaded of drawTopUps(plan, operator, random)) {
        sum += loaded
        output.topUp(`${service},${days[random.below(days.length)] ?? asOf},${amount(loaded)}`)
      }
    }
    return `,,,${amount(sum)}`
  }
}

/** Lines that sign in by RADIUS. Telephone and television share the line of the internet service, phones are counted elsewhere. */
function hasLogin(plan: Plan): boolean {
  return plan.kind === 'internet' || plan.kind === 'leased-line'
}

interface Place {
  readonly attachment: Attachment
  /** Places are numbered through all attachments; this is the number of the place, and of the first one on its attachment. */
  readonly place: number
  readonly first: number
}

/** Hands out every place exactly once: steps of about the golden section through all places, without a common divisor. */
function lotOf(attachments: readonly Attachment[]): { readonly total: number; next(): Place } {
  const ends = new Uint32Array(attachments.length)
  let total = 0
  attachments.forEach((attachment, index) => (ends[index] = total += attachment.services))

  let step = Math.max(1, Math.floor((total * 618_034) / 1_000_000))
  while (greatestCommonDivisor(step, total) > 1) step += 1
  let place = 0

  return {
    total,
    next() {
      place = (place + step) % total
      const at = firstAbove(ends, place)
      const attachment = attachments[at]
      if (!attachment) throw new RangeError(`There is no place ${place} of ${total}`)
      return { attachment, place, first: ends[at - 1] ?? 0 }
    },
  }
}

function firstAbove(ends: Uint32Array, value: number): number {
  let low = 0
  let high = ends.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((ends[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}

/** Mobile lines are first prepaid or postpaid as in the published figures; then, as for the rest, plans have their weights. */
function planDrawer(operator: OperatorFacts): (access: Access, random: Random) => Plan {
  const draw = (access: Access, payment: Plan['payment']): ((random: Random) => Plan) =>
    weighted(
      operator.plans.filter(plan => plan.access === access && plan.payment === payment),
      plan => plan.weight,
    )

  const { prepaid, postpaid } = operator.mobileLines
  const mobilePrepaid = draw('mobile', 'prepaid')
  const byAccess = {
    fixed: draw('fixed', 'postpaid'),
    mobile: draw('mobile', 'postpaid'),
    'leased-line': draw('leased-line', 'postpaid'),
    hosting: draw('hosting', 'postpaid'),
  }
  return (access, random) => {
    if (access === 'mobile' && random.below(prepaid + postpaid) < prepaid) return mobilePrepaid(random)
    return byAccess[access](random)
  }
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
