import { BROKEN_QUOTES, TOO_FEW_FIELDS, TOO_MANY_FIELDS } from './reasons'

const LINE_FEED: u8 = 10
const CARRIAGE_RETURN: u8 = 13
const QUOTE: u8 = 34

export const HAS_QUOTES: u32 = 1
export const HAS_HIGH_BYTES: u32 = 2
export const HAS_RETURNS: u32 = 4

/**
 * Finds every separator and line end of a block without quotes, sixteen bytes at a time. `ends` receives the address of each,
 * `lines` for each line the number of entries up to and with its end. `report` receives entries, lines and what was seen.
 * When quotes are seen the index is worthless and `unquoteBlock` makes a right one.
 */
export function indexBlock(from: usize, to: usize, separator: u32, ends: usize, lines: usize, report: usize): void {
  const separators = i8x16.splat(<u8>separator)
  const feeds = i8x16.splat(LINE_FEED)
  const quotes = i8x16.splat(QUOTE)
  const returns = i8x16.splat(CARRIAGE_RETURN)
  let seenQuotes = i8x16.splat(0)
  let seenReturns = i8x16.splat(0)
  let seenHigh = i8x16.splat(0)

  // A sentinel before the first entry: the field before the first begins at `from`.
  store<u32>(ends - 4, <u32>from - 1)
  memory.fill(to, 0, 64)
  let entry = ends
  let line = lines
  for (let at = from; at < to; at += 64) {
    const a = v128.load(at)
    const b = v128.load(at, 16)
    const c = v128.load(at, 32)
    const d = v128.load(at, 48)
    const fa = i8x16.eq(a, feeds)
    const fb = i8x16.eq(b, feeds)
    const fc = i8x16.eq(c, feeds)
    const fd = i8x16.eq(d, feeds)
    const feedBits = bits64(fa, fb, fc, fd)
    const allBits = bits64(
      v128.or(fa, i8x16.eq(a, separators)),
      v128.or(fb, i8x16.eq(b, separators)),
      v128.or(fc, i8x16.eq(c, separators)),
      v128.or(fd, i8x16.eq(d, separators)),
    )
    seenHigh = v128.or(seenHigh, v128.or(v128.or(a, b), v128.or(c, d)))
    seenQuotes = v128.or(
      seenQuotes,
      v128.or(
        v128.or(i8x16.eq(a, quotes), i8x16.eq(b, quotes)),
        v128.or(i8x16.eq(c, quotes), i8x16.eq(d, quotes)),
      ),
    )
    seenReturns = v128.or(
      seenReturns,
      v128.or(
        v128.or(i8x16.eq(a, returns), i8x16.eq(b, returns)),
        v128.or(i8x16.eq(c, returns), i8x16.eq(d, returns)),
      ),
    )

    const entriesBefore = <u32>((entry - ends) >> 2)
    // Two line ends are written without asking, because asking would be guessed wrong every other time.
    let feed = feedBits
    store<u32>(line, entriesBefore + <u32>popcnt(allBits & (feed ^ (feed - 1))))
    feed &= feed - 1
    store<u32>(line, entriesBefore + <u32>popcnt(allBits & (feed ^ (feed - 1))), 4)
    feed &= feed - 1
    let next = line + 8
    while (feed != 0) {
      store<u32>(next, entriesBefore + <u32>popcnt(allBits & (feed ^ (feed - 1))))
      feed &= feed - 1
      next += 4
    }
    line += <usize>popcnt(feedBits) << 2

    let rest = allBits
    const stop = entry + (<usize>popcnt(allBits) << 2)
    while (entry < stop) {
      store<u32>(entry, <u32>at + <u32>ctz(rest))
      rest &= rest - 1
      store<u32>(entry, <u32>at + <u32>ctz(rest), 4)
      rest &= rest - 1
      store<u32>(entry, <u32>at + <u32>ctz(rest), 8)
      rest &= rest - 1
      store<u32>(entry, <u32>at + <u32>ctz(rest), 12)
      rest &= rest - 1
      entry += 16
    }
    entry = stop
  }

  store<u32>(report, <u32>((entry - ends) >> 2))
  store<u32>(report, <u32>((line - lines) >> 2), 4)
  const seen =
    (v128.any_true(seenQuotes) ? HAS_QUOTES : 0) |
    (i8x16.bitmask(seenHigh) != 0 ? HAS_HIGH_BYTES : 0) |
    (v128.any_true(seenReturns) ? HAS_RETURNS : 0)
  store<u32>(report, seen, 8)
}

@inline
function bits64(a: v128, b: v128, c: v128, d: v128): u64 {
  return (
    (<u64>(<u32>i8x16.bitmask(a))) |
    ((<u64>(<u32>i8x16.bitmask(b))) << 16) |
    ((<u64>(<u32>i8x16.bitmask(c))) << 32) |
    ((<u64>(<u32>i8x16.bitmask(d))) << 48)
  )
}

/**
 * The slow way for a block with quotes: copies it to `copy` without them and makes the index of the copy. `origins` receives for
 * each line where it began in the file's own bytes. A line whose quotes do not match is copied as it is and gets one single entry, marked by a high bit.
 */
export function unquoteBlock(
  from: usize,
  to: usize,
  separator: u32,
  copy: usize,
  ends: usize,
  lines: usize,
  origins: usize,
  report: usize,
): void {
  store<u32>(ends - 4, <u32>copy - 1)
  let entry = ends
  let line = lines
  let origin = origins
  let out = copy
  let at = from
  while (at < to) {
    const lineStart = at
    const outStart = out
    const entryStart = entry
    let broken = false
    while (true) {
      // One field: quoted or plain, up to its separator or line end.
      if (load<u8>(at) == QUOTE) {
        at++
        let closed = false
        while (load<u8>(at) != LINE_FEED) {
          const byte = load<u8>(at++)
          if (byte == QUOTE) {
            closed = load<u8>(at) != QUOTE
            if (closed) break
            at++
          }
          store<u8>(out++, byte)
        }
        const next = load<u8>(at)
        const isReturn = next == CARRIAGE_RETURN && load<u8>(at, 1) == LINE_FEED
        broken = !closed || !(next == separator || next == LINE_FEED || isReturn)
        if (isReturn && !broken) store<u8>(out++, load<u8>(at++))
      } else {
        while (true) {
          const byte = load<u8>(at)
          if (byte == separator || byte == LINE_FEED) break
          if (byte == QUOTE) broken = true
          store<u8>(out++, byte)
          at++
        }
      }
      if (broken) break
      const end = load<u8>(at++)
      store<u32>(entry, <u32>out)
      entry += 4
      store<u8>(out++, end)
      if (end == LINE_FEED) break
    }
    if (broken) {
      while (load<u8>(at) != LINE_FEED) at++
      at++
      out = outStart + (at - lineStart)
      memory.copy(outStart, lineStart, at - lineStart)
      entry = entryStart + 4
      store<u32>(entryStart, <u32>out - 1)
    }
    store<u32>(origin, <u32>(lineStart - from) | (u32(broken) << 31))
    origin += 4
    store<u32>(line, <u32>((entry - ends) >> 2))
    line += 4
  }
  memory.fill(out, 0, 64)
  store<u32>(report, <u32>((entry - ends) >> 2))
  store<u32>(report, <u32>((line - lines) >> 2), 4)
}

/**
 * Turns lines into rows: each good row is the address of its first entry. A line with too few or too many fields becomes a row
 * of empty fields (`blank`) that is already refused. Lines with nothing on them are passed over.
 */
export function takeRows(
  lines: usize,
  firstLine: u32,
  lineCount: u32,
  ends: usize,
  columns: u32,
  origins: usize,
  blank: usize,
  rows: usize,
  rowLines: usize,
  refusals: usize,
): u32 {
  let rowCount: u32 = 0
  let before = firstLine == 0 ? 0 : load<u32>(lines + ((<usize>firstLine - 1) << 2))
  for (let line = firstLine; line < firstLine + lineCount; line++) {
    const after = load<u32>(lines + ((<usize>line) << 2))
    const first = ends + ((<usize>before) << 2)
    const fields = after - before
    const at = (<usize>rowCount) << 2
    before = after
    store<u32>(rowLines + at, line)
    if (fields == columns) {
      store<u32>(rows + at, <u32>first)
      store<u32>(refusals + at, 0)
      rowCount++
      continue
    }
    const length = load<u32>(first) - load<u32>(first - 4) - 1
    const broken = origins != 0 && load<u32>(origins + ((<usize>line) << 2)) >> 31 != 0
    if (fields == 1 && !broken) {
      if (length == 0 || (length == 1 && load<u8>(<usize>load<u32>(first) - 1) == CARRIAGE_RETURN)) continue
    }
    store<u32>(rows + at, <u32>blank)
    store<u32>(refusals + at, broken ? BROKEN_QUOTES : fields < columns ? TOO_FEW_FIELDS : TOO_MANY_FIELDS)
    rowCount++
  }
  return rowCount
}
