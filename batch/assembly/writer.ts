const COMMA: u8 = 44
const QUOTE: u8 = 34
const POINT: u8 = 46
const ZEROS: u64 = 0x3030303030303030

/**
 * Writes `service,scheme,exposure,minimum,recommended,maximum` for the listed rows until the list or the room ends, and returns how
 * many were written; `cursor` holds the address to write at. `names` has for each scheme the address and the length of `,name,`.
 */
export function writeRows(
  list: usize,
  from: u32,
  to: u32,
  ids: usize,
  checkIds: bool,
  names: usize,
  exposures: usize,
  sharedExposures: u32,
  hitRows: usize,
  rowLines: usize,
  lineBase: u32,
  columns: usize,
  digits: u32,
  cursor: usize,
  limit: usize,
): u32 {
  let out = <usize>load<u32>(cursor)
  let done = from
  for (; done < to && out < limit; done++) {
    const entry = load<u32>(list + ((<usize>done) << 2))
    const row = <usize>entry >> 5
    const scheme = <usize>entry & 31

    const start = <usize>load<u32>(ids + (row << 3))
    const length = load<u32>(ids + (row << 3), 4)
    if (checkIds && needsQuotes(start, length)) {
      out = writeQuoted(out, start, length)
    } else {
      v128.store(out, v128.load(start))
      if (length > 16) memory.copy(out + 16, start + 16, length - 16)
      out += length
    }

    const name = <usize>load<u32>(names + (scheme << 3))
    const nameLength = load<u32>(names + (scheme << 3), 4)
    v128.store(out, v128.load(name))
    if (nameLength > 16) memory.copy(out + 16, name + 16, nameLength - 16)
    out += nameLength

    const exposure = load<u32>(exposures + (row << 2))
    if (exposure < sharedExposures) {
      out = writeNumber(out, exposure)
    } else {
      store<u32>(out, 0x2d6e776f)
      out = writeNumber(out + 4, lineBase + load<u32>(rowLines + ((<usize>load<u32>(hitRows + (row << 2))) << 2)))
    }

    const triple = columns + scheme * 12
    const amountStart = out
    out = writeAmount(out, load<u64>(<usize>load<u32>(triple) + (row << 3)), digits)
    if (load<u32>(triple) == load<u32>(triple, 4) && load<u32>(triple) == load<u32>(triple, 8)) {
      // The three figures are one column: the text is made once.
      const amountLength = out - amountStart
      const text = v128.load(amountStart)
      if (amountLength <= 16) {
        v128.store(out, text)
        v128.store(out + amountLength, text)
      } else {
        memory.copy(out, amountStart, amountLength)
        memory.copy(out + amountLength, amountStart, amountLength)
      }
      out += amountLength << 1
    } else {
      out = writeAmount(out, load<u64>(<usize>load<u32>(triple, 4) + (row << 3)), digits)
      out = writeAmount(out, load<u64>(<usize>load<u32>(triple, 8) + (row << 3)), digits)
    }
    store<u8>(out++, 10)
  }
  store<u32>(cursor, <u32>out)
  return done
}

/** A comma and the amount. Eight digits come out of three multiplications; longer amounts take the slow way. */
@inline
function writeAmount(at: usize, amount: u64, digits: u32): usize {
  store<u8>(at, COMMA)
  if (amount > 99999999) return writeLongAmount(at + 1, amount, digits)
  const text = eightDigits(<u32>amount)
  const wholeWidth = 8 - digits
  // The last whole digit is written even when it is zero.
  const leading = <u32>(ctz(text | (<u64>1 << (<u64>(wholeWidth - 1) << 3))) >> 3)
  const whole = <usize>(wholeWidth - leading)
  store<u64>(at + 1, (text | ZEROS) >> (leading << 3))
  if (digits == 0) return at + 1 + whole
  store<u8>(at + 1 + whole, POINT)
  store<u64>(at + 2 + whole, (text | ZEROS) >> (wholeWidth << 3))
  return at + 2 + whole + digits
}

@inline
function writeNumber(at: usize, value: u32): usize {
  if (value > 99999999) return writeLongAmount(at, value, 0)
  const text = eightDigits(value)
  const leading = <u32>(ctz(text | (<u64>1 << 56)) >> 3)
  store<u64>(at, (text | ZEROS) >> (leading << 3))
  return at + 8 - leading
}

/** The eight decimal digits of a number below 10^8, first digit in the lowest byte, as values (not yet characters). */
@inline
function eightDigits(value: u32): u64 {
  const high = value / 10000
  const fours = (<u64>high) | ((<u64>(value - high * 10000)) << 32)
  const hundreds = ((fours * 10486) >> 20) & 0x0000007f0000007f
  const twos = hundreds | ((fours - hundreds * 100) << 16)
  const tens = ((twos * 103) >> 10) & 0x000f000f000f000f
  return tens | ((twos - tens * 10) << 8)
}

function writeLongAmount(at: usize, amount: u64, digits: u32): usize {
  let width: usize = 1
  for (let rest = amount / 10; rest != 0; rest /= 10) width++
  if (width <= <usize>digits) width = <usize>digits + 1
  const end = at + width + usize(digits != 0)
  let place = end
  let rest = amount
  for (let k: usize = 0; k < width; k++) {
    if (k == <usize>digits && digits != 0) store<u8>(--place, POINT)
    store<u8>(--place, <u8>(48 + (rest % 10)))
    rest /= 10
  }
  return end
}

function needsQuotes(start: usize, length: u32): bool {
  for (let at = start; at < start + length; at++) {
    const byte = load<u8>(at)
    if (byte == COMMA || byte == QUOTE || byte == 13) return true
  }
  return false
}

function writeQuoted(out: usize, start: usize, length: u32): usize {
  store<u8>(out++, QUOTE)
  for (let at = start; at < start + length; at++) {
    const byte = load<u8>(at)
    if (byte == QUOTE) store<u8>(out++, QUOTE)
    store<u8>(out++, byte)
  }
  store<u8>(out++, QUOTE)
  return out
}
