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
import { type Random, weighted } from './random.ts'

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
 * with real customers, who join over years from everywhere. Yields the number written so far, now and then.
 */
export function* writeServices(
  operator: OperatorFacts,
  attachments: readonly Attachment[],
  asOf: string,
  random: Random,
  output: ServiceOutput,
  counts: ServiceCounts,
): Generator<number> {
  const places = lotOf(attachments)
  const drawPlan = planDrawer(operator)
  const amount = amountFormat(operator.decimals)
  const periods = billingPeriods(asOf)
  const months = topUpDays(asOf)
  const total = places.total
  const digits = Math.max(7, String(total).length)

  for (let number = 1; number <= total; number += 1) {
    const service = `S${String(number).padStart(digits, '0')}`
    const { element, area, access } = places.next()
    const plan = drawPlan(access, random)
    const fees = drawFees(plan, random)
    const prepaid = plan.payment === 'prepaid'
    const cycleDay = prepaid ? 1 + random.below(28) : (operator.cycleDays[random.below(operator.cycleDays.length)] ?? 1)

    const head = `${service},${element},${area.code},${plan.kind},${plan.customer},${plan.payment},${amount(fees.monthly)},${cycleDay},${plan.name}`
    const tail = `${area.province.region},${area.remoteness}`
    const history = prepaid ? topUps(service, plan) : bills(service, fees, cycleDay, billsSoFar(number, total))
    output.service(`${head},${prepaid ? '' : amount(fees.beforeDiscount)},${history},${tail}`)

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

/** Hands out every place exactly once: steps of about the golden section through all places, without a common divisor. */
function lotOf(attachments: readonly Attachment[]): { readonly total: number; next(): Attachment } {
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
      const attachment = attachments[firstAbove(ends, place)]
      if (!attachment) throw new RangeError(`There is no place ${place} of ${total}`)
      return attachment
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
