import { fieldEnd, fieldStart, headOf, refuse, tailOf } from './fields'
import { NOT_A_NUMBER, OUT_OF_RANGE } from './reasons'

/** The day on which the billing period begins, counted from 0; an empty field is the first. */
export function readDays(rows: usize, count: u32, column: u32, isLast: bool, out: usize, refusals: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const row = <usize>load<u32>(rows + at)
    const start = fieldStart(row, column)
    const length = <u32>(fieldEnd(row, column, isLast) - start)
    const tens = (<u32>load<u8>(start) - 48) & -u32(length == 2)
    const ones = <u32>load<u8>(start + length - 1) - 48
    let day = tens * 10 + ones - 1
    if (length - 1 > 1 || tens > 9 || ones > 9 || day > 27) {
      day = 0
      if (length != 0) refuse(refusals + at, allDigits(start, length) ? OUT_OF_RANGE : NOT_A_NUMBER, column)
    }
    store<u32>(out + at, day)
  }
}

function allDigits(start: usize, length: u32): bool {
  for (let at = start + usize(load<u8>(start) == 45 && length > 1); at < start + length; at++) {
    if (<u32>load<u8>(at) - 48 > 9) return false
  }
  return true
}

/** Refuses rows whose field says something else than the expected short text; saying nothing is fine. */
export function checkText(
  rows: usize,
  count: u32,
  column: u32,
  isLast: bool,
  expected: usize,
  expectedLength: u32,
  reason: u32,
  refusals: usize,
): void {
  const head = headOf(expected, expectedLength)
  const tail = tailOf(expected, expectedLength)
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const row = <usize>load<u32>(rows + at)
    const start = fieldStart(row, column)
    const length = <u32>(fieldEnd(row, column, isLast) - start)
    const same = length == expectedLength && headOf(start, length) == head && tailOf(start, length) == tail
    if (!same && length != 0) refuse(refusals + at, reason, column)
  }
}
