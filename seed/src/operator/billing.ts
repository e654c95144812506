import type { OperatorFacts, Plan } from './facts/operator-facts.ts'
import type { Random } from './random.ts'

/** A billing period; `to` is the first day of the next one. */
export interface BillingPeriod {
  readonly from: string
  readonly to: string
}

/** The last three complete billing periods before a day, the oldest first, for each cycle day from 1 to 28. */
export function billingPeriods(asOf: string): readonly (readonly BillingPeriod[])[] {
  const day = Temporal.PlainDate.from(asOf)
  return Array.from({ length: 29 }, (_, cycleDay) => {
    if (cycleDay === 0) return []
    const inMonth = day.with({ day: cycleDay })
    const end = Temporal.PlainDate.compare(inMonth, day) <= 0 ? inMonth : inMonth.subtract({ months: 1 })
    return [3, 2, 1].map(back => ({
      from: end.subtract({ months: back }).toString(),
      to: end.subtract({ months: back - 1 }).toString(),
    }))
  })
}

/** The days of the three months before a day, the oldest month first. */
export function topUpDays(asOf: string): readonly (readonly string[])[] {
  const day = Temporal.PlainDate.from(asOf)
  return [3, 2, 1].map(back => {
    const first = day.subtract({ months: back })
    const days = first.until(day.subtract({ months: back - 1 })).total({ unit: 'days' })
    return Array.from({ length: days }, (_, index) => first.add({ days: index }).toString())
  })
}

export interface Fees {
  readonly monthly: number
  readonly beforeDiscount: number
}

/** What a customer pays a month: the price after the term for some, a discount for others, the list price for most. */
export function drawFees(plan: Plan, random: Random): Fees {
  if (plan.payment === 'prepaid') return { monthly: plan.price, beforeDiscount: plan.price }
  if (plan.priceAfterTerm !== undefined) {
    return { monthly: random.chance(650) ? plan.price : plan.priceAfterTerm, beforeDiscount: plan.priceAfterTerm }
  }
  if (!random.chance(plan.customer === 'consumer' ? 120 : 250))
    return { monthly: plan.price, beforeDiscount: plan.price }
  const percent = 5 * (1 + random.below(4))
  return { monthly: Math.floor((plan.price * (100 - percent)) / 100), beforeDiscount: plan.price }
}

/** A bill is the monthly fee and, for some, a charge for use above the plan. */
export function drawBill(fees: Fees, operator: OperatorFacts, random: Random): number {
  return random.chance(130) ? fees.monthly + operator.usageStep * (1 + random.below(12)) : fees.monthly
}

/** How many of the last three bills exist: identifiers are given in the order of joining, so the last customers have fewer. */
export function billsSoFar(number: number, services: number): number {
  const perMille = Math.floor(((services - number) * 1000) / services)
  return Math.min(3, Math.floor(perMille / 20))
}

/** Amounts that one prepaid customer loads within one month: usually what the plan costs, sometimes nothing, sometimes more. */
export function drawTopUps(plan: Plan, operator: OperatorFacts, random: Random): readonly number[] {
  const amounts: number[] = []
  if (random.chance(900)) amounts.push(plan.price)
  if (random.chance(150)) amounts.push(operator.topUps[random.below(operator.topUps.length)] ?? plan.price)
  return amounts
}

/** Prints amounts the way the operator's bills do: whole rupiah, or złoty and grosze. */
export function amountFormat(decimals: OperatorFacts['decimals']): (amount: number) => string {
  if (decimals === 0) return String
  return amount => {
    const grosze = amount % 100
    return `${(amount - grosze) / 100}.${grosze < 10 ? '0' : ''}${grosze}`
  }
}
