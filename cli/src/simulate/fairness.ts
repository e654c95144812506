import { formatMinor } from '@pulih/kernel'
import { whole, type Database } from './database.ts'
import { creditOf } from './distribution.ts'
import { attributeNames } from './load.ts'
import type { Fairness } from './comparison.ts'

/** What most people would call equal: the same offer at the same price. */
const sameOffer = ['kind', 'customer', 'payment', 'plan', 'monthly_fee']

/**
 * Measures whether equals are treated equally. Services are equal if they share the exposure (the same outages, in the same billing
 * period) and everything in the services file that an amount may depend on; a different credit is then a fault of the calculation.
 * Among services that share only plan and fee a difference is a choice of the policy, and is reported as such.
 */
export async function fairnessOf(
  database: Database,
  scenario: number,
  hit: number,
  reached: number,
  currency: string,
): Promise<Fairness> {
  const [breach] = await database.rows(`
    select coalesce(sum(services), 0)::bigint as services from (
      select count(*) as services from credit join who using (service) where scenario = ${scenario}
      group by exposure, ${attributeNames.join(', ')}
      having min(minimum) <> max(minimum) or min(recommended) <> max(recommended) or min(maximum) <> max(maximum)
        or min(goodwill) <> max(goodwill) or min(in_kind) <> max(in_kind))`)
  const [difference] = await database.rows(`
    select coalesce(sum(services), 0)::bigint as services, coalesce(max(spread), 0)::hugeint as spread from (
      select count(*) as services, max(${creditOf}) - min(${creditOf}) as spread from credit join who using (service) where scenario = ${scenario}
      group by exposure, ${sameOffer.join(', ')} having max(${creditOf}) <> min(${creditOf}))`)
  return {
    reachedShare: share(BigInt(reached), BigInt(hit)),
    breaches: Number(whole(breach, 'services')),
    differing: Number(whole(difference, 'services')),
    spread: formatMinor(whole(difference, 'spread'), currency),
  }
}

/** A part of a whole with four digits behind the point, half away from zero. */
export function share(part: bigint, of: bigint): string {
  if (of === 0n) return '0.0000'
  const tenThousandths = (20_000n * part + of) / (2n * of)
  return `${tenThousandths / 10_000n}.${String(tenThousandths % 10_000n).padStart(4, '0')}`
}
