import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { locales, type Messages } from '../say.ts'
import { messages as en } from './en.ts'
import { messages as id } from './id.ts'
import { messages as pl } from './pl.ts'

const all: Readonly<Record<keyof typeof locales, Messages>> = { en, id, pl }
const folder = join(import.meta.dirname, '..')
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.startsWith('messages') && !name.endsWith('.test.ts'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

/** `say(`kind.${…}`)` uses all that begin so. */
const beginnings = [...sources.matchAll(/`([a-z]+[.][a-z-]*)\$\{/g)].map(([, beginning = '']) => beginning)

describe('the messages of the portal', () => {
  test('are all used', () => {
    const unused = Object.keys(en).filter(
      key => !sources.includes(`'${key}'`) && !beginnings.some(beginning => key.startsWith(beginning)),
    )

    expect(unused).toEqual([])
  })

  test.each(['en', 'id', 'pl'] as const)('can be read and take the same values in %s', language => {
    const keys = Object.keys(en) as (keyof Messages)[]
    const differing = keys.filter(key => {
      const text = all[language][key]
      const parsed = new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true })
      return parsed.getAst().length === 0 || namesIn(text).join() !== namesIn(en[key]).join()
    })

    expect(differing).toEqual([])
  })

  test.each(['id', 'pl'] as const)('are not left in English in %s', language => {
    const same = Object.entries(all[language]).filter(
      ([key, text]) => text === en[key as keyof typeof en] && /[a-z]{4}/.test(text),
    )

    expect(same.every(([key]) => /^(kind|rights\.country)/.test(key))).toBe(true)
  })
})

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name))].toSorted()
}
