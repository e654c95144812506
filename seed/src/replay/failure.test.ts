import { describe, expect, test } from 'vitest'
import { createRandom } from '../operator/random.ts'
import { failureOf, type NetworkElement } from './failure.ts'

const anElement = (id: string, ...parents: string[]): NetworkElement => ({
  id,
  kind: 'pop',
  name: id,
  parents,
  area: '1',
})
const downtime = { from: 1000, to: 5000 }

/** Two cores, a ring between them, and what hangs on it; a parent may come after its child. */
const network = [
  anElement('west'),
  anElement('a', 'west'),
  anElement('ring', 'west', 'east'),
  anElement('a1', 'a'),
  anElement('both', 'a', 'ring'),
  anElement('b', 'a', 'both-below'),
  anElement('both-below', 'a1', 'a'),
  anElement('east'),
]

describe('the failure of an element', () => {
  const down = (failed: string): string[] => [...failureOf(network, failed, downtime, createRandom(1, 1)).down.keys()]

  test('takes down what has no other way, and what has only ways that are down', () => {
    expect(down('west')).toEqual(['west', 'a', 'a1', 'b', 'both-below'])
    expect(down('a')).toEqual(['a', 'a1', 'b', 'both-below'])
    expect(down('east')).toEqual(['east'])
  })

  test('tells who was saved by a second uplink', () => {
    const { saved } = failureOf(network, 'west', downtime, createRandom(1, 1))

    expect(saved.map(({ id }) => id)).toEqual(['ring', 'both'])
  })

  test('lasts until the repair, for a few longer and for what hangs on them too', () => {
    const many = Array.from({ length: 400 }, (_, at) => [
      { ...anElement(`olt${at}`, 'west'), kind: 'olt' },
      anElement(`pon${at}`, `olt${at}`),
    ]).flat()
    const found = failureOf([anElement('west'), ...many], 'west', downtime, createRandom(1, 1)).down

    const late = [...found].filter(([, { to }]) => to > downtime.to)
    expect(late.length).toBeGreaterThan(8)
    expect(late.length).toBeLessThan(80)
    for (const [id, { from, to }] of found) {
      expect(from).toBe(downtime.from)
      expect(to - downtime.to).toBeLessThanOrEqual(90 * 60)
      if (id.startsWith('pon')) expect(to).toBe(found.get(id.replace('pon', 'olt'))?.to)
    }
  })

  test('of something unknown is refused', () => {
    expect(() => failureOf(network, 'nowhere', downtime, createRandom(1, 1))).toThrow('There is no element nowhere')
  })
})
