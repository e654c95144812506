import { fieldEnd, fieldStart, headOf, refuse } from './fields'
import { MISSING_VALUE } from './reasons'

const REFUSE: i32 = -1

/**
 * A table of words: a power of two of slots. The table's own record: seed (8 bytes), shift, mask, slots, whether it is short,
 * whether its words cover others: then a field that is not in the table stands for the longest word that covers it, up to a `-` or `.`.
 * A short table is for words of up to eight bytes; its slots hold, in 16 bytes, the word, its length and the number that it stands for.
 * The slots of any other hold, in 32 bytes, the first sixteen bytes, length, number and address of all bytes.
 * A free slot has a length that no word has.
 */
const FREE: u32 = 0xffffffff

/** The first sixteen bytes of a field, zeros behind a shorter one. Neither `min` nor `max`: they are branches, and always guessed wrong. */
@inline
function startOf(start: usize, length: u32): v128 {
  const places = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
  return v128.and(v128.load(start), i8x16.lt_u(places, i8x16.splat(<u8>(length | -u32(length > 255)))))
}

/** The last sixteen bytes of a longer field; of a shorter one the sixteen that begin where it begins, for there is nothing more to know. */
@inline
function lastBytes(start: usize, length: u32): v128 {
  const beyond = <i32>length - 16
  return v128.load(start + (<usize>(beyond & ~(beyond >> 31))))
}

@inline
function isLong(length: u32): v128 {
  return i32x4.splat(-i32(length > 16))
}

@inline
function wideSlot(seed: u64, shift: u64, start: usize, length: u32, first: v128): u32 {
  const last = v128.and(lastBytes(start, length), isLong(length))
  const low = i64x2.extract_lane(first, 0) + i64x2.extract_lane(last, 1) * 0x9e3779b97f4a7c15
  let mixed: u64 = (low ^ (i64x2.extract_lane(first, 1) * 0xd6e8feb86659fd93)) + length
  if (length > 32) mixed = mixIn(mixed, start + 16, start + length - 8)
  return <u32>((mixed * seed) >> shift)
}

@inline
function shortSlot(seed: u64, shift: u64, word: u64): u32 {
  return <u32>((word * seed) >> shift)
}

/** The middle of a long word, eight bytes at a time; the last eight may be taken twice. */
export function mixIn(mixed: u64, from: usize, to: usize): u64 {
  for (let at = from; at < to; at += 8) {
    mixed = (mixed ^ load<u64>(to - at < 8 ? to - 8 : at)) * 0xd6e8feb86659fd93
    mixed ^= mixed >> 32
  }
  return mixed
}

/** Puts a word into the table and returns how many slots were taken already on its way. */
export function addWord(table: usize, start: usize, length: u32, number: i32): u32 {
  const seed = load<u64>(table)
  const shift = <u64>load<u32>(table, 8)
  const mask = load<u32>(table, 12)
  const slots = <usize>load<u32>(table, 16)
  const isShort = load<u32>(table, 20) != 0
  const width: u32 = isShort ? 4 : 5
  const lengthAt: usize = isShort ? 8 : 16
  let slot = isShort ? shortSlot(seed, shift, headOf(start, length)) : wideSlot(seed, shift, start, length, startOf(start, length))
  let taken: u32 = 0
  while (load<u32>(slots + ((<usize>slot) << width) + lengthAt) != FREE) {
    slot = (slot + 1) & mask
    taken++
  }
  const place = slots + ((<usize>slot) << width)
  if (isShort) store<u64>(place, headOf(start, length))
  else v128.store(place, startOf(start, length))
  store<u32>(place + lengthAt, length)
  store<i32>(place + lengthAt, number, 4)
  if (!isShort) store<u32>(place, <u32>start, 24)
  return taken
}

/**
 * A column of words, or several that stand side by side, into their numbers. With a weight, `number * weight` is added to `out`, so that
 * several look-ups make one profile. A word that is not in the table becomes the number given or is refused (-1); an empty one is
 * refused or counts as nothing (-2). Returns how many were not in the table.
 */
export function findWords(
  rows: usize,
  count: u32,
  column: u32,
  lastColumn: u32,
  isLast: bool,
  table: usize,
  whenEmpty: i32,
  whenUnknown: i32,
  unknownReason: u32,
  weight: i32,
  out: usize,
  refusals: usize,
): u32 {
  if (load<u32>(table, 20) != 0) {
    return find(true, rows, count, column, lastColumn, isLast, table, whenEmpty, whenUnknown, unknownReason, weight, out, refusals)
  }
  return find(false, rows, count, column, lastColumn, isLast, table, whenEmpty, whenUnknown, unknownReason, weight, out, refusals)
}

@inline
function find(
  isShort: bool,
  rows: usize,
  count: u32,
  column: u32,
  lastColumn: u32,
  isLast: bool,
  table: usize,
  whenEmpty: i32,
  whenUnknown: i32,
  unknownReason: u32,
  weight: i32,
  out: usize,
  refusals: usize,
): u32 {
  const seed = load<u64>(table)
  const shift = <u64>load<u32>(table, 8)
  const mask = load<u32>(table, 12)
  const slots = <usize>load<u32>(table, 16)
  const covers = load<u32>(table, 24) != 0
  let missed: u32 = 0
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const row = <usize>load<u32>(rows + at)
    const start = fieldStart(row, column)
    const length = <u32>(fieldEnd(row, lastColumn, isLast) - start)
    let number = isShort ? numberOfShort(seed, shift, mask, slots, start, length) : numberOfAny(seed, shift, mask, slots, start, length)
    if (number < 0 && covers) number = numberOfCovering(isShort, seed, shift, mask, slots, start, length)
    if (number < 0) {
      missed++
      number = length == 0 ? whenEmpty : whenUnknown
      if (number == REFUSE) refuse(refusals + at, length == 0 ? MISSING_VALUE : unknownReason, column)
      if (number < 0) number = weight == 0 ? -1 : 0
    }
    store<i32>(out + at, weight == 0 ? number : load<i32>(out + at) + number * weight)
  }
  return missed
}

const HYPHEN: u8 = 45
const POINT: u8 = 46

/** The number of the longest word that covers a code: what stands before one of its separators. */
function numberOfCovering(isShort: bool, seed: u64, shift: u64, mask: u32, slots: usize, start: usize, length: u32): i32 {
  for (let shorter = length - 1; <i32>shorter > 0; shorter--) {
    const byte = load<u8>(start + shorter)
    if (byte != HYPHEN && byte != POINT) continue
    const number = isShort ? numberOfShort(seed, shift, mask, slots, start, shorter) : numberOfAny(seed, shift, mask, slots, start, shorter)
    if (number >= 0) return number
  }
  return -1
}

/** Equal means equal in every byte; the hash only says where to look first. */
@inline
function numberOfShort(seed: u64, shift: u64, mask: u32, slots: usize, start: usize, length: u32): i32 {
  const word = headOf(start, length)
  let slot = shortSlot(seed, shift, word)
  while (true) {
    const place = slots + ((<usize>slot) << 4)
    if (((load<u64>(place) ^ word) | (load<u32>(place, 8) ^ length)) == 0) return load<i32>(place, 12)
    if (load<u32>(place, 8) == FREE) return -1
    slot = (slot + 1) & mask
  }
}

@inline
function numberOfAny(seed: u64, shift: u64, mask: u32, slots: usize, start: usize, length: u32): i32 {
  const first = startOf(start, length)
  const last = lastBytes(start, length)
  let slot = wideSlot(seed, shift, start, length, first)
  while (true) {
    const place = slots + ((<usize>slot) << 5)
    const known = load<u32>(place, 16)
    if (known == FREE) return -1
    const address = <usize>load<u32>(place, 24)
    const different = v128.or(
      v128.xor(v128.load(place), first),
      v128.and(v128.xor(lastBytes(address, known), last), isLong(length)),
    )
    if (known == length && !v128.any_true(different) && (length <= 32 || memory.compare(address, start, length) == 0)) {
      return load<i32>(place, 20)
    }
    slot = (slot + 1) & mask
  }
}
