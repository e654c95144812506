import { parseMinor, ratio, type Ratio } from '@pulih/kernel'
import type { Case } from '@pulih/engine'
import type { Purse } from './work-out.ts'

type Service = NonNullable<Case['services']>[number]

/**
 * The money of one service that shares are taken of, so that the explanation can show the customer's own numbers. The engine
 * decided with its own; a test works out every case of every rulebook and holds the two together.
 */
export function purseOf(question: Case, id: string | undefined, currency: string): Purse {
  const services: readonly Service[] = question.services ?? (question.service ? [{ id: '', ...question.service }] : [])
  const service = services.find(each => each.id === (id ?? ''))
  const minor = (text: string | undefined) => (text === undefined ? 0n : (parseMinor(text, currency) ?? 0n))
  const before = question.billingPeriod?.from
  const lastThree = (entries: Case['bills']) =>
    (entries ?? [])
      .filter(bill => bill.service === undefined || bill.service === service?.id)
      .filter(bill => before === undefined || bill.to <= before)
      .toSorted((a, b) => (a.to < b.to ? -1 : 1))
      .slice(-3)
      .map(bill => minor(bill.amount))
  const total = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)

  const fee = service ? feeOf(question, service, services, minor) : ratio(0n)
  const bills = lastThree(question.bills)
  const known: Readonly<Record<string, Ratio>> = {
    'monthly-fee': fee,
    'fee-before-discount': service?.feeBeforeDiscount === undefined ? fee : ratio(minor(service.feeBeforeDiscount)),
    'bills-average-3': bills.length === 0 ? fee : ratio(total(bills), BigInt(bills.length)),
    'bills-sum-3': ratio(total(bills)),
    'previous-bill': bills.length === 0 ? fee : ratio(bills.at(-1) ?? 0n),
    'top-ups-sum-3': ratio(total(lastThree(question.topUps))),
  }
  return {
    currency,
    base(base) {
      const value = known[base]
      if (!value) throw new RangeError(`there is no base "${base}"`)
      return value
    },
  }
}

/** The fee of the service, or its share of the bundle. */
function feeOf(
  question: Case,
  service: Service,
  services: readonly Service[],
  minor: (text: string | undefined) => bigint,
): Ratio {
  if (service.monthlyFee !== undefined) return ratio(minor(service.monthlyFee))
  const bundle = question.bundles?.find(each => each.id === service.bundle)
  if (!bundle) return ratio(0n)
  const members = services.filter(each => each.bundle === bundle.id)
  switch (bundle.split) {
    case 'stated':
      return ratio(minor(service.feeShare))
    case 'equal':
      return ratio(minor(bundle.monthlyFee), BigInt(members.length))
    case 'standalone': {
      const all = members.reduce((sum, member) => sum + minor(member.standalonePrice), 0n)
      return all === 0n ? ratio(0n) : ratio(minor(bundle.monthlyFee) * minor(service.standalonePrice), all)
    }
  }
}
