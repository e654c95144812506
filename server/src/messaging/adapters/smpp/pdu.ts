/** A protocol data unit of SMPP 3.4 (3.2): four numbers, and whatever its command carries. */
export interface Pdu {
  readonly command: number
  readonly status: number
  readonly sequence: number
  readonly body: Buffer
}

/** SMPP 3.4, 5.1.2.1. An answer has the number of its request and the highest bit. */
export const commands = {
  genericNack: 0x80000000,
  submit: 0x04,
  deliver: 0x05,
  unbind: 0x06,
  bindTransceiver: 0x09,
  enquireLink: 0x15,
  alert: 0x102,
} as const

const answerBit = 0x80000000
const headOctets = 16
/** Nothing that is said in short messages comes near to this, although a payload may by the letter have 64 KiB. */
export const longestPdu = 16 * 1024

export function isAnswer(command: number): boolean {
  return command >= answerBit
}

export function answerTo(command: number): number {
  return command + answerBit
}

export function octetsOf({ command, status, sequence, body }: Pdu): Buffer {
  const octets = Buffer.allocUnsafe(headOctets + body.length)
  octets.writeUInt32BE(octets.length, 0)
  octets.writeUInt32BE(command, 4)
  octets.writeUInt32BE(status, 8)
  octets.writeUInt32BE(sequence, 12)
  body.copy(octets, headOctets)
  return octets
}

/** The line is out of step: where the next unit begins is not to be known any more. */
export class OutOfStep extends Error {}

/** Cuts what comes over a line into units, however it was torn on the way. The function throws `OutOfStep`. */
export function cutting(): (piece: Buffer) => readonly Pdu[] {
  let rest: Buffer = Buffer.alloc(0)
  return piece => {
    rest = rest.length === 0 ? piece : Buffer.concat([rest, piece])
    const pdus: Pdu[] = []
    while (rest.length >= 4) {
      const length = rest.readUInt32BE(0)
      if (length < headOctets || length > longestPdu) throw new OutOfStep(`a unit of ${length} octets was announced`)
      if (rest.length < length) break
      pdus.push({
        command: rest.readUInt32BE(4),
        status: rest.readUInt32BE(8),
        sequence: rest.readUInt32BE(12),
        body: rest.subarray(headOctets, length),
      })
      rest = rest.subarray(length)
    }
    return pdus
  }
}
