import { NotUnderstood, type Arrival, type RawArrival } from '../door.ts'
import { deliveryOf, type Delivery } from './deliver.ts'
import { Malformed } from './fields.ts'
import type { ReceiptIds } from './message-id.ts'
import { receiptIn } from './receipt.ts'
import { fromStored } from './stored.ts'
import { textOf } from './text-of.ts'

/**
 * What is kept beside a delivery. `receipt-ids`: how this centre writes ids; `whole`: the text of which the message is a part, and
 * `whole-is`: what became of it, as far as that is known.
 */
export const headers = { receiptIds: 'receipt-ids', whole: 'whole', wholeIs: 'whole-is' } as const

const international = 1

export function normalise(raw: RawArrival, receivedAt: Temporal.Instant): readonly Arrival[] {
  const deliveries = fromStored(raw.body).map(readable)
  const [first] = deliveries
  if (first === undefined) throw new NotUnderstood('nothing is in it')
  const receipt = receiptIn(first, receiptIdsIn(raw.headers[headers.receiptIds]))
  if (receipt === null) return [messageOf(raw.key, deliveries, receivedAt)]
  const { reason } = receipt
  const whole = raw.headers[headers.whole]
  if (whole === undefined) return receipt.says === null ? [] : [receiptOf(receipt.id, receipt.says, reason)]
  const says = raw.headers[headers.wholeIs]
  return says === 'delivered' || says === 'undeliverable' ? [receiptOf(whole, says, reason)] : []
}

function receiptOf(providerId: string, says: 'sent' | 'delivered' | 'undeliverable', reason: string | null): Arrival {
  return { kind: 'receipt', providerId, says, reason }
}

function messageOf(id: string, deliveries: readonly Delivery[], at: Temporal.Instant): Arrival {
  const [first] = deliveries
  if (first === undefined) throw new NotUnderstood('nothing is in it')
  return {
    kind: 'message',
    id,
    from: senderOf(first.from),
    subject: null,
    text: wholeOf(deliveries),
    at,
    // Nobody writes by hand from a name or a short number: an answer might start a game without end, or be dear.
    isAutomatic: !/^\+?\d{7,15}$/.test(first.from.address),
  }
}

/** The parts in their order; where one did not come in time it says so. */
function wholeOf(deliveries: readonly Delivery[]): string {
  let next = 1
  let text = ''
  for (const delivery of deliveries.toSorted((one, other) => (one.part?.number ?? 0) - (other.part?.number ?? 0))) {
    const number = delivery.part?.number ?? next
    if (number > next) text += '… '
    text += textOf(delivery)
    next = number + 1
  }
  const total = deliveries[0]?.part?.total ?? 0
  return total >= next ? `${text} …` : text
}

function senderOf({ typeOfNumber, address }: Delivery['from']): string {
  return typeOfNumber === international && /^\d+$/.test(address) ? `+${address}` : address
}

function receiptIdsIn(header: string | undefined): ReceiptIds {
  return header === 'hexadecimal' || header === 'decimal' ? header : 'same'
}

function readable(body: Buffer): Delivery {
  try {
    return deliveryOf(body)
  } catch (reason) {
    throw reason instanceof Malformed ? new NotUnderstood(reason.message) : reason
  }
}
