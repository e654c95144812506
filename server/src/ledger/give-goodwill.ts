import type { goodwillReasons } from '@pulih/contracts'
import { currencyDigits, isCurrency } from '@pulih/kernel'
import { sql } from 'kysely'
import type { Transfer } from '@pulih/proofs'
import { problem, readSetting, type Work } from '../platform/index.ts'
import { dayEverywhere } from './deadline.ts'
import { goodwillLimits } from './goodwill-setting.ts'
import { givenByHand } from './grant-store.ts'
import { holdLedger } from './post-store.ts'
import { post } from './post-transfers.ts'
import { findTransfer } from './read-store.ts'
import type { KnownService } from './service-directory.ts'
import { amountText, readAmount } from './unit.ts'

export interface Gift {
  readonly service: KnownService
  readonly unit: string
  /** As a decimal. */
  readonly amount: string
  readonly reason: (typeof goodwillReasons)[number]
  readonly reference: string
  readonly claimUntil: string | null
  readonly expiresOn: string | null
}

/** Schemes of runs contain a slash or are the operator's policies; what is given by hand has this one. */
export const byHand = 'goodwill'
const limitedHours = 30 * 24

/** Gives one service something that it could not demand, once per reference and up to a limit. */
export async function giveGoodwill(work: Work, gift: Gift): Promise<Transfer> {
  const { service, unit, reason, reference } = gift
  const amount = readAmount(gift.amount, unit)
  if (amount === null) throw problem('ledger.bad-amount', { amount: gift.amount, unit, ...tooManyDecimals(unit) })
  if (amount === 0n)
    throw problem('ledger.bad-amount', {
      amount: gift.amount,
      unit,
      why: 'not-above-zero',
      reason: 'it is not above zero',
    })
  if (isCurrency(unit) && unit !== service.currency)
    throw problem('ledger.wrong-currency', { service: service.key, currency: service.currency, unit })
  const [deadline] = [gift.claimUntil, gift.expiresOn].filter(date => date !== null).toSorted()
  if (deadline !== undefined && deadline < dayEverywhere(work.now))
    throw problem('ledger.deadline-passed', { date: deadline })

  // The limit is read under the lock of the ledger, so that two hands cannot each give all of it.
  const head = await holdLedger(work.tx)
  const posted = await post(
    work,
    head,
    sql`select ${service.id}::bigint as service_id, ${service.key}::text as service_key, ${unit}::text as unit, ${amount}::bigint as amount,
      ${byHand}::text as scheme, ${`reference:${reference}`}::text as basis, 1 as revision, null as corrects,
      ${gift.claimUntil}::date as claim_until, ${gift.expiresOn}::date as expires_on, 'goodwill' as kind, null as run_id,
      null as reverses, ${reason}::text as reason, 'goodwill' as moves`,
  )
  await refuseAboveLimit(work, gift, amount)
  const transfer = posted.last === null ? null : await findTransfer(work.tx, posted.last)
  if (!transfer) throw new Error(`the goodwill for service ${service.key} was not written`)
  work.audit('ledger.goodwill', `transfer:${transfer.id}`, { service: service.key, reason, reference })
  return transfer
}

/** The contract lets nothing else through that cannot be read. */
function tooManyDecimals(unit: string) {
  const digits = isCurrency(unit) ? currencyDigits(unit) : 0
  const reason = digits === 0 ? `${unit} has no decimals` : `${unit} has ${digits} decimals and no more`
  return { why: 'too-many-decimals', digits, reason }
}

/** Asked after posting, so that a repeated reference is called a duplicate and not too much. The refusal takes the transfer back. */
async function refuseAboveLimit(work: Work, { service, unit }: Gift, amount: bigint): Promise<void> {
  const limits = await readSetting(work.tx, goodwillLimits)
  const limit = readAmount(limits.find(each => each.unit === unit)?.amount ?? '0', unit) ?? 0n
  const since = work.now.subtract({ hours: limitedHours })
  const given = await givenByHand(work.tx, { serviceId: service.id, scheme: byHand, unit, since })
  if (given > limit)
    throw problem('ledger.goodwill-limit', {
      service: service.key,
      unit,
      limit: amountText(limit, unit),
      given: amountText(given - amount, unit),
    })
}
