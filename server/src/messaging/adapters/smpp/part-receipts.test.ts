import { describe, expect, test } from 'vitest'
import { cString } from './fields.ts'
import { handOverParts } from './hand-over.ts'
import type { Line } from './line.ts'
import { partReceipts } from './part-receipts.ts'
import type { Answer } from './requests.ts'
import type { Session } from './session.ts'

const delivered = (id: string) => ({ id, says: 'delivered', reason: null }) as const
const failed = (id: string) => ({ id, says: 'undeliverable', reason: null }) as const

function aText(ids: readonly string[]) {
  const receipts = partReceipts()
  const parts = receipts.begin(ids.length)
  for (const id of ids) parts.taken(id)
  parts.complete()
  return receipts
}

describe('a text of many parts', () => {
  test('is delivered when all of them are, in whatever order and however often', () => {
    const receipts = aText(['a', 'b', 'c'])
    expect(receipts.heard(delivered('c'))).toEqual({ id: 'c', says: null })
    expect(receipts.heard(delivered('c'))).toEqual({ id: 'c', says: null })
    expect(receipts.heard(delivered('a'))).toEqual({ id: 'c', says: null })
    expect(receipts.heard(delivered('b'))).toEqual({ id: 'c', says: 'delivered' })
  })

  test('is not when one is not, also afterwards', () => {
    const receipts = aText(['a', 'b'])
    expect(receipts.heard(failed('a'))).toEqual({ id: 'b', says: 'undeliverable' })
    expect(receipts.heard(delivered('b'))).toEqual({ id: 'b', says: 'undeliverable' })
  })

  test('that nobody remembers is told by its parts alone', () => {
    expect(partReceipts().heard(delivered('b'))).toBeNull()
    expect(aText(['only']).heard(delivered('only'))).toBeNull()
  })

  test('is not ended where its first part turned out not to arrive', async () => {
    const receipts = partReceipts()
    let said = 0
    const session = aSession(() => {
      said++
      return answered(0, `${said}`)
    })
    const parts = receipts.begin(3)
    const late = { ...parts, taken: (id: string) => (parts.taken(id), void receipts.heard(failed(id))) }

    expect(await handOverParts(session, bodies(3), late, 0.01)).toMatchObject({ kind: 'refused', isFinal: true })
    expect(said).toBe(1)
  })

  test('of which the second is refused for good fails, and is a doubt where its answer is lost', async () => {
    const second = (answer: Answer) => {
      let said = 0
      return aSession(() => (++said === 2 ? answer : answered(0, `${said}`)))
    }
    const end = (answer: Answer) => handOverParts(second(answer), bodies(3), partReceipts().begin(3), 0.01)

    expect(await end(answered(0x65, ''))).toMatchObject({ kind: 'refused', isFinal: true })
    expect(await end({ kind: 'lost', reason: 'the line broke' })).toMatchObject({ kind: 'lost' })
    expect(await end({ kind: 'unsent', reason: 'the line broke' })).toEqual({ kind: 'accepted', id: '4' })
  })
})

function bodies(count: number): readonly Buffer[] {
  return Array.from({ length: count }, () => Buffer.alloc(1))
}

function answered(status: number, id: string): Answer {
  return { kind: 'answered', pdu: { command: 0x80000004, status, sequence: 1, body: cString(id) } }
}

function aSession(answer: () => Answer): Session {
  const line: Line = {
    ask: () => Promise.resolve(answer()),
    ended: new Promise(() => undefined),
    isOpen: () => true,
    retire: () => undefined,
    end: () => undefined,
  }
  return {
    line: () => Promise.resolve(line),
    generation: () => 1,
    health: () => 'bound',
    isClosed: () => false,
    close: () => Promise.resolve(),
  }
}
