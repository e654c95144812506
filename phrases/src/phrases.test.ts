import { languages } from '@pulih/kernel'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { catalogue, isKey, type Key } from './catalogue.ts'
import { phrase } from './phrase.ts'

const keys = Object.keys(catalogue.en).filter(isKey)

describe.each(languages)('every message in %s', language => {
  test('reads without gaps, whatever the number', () => {
    const broken = keys.filter(key =>
      [0, 1, 2, 5, 22].some(count => {
        const text = phrase(language, key, samples(key, count))
        return /[{}#]/.test(text) || text.trim() === ''
      }),
    )
    expect(broken).toEqual([])
  })

  test('asks for the same values as the English one', () => {
    const different = keys.filter(
      key => argumentsOf(catalogue[language][key]).join() !== argumentsOf(catalogue.en[key]).join(),
    )
    expect(different).toEqual([])
  })
})

test('every mistake names a remedy after what is wrong', () => {
  const mistakes = keys.filter(key => key.startsWith('mistake.') && key !== 'mistake.did-you-mean')
  const sentences = (text: string) => text.split(/(?<=[.:?])\s+(?=[\p{Lu}`])/u)
  const bare = mistakes.filter(key =>
    languages.some(language => sentences(phrase(language, key, samples(key, 2))).length < 2),
  )
  expect(bare).toEqual([])
})

test('Indonesian and Polish are translated, except for symbols and names', () => {
  const wordless = (text: string) => !/\p{L}{3}/u.test(text.replaceAll(/\{\w+\}/g, ''))
  const shared = new Set(['internet', 'hosting', 'data', 'status', 'id'])
  for (const language of ['id', 'pl'] as const) {
    const same = keys.filter(
      key =>
        catalogue[language][key] === catalogue.en[key] &&
        !wordless(catalogue.en[key]) &&
        !shared.has(catalogue.en[key]),
    )
    expect(same).toEqual([])
  }
})

/** The number of a plural is a number, and every other value a word. */
function samples(key: Key, count: number): Record<string, string | number> {
  const plurals = new Set([...catalogue.en[key].matchAll(/\{(\w+), plural/g)].map(([, name = '']) => name))
  return Object.fromEntries(
    argumentsOf(catalogue.en[key]).map(name => [
      name,
      plurals.has(name) ? count : name === 'hasKnown' ? 'yes' : 'sample',
    ]),
  )
}

function argumentsOf(message: string): string[] {
  const names = new Set<string>()
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    // Literals (0) and the number sign of a plural (7) ask for nothing.
    if ('type' in node && 'value' in node && typeof node.value === 'string' && node.type !== 0 && node.type !== 7)
      names.add(node.value)
    Object.values(node).forEach(walk)
  }
  walk(new IntlMessageFormat(message, 'en', undefined, { ignoreTag: true }).getAst())
  return [...names].toSorted()
}
