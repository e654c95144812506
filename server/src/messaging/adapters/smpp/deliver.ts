import { fieldsOf, Malformed, type Fields } from './fields.ts'

/** A `deliver_sm` (SMPP 3.4, 4.6.1): something that somebody wrote, or what became of something that we sent. */
export interface Delivery {
  readonly from: { readonly typeOfNumber: number; readonly address: string }
  readonly to: string
  readonly esmClass: number
  readonly dataCoding: number
  /** What it says, without its header. */
  readonly said: Buffer
  /** Null: it says all by itself. */
  readonly part: Part | null
  readonly parameters: ReadonlyMap<number, Buffer>
}

/** Which of several short messages that are one text. */
export interface Part {
  readonly reference: number
  readonly number: number
  readonly total: number
}

/** SMPP 3.4, 5.3.2: parameters that may follow. */
export const parameters = {
  receiptedMessageId: 0x1e,
  concatenationReference: 0x20c,
  concatenationTotal: 0x20e,
  concatenationNumber: 0x20f,
  messagePayload: 0x424,
  messageState: 0x427,
} as const

const longestAddress = 64
const headerFollows = 0x40

/** Throws `Malformed`. */
export function deliveryOf(body: Buffer): Delivery {
  const fields = fieldsOf(body)
  fields.cString(longestAddress)
  const from = addressIn(fields)
  const to = addressIn(fields).address
  const esmClass = fields.octet()
  // Protocol identifier and priority, two times that mean nothing here, and two flags.
  fields.octets(2)
  fields.cString(longestAddress)
  fields.cString(longestAddress)
  fields.octets(2)
  const dataCoding = fields.octet()
  fields.octet()
  const short = fields.octets(fields.octet())
  const optional = parametersIn(fields)
  const payload = short.length > 0 ? short : (optional.get(parameters.messagePayload) ?? short)
  const header = (esmClass & headerFollows) === 0 ? null : headerOf(payload)
  return {
    from,
    to,
    esmClass,
    dataCoding,
    said: header === null ? payload : payload.subarray(header.length),
    part: (header === null ? null : partIn(header)) ?? partBeside(optional),
    parameters: optional,
  }
}

function addressIn(fields: Fields): Delivery['from'] {
  const typeOfNumber = fields.octet()
  fields.octet()
  return { typeOfNumber, address: fields.cString(longestAddress) }
}

function parametersIn(fields: Fields): ReadonlyMap<number, Buffer> {
  const found = new Map<number, Buffer>()
  while (!fields.isAtEnd()) {
    const tag = fields.octets(2).readUInt16BE(0)
    found.set(tag, fields.octets(fields.octets(2).readUInt16BE(0)))
  }
  return found
}

/** The user data header with the octet that says how long it is. */
function headerOf(payload: Buffer): Buffer {
  const length = 1 + (payload[0] ?? 0)
  if (length > payload.length) throw new Malformed('its header is longer than itself')
  return payload.subarray(0, length)
}

/** 3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8: a reference of eight bits, or of sixteen. */
function partIn(header: Buffer): Part | null {
  for (let at = 1; at + 1 < header.length;) {
    const element = header[at]
    const value = header.subarray(at + 2, at + 2 + (header[at + 1] ?? 0))
    if (element === 0 && value.length === 3) return checked(value.readUInt8(0), value.readUInt8(2), value.readUInt8(1))
    if (element === 8 && value.length === 4)
      return checked(value.readUInt16BE(0), value.readUInt8(3), value.readUInt8(2))
    at += 2 + (header[at + 1] ?? 0)
  }
  return null
}

function partBeside(optional: ReadonlyMap<number, Buffer>): Part | null {
  const reference = optional.get(parameters.concatenationReference)
  const number = optional.get(parameters.concatenationNumber)
  const total = optional.get(parameters.concatenationTotal)
  if (reference?.length !== 2 || number?.length !== 1 || total?.length !== 1) return null
  return checked(reference.readUInt16BE(0), number.readUInt8(0), total.readUInt8(0))
}

/** 9.2.3.24.1: a header that counts wrongly is passed over. */
function checked(reference: number, number: number, total: number): Part | null {
  return total > 1 && number >= 1 && number <= total ? { reference, number, total } : null
}
