import { fieldEnd, fieldStart, headOf, refuse, tailOf } from './fields'
import { DUPLICATE, MISSING_VALUE, NOT_UTF8, TOO_LONG } from './reasons'
import { HAS_HIGH_BYTES } from './scan'
import { mixIn } from './words'

export const LONGEST_ID: u32 = 128

/**
 * The service ids of all rows that are still good, as address and length. `order` is a record of addresses and lengths: the first
 * id of the block, the last one, and whether each id was greater (longer, or as long with greater bytes) than the one before.
 */
export function takeIds(
  rows: usize,
  count: u32,
  column: u32,
  isLast: bool,
  seen: u32,
  out: usize,
  refusals: usize,
  order: usize,
): u32 {
  let lastStart = <usize>load<u32>(order, 8)
  let lastLength = load<u32>(order, 12)
  let lastHead = bswap(headOf(lastStart, lastLength))
  let lastTail = bswap(tailOf(lastStart, lastLength))
  let ordered = load<u32>(order, 16) != 0
  let good: u32 = 0
  for (let i: usize = 0; i < <usize>count; i++) {
    const row = <usize>load<u32>(rows + (i << 2))
    const start = fieldStart(row, column)
    const length = <u32>(fieldEnd(row, column, isLast) - start)
    store<u64>(out + (i << 3), (<u64>start) | ((<u64>length) << 32))
    if (length - 1 > LONGEST_ID - 1) refuse(refusals + (i << 2), length == 0 ? MISSING_VALUE : TOO_LONG, column)
    else if ((seen & HAS_HIGH_BYTES) != 0 && !isUtf8(start, start + length)) refuse(refusals + (i << 2), NOT_UTF8, column)
    if (load<u32>(refusals + (i << 2)) != 0) continue
    good++

    const head = bswap(headOf(start, length))
    const tail = bswap(tailOf(start, length))
    const isGreater =
      u32(length > lastLength) |
      (u32(length == lastLength) & (u32(head > lastHead) | (u32(head == lastHead) & u32(tail > lastTail))))
    if (length > 16 && length == lastLength) ordered = ordered && memory.compare(start, lastStart, length) > 0
    else ordered = ordered && isGreater != 0
    lastStart = start
    lastLength = length
    lastHead = head
    lastTail = tail
    if (load<u32>(order, 4) == 0) {
      store<u32>(order, <u32>start)
      store<u32>(order, length, 4)
    }
  }
  store<u32>(order, <u32>lastStart, 8)
  store<u32>(order, lastLength, 12)
  store<u32>(order, u32(ordered), 16)
  return good
}

/** RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. */
function isUtf8(start: usize, end: usize): bool {
  let at = start
  while (at < end) {
    const byte = load<u8>(at++)
    if (byte < 0x80) continue
    if (byte < 0xc2 || byte > 0xf4) return false
    const more: usize = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3
    if (end - at < more) return false
    const second = load<u8>(at)
    const least: u8 = byte == 0xe0 ? 0xa0 : byte == 0xf0 ? 0x90 : 0x80
    const most: u8 = byte == 0xed ? 0x9f : byte == 0xf4 ? 0x8f : 0xbf
    if (second < least || second > most) return false
    for (let k: usize = 1; k < more; k++) {
      if ((load<u8>(at + k) & 0xc0) != 0x80) return false
    }
    at += more
  }
  return true
}

/** For the search for duplicates: hash, line and place in the block of each good row, 16 bytes. Returns how many. */
export function hashIds(ids: usize, count: u32, rowLines: usize, lineBase: u32, refusals: usize, out: usize): u32 {
  let record = out
  for (let i: usize = 0; i < <usize>count; i++) {
    if (load<u32>(refusals + (i << 2)) != 0) continue
    const start = <usize>load<u32>(ids + (i << 3))
    const length = load<u32>(ids + (i << 3), 4)
    let hash = (headOf(start, length) + 0x9e3779b97f4a7c15 * <u64>length) * 0xd6e8feb86659fd93
    hash = ((hash ^ (hash >> 32)) + tailOf(start, length)) * 0xff51afd7ed558ccd
    if (length > 16) hash = mixIn(hash, start + 8, start + length - 8)
    hash = (hash ^ (hash >> 29)) * 0xc4ceb9fe1a85ec53
    store<u64>(record, hash ^ (hash >> 32))
    store<u32>(record, lineBase + load<u32>(rowLines + (i << 2)), 8)
    store<u32>(record, <u32>i, 12)
    record += 16
  }
  return <u32>((record - out) >> 4)
}

/**
 * Refuses the good rows whose line is marked, one bit for each line of the file, as repetitions of an earlier service.
 * Returns how many.
 */
export function refuseMarked(count: u32, rowLines: usize, lineBase: u32, marks: usize, column: u32, refusals: usize): u32 {
  let refused: u32 = 0
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const line = lineBase + load<u32>(rowLines + at)
    if (((load<u8>(marks + (<usize>line >> 3)) >> (<u8>line & 7)) & 1) == 0 || load<u32>(refusals + at) != 0) continue
    refuse(refusals + at, DUPLICATE, column)
    refused++
  }
  return refused
}
