import { fieldEnd, fieldStart, refuse } from './fields'
import { NOT_AN_INSTANT } from './reasons'

/** ISO 8601 instants with an offset into seconds since 1970, whole seconds; an empty field is NaN. Returns how many were given. */
export function readInstants(rows: usize, count: u32, column: u32, isLast: bool, out: usize, refusals: usize): u32 {
  let given: u32 = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    const start = fieldStart(row, column)
    const end = fieldEnd(row, column, isLast)
    let seconds: f64 = NaN
    if (start != end) {
      given++
      seconds = readInstant(start, end)
      if (isNaN(seconds)) refuse(refusals + (i << 2), NOT_AN_INSTANT, column)
    }
    store<f64>(out + (i << 3), seconds)
  }
  return given
}

/** `2026-09-10T08:00[:00[.000]]` and `Z`, `+02`, `+0200` or `+02:00`. NaN when it is anything else. */
function readInstant(start: usize, end: usize): f64 {
  if (end - start < 17) return NaN
  const century = twoDigits(start)
  const yearOfCentury = twoDigits(start + 2)
  const month = twoDigits(start + 5)
  const day = twoDigits(start + 8)
  const hour = twoDigits(start + 11)
  const minute = twoDigits(start + 14)
  if ((century | yearOfCentury | month | day | hour | minute) < 0) return NaN
  if (load<u8>(start, 4) != 45 || load<u8>(start, 7) != 45 || load<u8>(start, 10) != 84 || load<u8>(start, 13) != 58) return NaN
  const year = century * 100 + yearOfCentury
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59) return NaN

  let at = start + 16
  let second = 0
  if (load<u8>(at) == 58) {
    second = twoDigits(at + 1)
    if (second < 0 || second > 59) return NaN
    at += 3
    if (load<u8>(at) == 46) {
      at++
      const fraction = at
      while (at < end && <u32>load<u8>(at) - 48 <= 9) at++
      if (at == fraction || at - fraction > 9) return NaN
    }
  }

  let offset = 0
  const sign = load<u8>(at)
  const left = <u32>(end - at)
  if (sign == 90) {
    if (left != 1) return NaN
  } else {
    if (sign != 43 && sign != 45) return NaN
    if (left != 3 && left != 5 && !(left == 6 && load<u8>(at, 3) == 58)) return NaN
    const hours = twoDigits(at + 1)
    const minutes = left == 3 ? 0 : twoDigits(at + left - 2)
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return NaN
    offset = (hours * 60 + minutes) * 60
    if (sign == 45) offset = -offset
  }
  const days = daysSince1970(year, month, day)
  return <f64>((<i64>days) * 86400 + hour * 3600 + minute * 60 + second - offset)
}

/** The number that two digits say; negative when they are not digits. */
@inline
function twoDigits(at: usize): i32 {
  const tens = <u32>load<u8>(at) - 48
  const ones = <u32>load<u8>(at, 1) - 48
  return tens > 9 || ones > 9 ? -1 : tens * 10 + ones
}

function daysIn(year: i32, month: i32): i32 {
  if (month == 2) return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31
}

/** Gregorian day number; the year is taken to begin in March, so that a leap day is its last. */
function daysSince1970(year: i32, month: i32, day: i32): i32 {
  const fromMarch = (month + 9) % 12
  const y = year - fromMarch / 10
  return 365 * y + y / 4 - y / 100 + y / 400 + (fromMarch * 306 + 5) / 10 + day - 1 - 719468
}
