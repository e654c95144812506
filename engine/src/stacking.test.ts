import { describe, expect, test } from 'vitest'
import { aHead, answer, aScheme, down } from './testing/a-scheme.ts'
import { stack, stackingSteps } from './stacking.ts'
import type { Scheme, Stacking } from './vocabulary.ts'

const facts = { interruptions: [down('2026-09-10 00:00', '2026-09-11 00:00')] }
const scheme = (id: string, money: string, stacking: Stacking, changes: Partial<Scheme> = {}) =>
  aScheme({ id: `xx/${id}`, heads: [aHead({ pays: { money } })], stacking, ...changes })
const amounts = (...schemes: readonly Scheme[]) =>
  answer(schemes, facts).lines.map(({ scheme: id, amount }) => `${id} ${amount}`)
const greatest = (rank: number): Stacking => ({ rule: 'greatest-of', group: 'g', rank })

describe('schemes', () => {
  test('that add are both due', () => {
    expect(amounts(scheme('a', '5.00', { rule: 'adds' }), scheme('b', '3.00', { rule: 'adds' }))).toEqual([
      'xx/a 5.00',
      'xx/b 3.00',
    ])
  })

  test('in a group yield to the greatest, whichever is named first', () => {
    const [small, large] = [scheme('a', '3.00', greatest(1)), scheme('b', '5.00', greatest(2))]

    expect(amounts(small, large)).toEqual(['xx/a 0.00', 'xx/b 5.00'])
    expect(amounts(large, small)).toEqual(['xx/b 5.00', 'xx/a 0.00'])
  })

  test('in a group on a tie yield to the lower rank', () => {
    expect(amounts(scheme('a', '5.00', greatest(2)), scheme('b', '5.00', greatest(1)))).toEqual([
      'xx/a 0.00',
      'xx/b 5.00',
    ])
  })

  test.each([
    ['2.00', '3.00'],
    ['5.00', '0.00'],
    ['9.00', '0.00'],
    ['0.00', '5.00'],
  ])('set off against %s leave %s of five', (other, left) => {
    expect(
      amounts(scheme('a', '5.00', { rule: 'set-off', against: ['xx/b'] }), scheme('b', other, { rule: 'adds' })),
    ).toEqual([`xx/a ${left}`, `xx/b ${other}`])
  })

  test('that are subsidiary are due only when the others are not', () => {
    const subsidiary = scheme('a', '5.00', { rule: 'subsidiary', to: ['xx/b', 'xx/c'] })
    const [none, one] = [scheme('b', '0.00', { rule: 'adds' }), scheme('c', '0.01', { rule: 'adds' })]

    expect(amounts(subsidiary, none, one)).toEqual(['xx/a 0.00', 'xx/b 0.00', 'xx/c 0.01'])
    expect(answer([subsidiary, none, { ...one, heads: [aHead({ pays: { money: '0.00' } })] }], facts).recommended).toBe(
      '5.00',
    )
  })

  test('that lost say to whom', () => {
    const { lines } = answer([scheme('a', '3.00', greatest(1)), scheme('b', '5.00', greatest(2))], facts)

    expect(lines[0]?.because.at(-1)).toEqual({ code: 'yields-to', values: { scheme: 'xx/b' } })
  })

  test('are stacked for each figure by itself', () => {
    const reading = {
      id: 'r',
      figures: ['maximum'],
      question: { en: 'q', id: 'q', pl: 'q' },
      says: { en: 's', id: 's', pl: 's' },
      why: { en: 'w', id: 'w', pl: 'w' },
      patch: { '/heads/0/pays/money': '9.00' },
    } as const
    const { lines, arguableMaximum, recommended } = answer(
      [scheme('a', '3.00', greatest(1), { readings: [reading] }), scheme('b', '5.00', greatest(2))],
      facts,
    )

    expect([recommended, arguableMaximum]).toEqual(['5.00', '9.00'])
    expect(lines.map(line => `${line.scheme} ${line.reading} ${line.amount}`)).toEqual([
      'xx/a recommended 0.00',
      'xx/a arguableMaximum 9.00',
      'xx/b recommended 5.00',
      'xx/b arguableMaximum 0.00',
    ])
  })
})

describe('stacking steps', () => {
  test('put groups first, then what is subsidiary, then what is set off, and leave out what has no partner', () => {
    const schemes = [
      scheme('a', '1.00', { rule: 'set-off', against: ['xx/b', 'xx/nobody'] }),
      scheme('b', '1.00', { rule: 'subsidiary', to: ['xx/c'] }),
      scheme('c', '1.00', greatest(2)),
      scheme('d', '1.00', greatest(1)),
      scheme('e', '1.00', { rule: 'greatest-of', group: 'alone', rank: 1 }),
      scheme('f', '1.00', { rule: 'on-top' }),
    ]

    expect(stackingSteps(schemes)).toEqual([
      { kind: 'greatest', schemes: [3, 2] },
      { kind: 'subsidiary', scheme: 1, to: [2] },
      { kind: 'set-off', scheme: 0, by: 1 },
    ])
  })

  test('leave the amounts they were given alone', () => {
    const given = Object.freeze([5n, 3n])

    expect(stack([{ kind: 'greatest', schemes: [0, 1] }], given).amounts).toEqual([5n, 0n])
    expect(given).toEqual([5n, 3n])
  })
})
