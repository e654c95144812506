import { parameters, type Delivery } from './deliver.ts'
import { answeredId, comparable, type ReceiptIds } from './message-id.ts'

/** What became of one short message that we sent. */
export interface Receipt {
  /** As the answer to the message gave it, in the form that is compared. */
  readonly id: string
  /** Null: it says nothing of where the message is. */
  readonly says: 'sent' | 'delivered' | 'undeliverable' | null
  readonly reason: string | null
}

type Says = Receipt['says']

/** SMPP 3.4, 5.2.28: what `message_state` means. */
const states = new Map<number, Says>([
  [1, 'sent'],
  [2, 'delivered'],
  [3, 'undeliverable'],
  [4, 'undeliverable'],
  [5, 'undeliverable'],
  [6, 'sent'],
  [8, 'undeliverable'],
])
/** Appendix B: how the same is written in the text. */
const written = new Map<string, Says>([
  ['ENROUTE', 'sent'],
  ['ACCEPTD', 'sent'],
  ['DELIVRD', 'delivered'],
  ['EXPIRED', 'undeliverable'],
  ['DELETED', 'undeliverable'],
  ['UNDELIV', 'undeliverable'],
  ['REJECTD', 'undeliverable'],
])
/** 5.2.12: which bits of `esm_class` say that it is a receipt, and that it tells of the way rather than of the end. */
const kindOfDelivery = 0x3c
const [finalReceipt, intermediateReceipt] = [0x04, 0x20]

/**
 * The receipt that a delivery is; null: it is a message that somebody wrote. That is said by the centre in its own fields and never by the
 * text, which anybody can write.
 */
export function receiptIn(delivery: Delivery, receiptIds: ReceiptIds): Receipt | null {
  const kind = delivery.esmClass & kindOfDelivery
  const beside = idBeside(delivery)
  if (kind !== finalReceipt && kind !== intermediateReceipt && beside === null) return null
  const text = delivery.said.toString('latin1').slice(0, 1_000)
  const within = /\bid:\s*([^\s]{1,64})/i.exec(text)?.[1] ?? null
  const id = idOf(beside, within, receiptIds)
  if (id === null) return null
  const word = /\bstat:\s*([a-z]{1,10})/i.exec(text)?.[1]?.toUpperCase()
  const error = /\berr:\s*([\da-z]{1,10})/i.exec(text)?.[1]
  const state = delivery.parameters.get(parameters.messageState)
  const says = (state?.length === 1 ? states.get(state.readUInt8(0)) : undefined) ?? written.get(word ?? '') ?? null
  if (says !== 'undeliverable') return { id, says, reason: null }
  const reason = [word ?? `state ${state?.[0] ?? '?'}`, ...(error === undefined ? [] : [`error ${error}`])].join(', ')
  return { id, says, reason }
}

/**
 * 5.3.2.12: the parameter has the id as the answer gave it, also where the text has it in another base. Where both have the same, or the
 * parameter is alone, the centre writes all of its receipts in the base that we were told.
 */
function idOf(beside: string | null, within: string | null, receiptIds: ReceiptIds): string | null {
  if (beside !== null && within !== null && comparable(beside) !== comparable(within)) return comparable(beside)
  const id = beside ?? within
  return id === null ? null : answeredId(id, receiptIds)
}

function idBeside(delivery: Delivery): string | null {
  const octets = delivery.parameters.get(parameters.receiptedMessageId)
  const id = octets?.toString('latin1').replace(/\0.*$/s, '').trim().slice(0, 64) ?? ''
  return id === '' ? null : id
}
