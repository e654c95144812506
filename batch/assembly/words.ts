import { fieldEnd, fieldStart, headOf, refuse, tailOf } from './fields'
import { MISSING_VALUE } from './reasons'

const REFUSE: i32 = -1

/**
 * A table of words: a power of two of slots with 32 bytes each: head, tail, length, address of the bytes, number that the word stands
 * for. A free slot has the length -1. The table's own record: seed (8 bytes), shift, mask, slots.
 */
const FREE: u32 = 0xffffffff

@inline
function slotOf(seed: u64, shift: u64, start: usize, length: u32, head: u64, tail: u64): u32 {
  let mixed = (head ^ (tail * 0x9e3779b97f4a7c15)) + length
  if (length > 16) mixed = mixIn(mixed, start + 8, start + length - 8)
  return <u32>((mixed * seed) >> shift)
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
  const head = headOf(start, length)
  const tail = tailOf(start, length)
  const mask = load<u32>(table, 12)
  const slots = <usize>load<u32>(table, 16)
  let slot = slotOf(load<u64>(table), load<u32>(table, 8), start, length, head, tail)
  let taken: u32 = 0
  while (load<u32>(slots + ((<usize>slot) << 5), 16) != FREE) {
    slot = (slot + 1) & mask
    taken++
  }
  const place = slots + ((<usize>slot) << 5)
  store<u64>(place, head)
  store<u64>(place, tail, 8)
  store<u32>(place, length, 16)
  store<u32>(place, <u32>start, 20)
  store<i32>(place, number, 24)
  return taken
}

/**
 * One column of words into their numbers. With a weight, `number * weight` is added to `out`, so that several columns make one
 * profile. A word that is not in the table becomes the number given or is refused (-1); an empty one is refused or counts as nothing (-2).
 */
export function findWords(
  rows: usize,
  count: u32,
  column: u32,
  isLast: bool,
  table: usize,
  whenEmpty: i32,
  whenUnknown: i32,
  unknownReason: u32,
  weight: i32,
  out: usize,
  refusals: usize,
): void {
  const seed = load<u64>(table)
  const shift = <u64>load<u32>(table, 8)
  const mask = load<u32>(table, 12)
  const slots = <usize>load<u32>(table, 16)
  for (let at: usize = 0; at < (<usize>count) << 2; at += 4) {
    const row = <usize>load<u32>(rows + at)
    const start = fieldStart(row, column)
    const length = <u32>(fieldEnd(row, column, isLast) - start)
    const head = headOf(start, length)
    const tail = tailOf(start, length)
    let slot = slotOf(seed, shift, start, length, head, tail)
    let number: i32 = -1
    while (true) {
      const place = slots + ((<usize>slot) << 5)
      // Equal means equal in every byte; the hash only says where to look first.
      const different = (load<u64>(place) ^ head) | (load<u64>(place, 8) ^ tail) | (load<u32>(place, 16) ^ length)
      if (different == 0 && (length <= 16 || memory.compare(<usize>load<u32>(place, 20), start, length) == 0)) {
        number = load<i32>(place, 24)
        break
      }
      if (load<u32>(place, 16) == FREE) break
      slot = (slot + 1) & mask
    }
    if (number < 0) {
      number = length == 0 ? whenEmpty : whenUnknown
      if (number == REFUSE) refuse(refusals + at, length == 0 ? MISSING_VALUE : unknownReason, column)
      if (number < 0) number = weight == 0 ? -1 : 0
    }
    store<i32>(out + at, weight == 0 ? number : load<i32>(out + at) + number * weight)
  }
}
