/** The body of a unit is not what its command says. */
export class Malformed extends Error {}

/** An octet string that ends with zero (SMPP 3.4, 3.1), which therefore holds none. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text.replaceAll('\0', '')}\0`, 'latin1')
}

export interface Fields {
  readonly octet: () => number
  /** Without its zero. */
  readonly cString: (most: number) => string
  readonly octets: (length: number) => Buffer
  readonly isAtEnd: () => boolean
}

/** Reads a body field by field, never past its end. Throws `Malformed`. */
export function fieldsOf(body: Buffer): Fields {
  let at = 0
  const octets = (length: number): Buffer => {
    if (at + length > body.length) throw new Malformed(`it ends ${at + length - body.length} octets too early`)
    at += length
    return body.subarray(at - length, at)
  }
  return {
    octets,
    octet: () => octets(1).readUInt8(0),
    cString(most) {
      const end = body.indexOf(0, at)
      if (end < 0) throw new Malformed('a text in it does not end')
      if (end - at > most) throw new Malformed(`a text in it has ${end - at} octets instead of at most ${most}`)
      const text = body.toString('latin1', at, end)
      at = end + 1
      return text
    },
    isAtEnd: () => at === body.length,
  }
}
