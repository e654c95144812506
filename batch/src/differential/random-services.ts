import { currencyDigits, formatMinor, parseMinor, parseRatio } from '@pulih/kernel'
import { payments, remotenesses, serviceKinds, subscriberTypes, type Scheme } from '@pulih/engine'
import type { Random } from './random.ts'
import type { WorldService } from './world.ts'

export interface ServiceWish {
  readonly columns: readonly string[]
  readonly places: readonly string[]
  readonly schemes: readonly Scheme[]
  readonly timeZones: readonly string[]
  readonly currency: string
}

/** The columns of a services file: what must be there, what the schemes' bases need, and some of the rest. */
export function serviceColumns(random: Random, schemes: readonly Scheme[], hasNetwork: boolean): string[] {
  const text = JSON.stringify(schemes)
  const needed = [
    ...(text.includes('"fee-before-discount"') ? ['fee_before_discount'] : []),
    ...(text.includes('"bills-') || text.includes('"previous-bill"')
      ? ['bill_sum_3', 'bill_count_3', 'previous_bill']
      : []),
    ...(text.includes('"top-ups-sum-3"') ? ['top_up_sum_3'] : []),
  ]
  const optional = random.some(['customer', 'payment', 'remoteness', 'region', 'plan'], 70)
  // Every day of billing and every zone multiplies the facts.
  const multiplying = random.some(['cycle_day', 'time_zone'], 45)
  return ['service', hasNetwork ? 'element' : 'area', 'kind', 'monthly_fee', ...needed, ...optional, ...multiplying]
}

/** Places that schemes name, places within them, and places that only begin with the same letters. */
const regions = [
  ...['', 'XX', 'XX-N', 'XX-N-1', 'XX-N.1', 'XX-N-1.2', 'XX-S', 'XX-S-', 'XX-NORTH', 'XX-N_1', 'XX-W'],
  ...[
    'GB-SCT',
    'GB-SCT-HLD',
    'GB-SCT.1',
    'GB-SC',
    'GB-NIR',
    'GB-NIR-BFS',
    'AU-NSW-2000',
    'a-region-with-a-long-name.1',
  ],
]

export function anyServices(random: Random, count: number, wish: ServiceWish): WorldService[] {
  const kinds = [
    ...new Set([
      ...wish.schemes.flatMap(scheme => scheme.who.services ?? serviceKinds),
      ...(random.chance(20) ? serviceKinds : []),
    ]),
  ]
  const fee = feesAtTies(random, wish)
  return random.list(count, index => {
    const bills = random.list(random.pick([0, 1, 2, 3, 3, 3]), fee)
    const sum = (amounts: readonly string[]) =>
      formatMinor(
        amounts.reduce((total, amount) => total + (parseMinor(amount, wish.currency) ?? 0n), 0n),
        wish.currency,
      )
    const all: Record<string, string> = {
      service: `s${index + 1}`,
      element: random.chance(98) ? random.pick(wish.places) : 'nowhere',
      area: random.chance(98) ? random.pick(wish.places) : 'nowhere',
      kind: random.chance(99) ? random.pick(kinds) : 'telegraph',
      // With a few of the schemes such an amount leaves 62 bits on the way, and what comes of it still fits.
      monthly_fee:
        index % 40 === 39
          ? formatMinor(40_000_000_071n + BigInt(index), wish.currency)
          : random.chance(98)
            ? fee()
            : random.pick(['', '-5', '0.1234', '1.0000']),
      // Never empty: an empty list price is the monthly fee to the single decision and still zero to the batch.
      fee_before_discount: fee(),
      bill_sum_3: sum(bills),
      bill_count_3: String(bills.length),
      previous_bill: bills.at(-1) ?? '',
      top_up_sum_3: fee(),
      customer: random.pick(['', ...subscriberTypes]),
      payment: random.pick(['', 'postpaid', ...payments]),
      cycle_day: String(random.pick([1, 1, 5, 15, 28, random.between(1, 28)])),
      remoteness: random.pick(['', ...remotenesses]),
      region: random.pick(regions),
      plan: 'fast, and cheap',
      time_zone: random.pick(['', ...wish.timeZones]),
    }
    return { fields: Object.fromEntries(wish.columns.map(column => [column, all[column] ?? ''])), bills }
  })
}

/** Fees that end exactly between two minor units under a share that some scheme takes, and others. */
function feesAtTies(random: Random, { schemes, currency }: ServiceWish): () => string {
  const denominators = [...JSON.stringify(schemes).matchAll(/"(\d+\/\d+|\d+(?:\.\d+)?%?)"/g)].flatMap(match => {
    const fraction = parseRatio(match[1] ?? '')
    return fraction && fraction.denominator > 1n && fraction.denominator < 10_000n ? [Number(fraction.denominator)] : []
  })
  const usual = currencyDigits(currency) === 0 ? 60_000 : 10_000
  return () => {
    const denominator = random.pick([30, 60, ...denominators])
    const minor = random.pick([
      denominator * random.below(500) + Math.floor(denominator / 2),
      denominator * (2 * random.below(200) + 1),
      random.below(usual),
      random.below(usual * 10),
      random.below(3),
    ])
    return formatMinor(BigInt(minor), currency)
  }
}
