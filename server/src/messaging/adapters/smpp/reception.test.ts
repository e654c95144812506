import { describe, expect, test } from 'vitest'
import type { RawArrival } from '../door.ts'
import { cString } from './fields.ts'
import { normalise } from './normalise.ts'
import { partReceipts } from './part-receipts.ts'
import { reception } from './reception.ts'
import { twins } from './twins.ts'

const at = Temporal.Instant.from('2026-11-22T18:00:00Z')

function aReception(refusals = 0) {
  const kept: RawArrival[] = []
  const deliver = reception({
    outside: {
      now: () => at,
      log: () => undefined,
      receive: raw => {
        if (refusals-- > 0) throw new Error('no room')
        kept.push(raw)
        return Promise.resolve()
      },
    },
    receiptIds: 'same',
    parts: partReceipts(),
    partSeconds: 0.1,
    generation: () => 1,
  })
  const texts = () => kept.flatMap(raw => normalise(raw, at)).map(each => (each.kind === 'message' ? each.text : null))
  return { deliver, kept, texts }
}

/** A part of a text, of which it is said in a header of eight bits, in one of sixteen, or beside it. */
function aPart(number: number, total: number, said: string, form: 'short' | 'long' | 'beside' = 'short'): Buffer {
  const header = {
    short: Buffer.of(5, 0, 3, 9, total, number),
    // Another element stands before it.
    long: Buffer.of(10, 0x24, 1, 0, 8, 4, 1, 9, total, number).fill(9, 0, 1),
    beside: Buffer.alloc(0),
  }[form]
  const beside = Buffer.from(`020c00020109020e0001${hex(total)}020f0001${hex(number)}`, 'hex')
  return Buffer.concat([
    cString(''),
    Buffer.of(1, 1),
    cString('48600100200'),
    Buffer.of(1, 1),
    cString('48500'),
    Buffer.of(header.length > 0 ? 0x40 : 0, 0, 0, 0, 0, 0, 0, 3, 0, header.length + said.length),
    header,
    Buffer.from(said, 'latin1'),
    form === 'beside' ? beside : Buffer.alloc(0),
  ])
}

function hex(octet: number): string {
  return octet.toString(16).padStart(2, '0')
}

describe('a text in parts', () => {
  test.each(['short', 'long', 'beside'] as const)('is one text in whatever order it comes (%s)', async form => {
    const { deliver, kept, texts } = aReception()
    const parts = [aPart(3, 3, 'ta', form), aPart(1, 3, 'Ala ma ', form), aPart(2, 3, 'ko', form)]

    expect(await Promise.all(parts.map(deliver))).toEqual([0, 0, 0])
    expect(kept).toHaveLength(1)
    expect(texts()).toEqual(['Ala ma kota'])
  })

  test('is kept as far as it came, and says where something is missing', async () => {
    const { deliver, texts } = aReception()
    const first = [aPart(1, 4, 'one'), aPart(3, 4, 'three')]

    expect(await Promise.all(first.map(deliver))).toEqual([0, 0])
    expect(await deliver(aPart(2, 4, 'two'))).toBe(0)
    expect(texts()).toEqual(['one… three …', '… two …'])
  })

  test('is answered only when it is kept', async () => {
    const { deliver, kept } = aReception(1)
    const parts = [aPart(1, 2, 'a'), aPart(2, 2, 'b')]

    expect(await Promise.all(parts.map(deliver))).toEqual([0x64, 0x64])
    expect(kept).toEqual([])
    expect(await Promise.all(parts.map(deliver))).toEqual([0, 0])
    expect(kept).toHaveLength(1)
  })

  test('that counts wrongly is a text of its own', async () => {
    const { deliver, texts } = aReception()
    expect(await deliver(aPart(5, 2, 'five'))).toBe(0)
    expect(await deliver(aPart(0, 2, 'none'))).toBe(0)
    expect(texts()).toEqual(['five', 'none'])
  })
})

describe('the same text once more', () => {
  test('is the same message directly afterwards, longer so where we signed in meanwhile', () => {
    const since = twins()
    const first = since('48600', 'a', 1, at)
    expect(since('48600', 'a', 1, at.add({ seconds: 20 }))).toBe(first)
    expect(since('48600', 'a', 2, at.add({ seconds: 300 }))).toBe(first)
    expect(since('48700', 'a', 2, at.add({ seconds: 300 }))).not.toBe(first)
  })

  test('is another one later, or after something else', () => {
    const since = twins()
    const first = since('48600', 'stop', 1, at)
    expect(since('48600', 'stop', 1, at.add({ seconds: 31 }))).not.toBe(first)
    since('48600', 'start', 1, at.add({ seconds: 32 }))
    expect(since('48600', 'stop', 1, at.add({ seconds: 33 }))).toBe(at.add({ seconds: 33 }).toString())
  })
})
