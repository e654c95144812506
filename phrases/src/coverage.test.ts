import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isKey } from './catalogue.ts'
import { stepKeys } from './steps.ts'

const engine = join(import.meta.dirname, '..', '..', 'engine', 'src')
const sources = readdirSync(engine)
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(join(engine, name), 'utf8'))
  .join('\n')

describe('every code that the engine writes', () => {
  const codes = codesIn(sources)

  test('is found in its sources', () => {
    for (const known of [
      'measured',
      'condition-not-met',
      'cause-excluded',
      'unknown-field',
      'needs-clock',
      'version-overlap',
      'not-a-money',
      'missing-field',
    ]) {
      expect(codes).toContain(known)
    }
    expect(codes.length).toBeGreaterThan(80)
  })

  test.each(codes)('%s has a message', code => {
    expect(stepKeys(code).length > 0 || isKey(`mistake.${code}`)).toBe(true)
  })
})

describe('every word of the vocabulary', () => {
  const vocabulary = readFileSync(join(engine, 'vocabulary.ts'), 'utf8')
  const named: Readonly<Record<string, string>> = {
    statuses: 'status',
    confidences: 'confidence',
    serviceKinds: 'kind',
    subscriberTypes: 'subscriber',
    payments: 'payment',
    remotenesses: 'remoteness',
    extents: 'extent',
    causes: 'cause',
    appointmentOutcomes: 'appointment',
    figures: 'figure',
    comparisons: 'comparison',
    proofs: 'proof',
    denominators: 'denominator',
    benefitKinds: 'benefit-kind',
    parameterUnits: 'unit',
  }

  test.each(Object.entries(named))('in %s has a name', (list, context) => {
    const words = wordsOf(vocabulary, list)
    expect(words.length).toBeGreaterThan(1)
    expect(words.filter(word => !isKey(`${context}.${word}`))).toEqual([])
  })

  test('each measure has one', () => {
    const measures = [...vocabulary.matchAll(/measure: '([a-z-]+)'/g)].map(([, word = '']) => word)
    expect(measures.length).toBeGreaterThan(10)
    const nested = ['duration', 'availability', 'calendar-days', 'blocks']
    expect(measures.filter(word => !nested.includes(word) && !isKey(`measure.${word}`))).toEqual([])
  })
})

/** The words of `export const causes = ['…', …] as const`. */
function wordsOf(source: string, list: string): string[] {
  const body = new RegExp(`export const ${list} = \\[([^\\]]*)\\]`).exec(source)?.[1] ?? ''
  return [...body.matchAll(/'([^']+)'/g)].map(([, word = '']) => word)
}

/** Codes stand behind `code:`, or second after the place of a mistake, or first where a form or a reason is made. */
function codesIn(text: string): string[] {
  const places = [
    ...text.matchAll(/\bcode: ([^,}\n]+)/g),
    ...text.matchAll(/\badd\((?:`[^`]*`|[^,`\n]+), ([^,\n]+)[,)]/g),
    ...text.matchAll(/\b(?:matching|out)\(('[a-z-]+'|`[^`]+`)/g),
  ].map(([, place = '']) => place)
  const plain = places.flatMap(place => [...place.matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code = '']) => code))
  const units = places.some(place => place.includes('not-a-${unit}'))
    ? ['money', 'duration', 'fraction', 'count'].map(unit => `not-a-${unit}`)
    : []
  return [...new Set([...plain, ...units])].toSorted()
}
