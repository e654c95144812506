import { fieldEnd, fieldStart, refuse } from './fields'
import { MISSING_VALUE, NEGATIVE, NOT_A_NUMBER, TOO_LARGE, TOO_MANY_DECIMALS } from './reasons'

const ZEROS: u64 = 0x3030303030303030
const POINT: u8 = 46

/** One money column into minor units. */
export function readMoney(
  rows: usize,
  count: u32,
  column: u32,
  isLast: bool,
  digits: u32,
  largest: i64,
  required: bool,
  out: usize,
  refusals: usize,
): void {
  // The eight bytes that end the field: whole digits, the point, the decimals. Little-endian puts the decimals on top.
  const decimalBits = (<u64>digits) << 3
  const decimalMask: u64 = digits == 0 ? 0 : ~(<u64>0) << (64 - decimalBits)
  const wholeMask: u64 = digits == 0 ? ~(<u64>0) : ~(<u64>0) >> (decimalBits + 8)
  const wholeShift: u64 = digits == 0 ? 0 : 8
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    const start = fieldStart(row, column)
    const end = fieldEnd(row, column, isLast)
    const length = <u32>(end - start)
    // The usual form, `129.00` with every decimal written out, up to eight bytes: no loop and no surprise.
    if (length - digits - 1 - u32(digits != 0) < 8 - digits - u32(digits != 0) && (digits == 0 || load<u8>(end - digits - 1) == POINT)) {
      const pad = (8 - length) << 3
      const bytes = ((load<u64>(end - 8) >> pad) << pad) | (ZEROS & (((<u64>1) << pad) - 1))
      const text = (bytes & decimalMask) | ((bytes & wholeMask) << wholeShift) | (digits == 0 ? 0 : 0x30)
      if ((((text + 0x4646464646464646) | (text - ZEROS)) & 0x8080808080808080) == 0) {
        const amount = eightDigits(text)
        if (<i64>amount > largest) refuse(refusals + (i << 2), TOO_LARGE, column)
        store<u64>(out + (i << 3), amount)
        continue
      }
    }
    store<i64>(out + (i << 3), readSlowly(start, end, digits, largest, required, refusals + (i << 2), column))
  }
}

/** Eight digits at once: pairs, then fours, then all, each by one multiplication. */
@inline
function eightDigits(text: u64): u64 {
  let value = text - ZEROS
  value = value * 10 + (value >> 8)
  return (((value & 0x000000ff000000ff) * 0x000f424000000064 + ((value >> 16) & 0x000000ff000000ff) * 0x0000271000000001) >> 32)
}

/** Any decimal, with the reason when it is not one that can be taken. */
function readSlowly(start: usize, end: usize, digits: u32, largest: i64, required: bool, refusal: usize, column: u32): i64 {
  if (start == end) {
    if (required) refuse(refusal, MISSING_VALUE, column)
    return 0
  }
  const isNegative = load<u8>(start) == 45
  let at = isNegative ? start + 1 : start
  let value: u64 = 0
  let tooLarge = false
  let tooFine = false
  let decimals: u32 = 0
  let wholeDigits: u32 = 0
  let seenPoint = false
  let wrong = false
  for (; at < end; at++) {
    const byte = load<u8>(at)
    const digit = <u32>byte - 48
    if (digit > 9) {
      if (byte != POINT || seenPoint) wrong = true
      seenPoint = true
      continue
    }
    if (seenPoint) {
      if (decimals < 255) decimals++
      if (decimals > digits) {
        if (digit != 0) tooFine = true
        continue
      }
    } else {
      wholeDigits = 1
    }
    if (value > 900000000000000000) tooLarge = true
    else value = value * 10 + digit
  }
  if (wrong || wholeDigits == 0 || (seenPoint && decimals == 0)) {
    refuse(refusal, NOT_A_NUMBER, column)
    return 0
  }
  for (let missing = decimals; missing < digits; missing++) {
    if (value > 900000000000000000) tooLarge = true
    else value *= 10
  }
  if (isNegative) refuse(refusal, NEGATIVE, column)
  else if (tooFine) refuse(refusal, TOO_MANY_DECIMALS, column)
  else if (tooLarge || <i64>value > largest) refuse(refusal, TOO_LARGE, column)
  else return value
  return 0
}
