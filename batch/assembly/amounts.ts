/** The nodes of an amount, each over all rows of a block. `lines` holds for each row the address of its slots; a slot lies at an offset. */

export function loadSlots(lines: usize, count: u32, offset: u32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) store<i64>(out + (i << 3), slotOf(lines, i, offset))
}

export function scaleBy(source: usize, lines: usize, count: u32, offset: u32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    store<i64>(out + (i << 3), load<i64>(source + (i << 3)) * slotOf(lines, i, offset))
  }
}

@inline
function slotOf(lines: usize, row: usize, offset: u32): i64 {
  return load<i64>(<usize>load<u32>(lines + (row << 2)) + offset)
}

const SUM: u32 = 0
const MAX: u32 = 1

/** Adds, or keeps the greater or the lesser, into `out`. */
export function addOrLess(kind: u32, source: usize, count: u32, out: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) {
    const a = load<i64>(out + at)
    const b = load<i64>(source + at)
    store<i64>(out + at, kind == SUM ? a + b : (kind == MAX) == (a > b) ? a : b)
  }
}

const HALF_AWAY: u32 = 0
const HALF_EVEN: u32 = 1
const UP: u32 = 2
const DOWN: u32 = 3

/** The only division: by a slot, to a multiple of `unit`. Dividend and divisor are never negative. */
export function roundTo(mode: u32, source: usize, lines: usize, count: u32, divisor: u32, unit: u64, out: usize): void {
  if (mode == HALF_AWAY) divide(HALF_AWAY, false, source, lines, count, 0, divisor, unit, out)
  else if (mode == HALF_EVEN) divide(HALF_EVEN, false, source, lines, count, 0, divisor, unit, out)
  else if (mode == UP) divide(UP, false, source, lines, count, 0, divisor, unit, out)
  else divide(DOWN, false, source, lines, count, 0, divisor, unit, out)
}

/** A rounded share, the most usual amount: `scaleBy` and `roundTo` in one. */
export function roundShare(mode: u32, source: usize, lines: usize, count: u32, factor: u32, divisor: u32, unit: u64, out: usize): void {
  if (mode == HALF_AWAY) divide(HALF_AWAY, true, source, lines, count, factor, divisor, unit, out)
  else if (mode == HALF_EVEN) divide(HALF_EVEN, true, source, lines, count, factor, divisor, unit, out)
  else if (mode == UP) divide(UP, true, source, lines, count, factor, divisor, unit, out)
  else divide(DOWN, true, source, lines, count, factor, divisor, unit, out)
}

@inline
function divide(
  mode: u32,
  isShare: bool,
  source: usize,
  lines: usize,
  count: u32,
  factorOffset: u32,
  divisorOffset: u32,
  unit: u64,
  out: usize,
): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const factor: u64 = isShare ? slotOf(lines, i, factorOffset) : 1
    const dividend = load<u64>(source + (i << 3)) * factor
    const divisor = <u64>slotOf(lines, i, divisorOffset) * unit
    const quotient = dividend / divisor
    const rest = dividend - quotient * divisor
    // `rest >= divisor - rest` is "at least a half" without a product that could overflow.
    let more: bool = false
    if (mode == HALF_AWAY) more = rest >= divisor - rest
    else if (mode == HALF_EVEN) more = rest > divisor - rest || (rest == divisor - rest && (quotient & 1) != 0)
    else if (mode == UP) more = rest != 0
    store<u64>(out + (i << 3), (quotient + u64(more)) * unit)
  }
}

/** Clears the amount of a scheme where it does not apply to the service. */
export function applyMask(masks: usize, count: u32, scheme: u32, out: usize): void {
  for (let i: usize = 0; i < <usize>count; i++) {
    const applies = <i64>((load<u32>(masks + (i << 2)) >> scheme) & 1)
    store<i64>(out + (i << 3), load<i64>(out + (i << 3)) & -applies)
  }
}

/** The slots of rows with facts of their own arrive as doubles and become integers. */
export function widen(from: usize, count: u32, out: usize): void {
  for (let at: usize = 0; at < (<usize>count) << 3; at += 8) store<i64>(out + at, <i64>load<f64>(from + at))
}
