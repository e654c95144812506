import { createHash } from 'node:crypto'
import type { Outside } from '../adapter.ts'
import { deliveryOf, type Delivery } from './deliver.ts'
import { Malformed } from './fields.ts'
import { holding } from './holding.ts'
import type { ReceiptIds } from './message-id.ts'
import { headers } from './normalise.ts'
import type { PartReceipts } from './part-receipts.ts'
import { receiptIn, type Receipt } from './receipt.ts'
import { statuses } from './statuses.ts'
import { stored } from './stored.ts'
import { twins } from './twins.ts'

interface ReceptionOptions {
  readonly outside: Pick<Outside, 'receive' | 'log' | 'now'>
  readonly receiptIds: ReceiptIds
  readonly parts: PartReceipts
  readonly partSeconds: number
  /** How often we signed in. */
  readonly generation: () => number
}

/** Keeps what a centre delivers, and says with which status it is answered: fine only when it is kept, else it comes again. */
export function reception(options: ReceptionOptions): (body: Buffer) => Promise<number> {
  const { outside, receiptIds, parts, partSeconds, generation } = options
  const instantOf = twins()
  let isFailing = false

  const keep = async (bodies: readonly Buffer[], key: string, beside: Readonly<Record<string, string>>) => {
    try {
      await outside.receive({ key, contentType: 'application/json', headers: beside, body: stored(bodies) })
      isFailing = false
      return statuses.fine
    } catch {
      if (!isFailing) outside.log('what came could not be kept: the centre is asked to bring it again')
      isFailing = true
      return statuses.notNow
    }
  }
  const keepMessage = (bodies: readonly Buffer[], { from }: Delivery): Promise<number> => {
    const digest = digestOf(bodies)
    // Nothing in a message tells it from another that says the same: what tells them apart is when it came first.
    return keep(bodies, `message:${digest}:${instantOf(from.address, digest, generation(), outside.now())}`, {})
  }
  const held = holding(partSeconds, keepMessage)

  return async body => {
    const delivery = readable(body)
    // What we do not understand is kept all the same, for the day when we do.
    if (delivery === null) return keep([body], `unread:${digestOf([body])}`, {})
    const receipt = receiptIn(delivery, receiptIds)
    if (receipt !== null) return keep([body], `receipt:${digestOf([body])}`, beside(receipt))
    return delivery.part === null ? keepMessage([body], delivery) : held(body, delivery, delivery.part)
  }

  function beside(receipt: Receipt): Readonly<Record<string, string>> {
    const whole = parts.heard(receipt)
    const ids = { [headers.receiptIds]: receiptIds }
    return whole === null ? ids : { ...ids, [headers.whole]: whole.id, [headers.wholeIs]: whole.says ?? 'under way' }
  }
}

function readable(body: Buffer): Delivery | null {
  try {
    return deliveryOf(body)
  } catch (reason) {
    if (reason instanceof Malformed) return null
    throw reason
  }
}

function digestOf(bodies: readonly Buffer[]): string {
  const hash = createHash('sha256')
  for (const body of bodies) hash.update(`${body.length}:`).update(body)
  return hash.digest('hex')
}
