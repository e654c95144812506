import type { Arena, Views } from './arena.ts'
import type { Kernel } from './kernel.ts'

/** Where a table of words lies in the shared memory; `words.ts` in the kernel tells what its parts hold. */
export interface WordTable {
  readonly table: number
  /** Every word fits into eight bytes. */
  readonly isShort: boolean
  readonly slots: number
  readonly slotCount: number
  readonly heap: number
  readonly heapBytes: number
}

export function reserveWords(arena: Arena, words: readonly string[]): WordTable {
  const slotCount = 2 ** Math.ceil(Math.log2(Math.max(4, roomFor(words.length + 1))))
  const heapBytes = words.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const isShort = words.every(text => Buffer.byteLength(text) <= 8)
  return {
    table: arena.reserve(32),
    isShort,
    slots: arena.reserve(slotCount * slotBytes(isShort)),
    slotCount,
    heap: arena.reserve(heapBytes),
    heapBytes,
  }
}

/**
 * A few words have so much room that some seed gives each a slot of its own, because a second look at random rows is guessed wrong
 * as often as right. Many words fill half of the slots: a look-up nearly always ends at the first.
 */
function roomFor(words: number): number {
  return words <= fewWords ? Math.max(words * 2, (words * words) / 3) : words * 2
}

const fewWords = 128

function slotBytes(isShort: boolean): number {
  return isShort ? 16 : 32
}

const seeds = Array.from({ length: 64 }, (_, at) => 0x9e3779b97f4a7c15n ^ (BigInt(at) * 0xa24baed4963ee406n))
/**
 * Fills the table; for a few words several seeds are tried. An empty field that stands for a
 * word is a word itself, so that it costs no branch. A word stands for its place in the list, or for the number given.
 * With `covers`, a word also stands for the codes of the places within it.
 */
export function fillWords(
  views: Views,
  kernel: Kernel,
  place: WordTable,
  words: readonly string[],
  whenEmpty = -1,
  numbers?: readonly number[],
  covers = false,
): void {
  const { table, isShort, slots, slotCount, heap } = place
  views.u32[table / 4 + 2] = 64 - Math.log2(slotCount)
  views.u32[table / 4 + 3] = slotCount - 1
  views.u32[table / 4 + 4] = slots
  views.u32[table / 4 + 5] = Number(isShort)
  views.u32[table / 4 + 6] = Number(covers)

  views.bytes.write(words.join(''), heap, 'utf8')
  for (const seed of words.length <= fewWords ? seeds : seeds.slice(0, 1)) {
    views.u64[table / 8] = BigInt.asUintN(64, seed | 1n)
    views.bytes.fill(0xff, slots, slots + slotCount * slotBytes(isShort))
    let taken = 0
    let at = heap
    for (const [word, text] of words.entries()) {
      const length = Buffer.byteLength(text)
      taken += kernel.addWord(table, at, length, numbers ? (numbers[word] ?? 0) : word)
      at += length
    }
    if (whenEmpty >= 0) taken += kernel.addWord(table, at, 0, whenEmpty)
    if (taken === 0) break
  }
}
