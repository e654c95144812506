import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { catalogue, locales } from '../html/say.ts'
import { en } from './en.ts'

const folder = join(import.meta.dirname, '..', 'html')
const source = readdirSync(folder)
  .filter(name => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

describe('the words of the page', () => {
  test('are all used: each is named, or belongs to a family that is', () => {
    const families = [...source.matchAll(/`([a-z-]+\.)\$\{/g)].map(([, family]) => family ?? '')
    const unused = Object.keys(en).filter(
      key => !source.includes(`'${key}'`) && !families.some(family => key.startsWith(family)),
    )
    expect(unused).toEqual([])
  })

  test('ask for the same values in every language, and can be read', () => {
    for (const language of ['id', 'pl'] as const) {
      for (const [key, message] of Object.entries(catalogue[language])) {
        const english = catalogue.en[key as keyof typeof en]
        expect(namesIn(message, language), `${language} ${key}`).toEqual(namesIn(english, 'en'))
      }
    }
  })

  test('are translated: only names are the same in two languages', () => {
    const same = (['id', 'pl'] as const).flatMap(language =>
      Object.entries(en).filter(
        ([key, text]) =>
          catalogue[language][key as keyof typeof en] === text && /[a-z]{3}/i.test(text.replace(/\{\w+\}/g, '')),
      ),
    )
    expect([...new Set(same.map(([key]) => key))].sort()).toEqual(['contact.mail', 'feeds.data'])
  })
})

/** The names of the values, wherever they stand in plurals and choices. */
function namesIn(message: string, language: keyof typeof locales): readonly string[] {
  const names = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit)
    if (typeof value !== 'object' || value === null) return
    const { type, value: name, options } = value as { type?: number; value?: unknown; options?: object }
    // 0 is plain text and 7 the sign # of a plural; everything else names a value.
    if (typeof name === 'string' && type !== 0) names.add(name)
    if (options) Object.values(options).forEach(option => visit((option as { value: unknown }).value))
  }
  visit(new IntlMessageFormat(message, locales[language], undefined, { ignoreTag: true }).getAst())
  return [...names].sort()
}
