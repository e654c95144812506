import { describe, expect, test } from 'vitest'
import { NotUnderstood } from './door.ts'
import { objectsOf } from './reading.ts'

describe('a list of somebody else’s', () => {
  test('is read as far as it holds objects', () => {
    expect(objectsOf([{ id: 1 }, 'no', null, [], { id: 2 }])).toEqual([{ id: 1 }, { id: 2 }])
    expect(objectsOf({ id: 1 })).toEqual([])
  })

  test('that is too long is not read in part', () => {
    expect(objectsOf(Array.from({ length: 20_000 }, () => ({})))).toHaveLength(20_000)
    expect(() => objectsOf(Array.from({ length: 20_001 }, () => ({})))).toThrow(NotUnderstood)
  })
})
