import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRulebook } from '@pulih/rulebooks'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { messages as en } from './messages/en.ts'
import { messages as id } from './messages/id.ts'
import { messages as pl } from './messages/pl.ts'
import { codeName, regionName } from './names.ts'
import { needsOf } from './needs.ts'
import { emptyDraft } from './draft.ts'
import { sayIn, teach } from './say.ts'

const catalogues = { en, id, pl }
const folder = import.meta.dirname
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => /\.tsx?$/.test(name) && !name.includes('test') && !name.startsWith('messages'))
  .map(name => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

/** Keys that are put together, `link.${reason}`: the words that may follow each beginning stand in the sources as words. */
const stems = [...new Set([...sources.matchAll(/`([a-z]+(?:[.-][a-z]+)*\.)\$\{/g)].map(([, stem = '']) => stem))]

function isPutTogether(key: string): boolean {
  return stems.some(stem => {
    const word = key.startsWith(stem) ? key.slice(stem.length).replace(/^(.*)-text$/, '$1') : null
    return word !== null && sources.includes(`'${word}'`)
  })
}

describe('every message', () => {
  test.each(Object.keys(en))('%s is used', key => {
    expect(sources.includes(`'${key}'`) || isPutTogether(key)).toBe(true)
  })

  test.each(['id', 'pl'] as const)('takes the same values in %s as in English', language => {
    const different = Object.entries(en).filter(
      ([key, text]) =>
        valuesOf(text, 'en').join() !== valuesOf(catalogues[language][key as keyof typeof en], language).join(),
    )

    expect(different.map(([key]) => key)).toEqual([])
  })

  test('in Polish has the forms that Polish counts by', () => {
    const plurals = Object.entries(pl).filter(([, text]) => text.includes(', plural,'))

    expect(plurals.length).toBeGreaterThan(3)
    expect(plurals.filter(([, text]) => !/one \{|=0 \{/.test(text) || !/few \{/.test(text))).toEqual([])
  })
})

describe('every region and code that a rule asks for', () => {
  test('has a name', () => {
    teach('en', en)
    const say = sayIn('en')
    const rulebook = loadRulebook()
    const needs = rulebook.jurisdictions().flatMap(jurisdiction =>
      (['internet', 'voice', 'tv', 'mobile', 'leased-line'] as const).map(kind => {
        const schemes = [...rulebook.schemes.values()].filter(each => each.jurisdiction === jurisdiction)
        return needsOf({ ...emptyDraft, jurisdiction, kind, schemes: schemes.map(each => each.id) }, rulebook)
      }),
    )

    expect(needs.flatMap(({ regions }) => regions).filter(code => regionName(say, code) === code)).toEqual([])
    expect(needs.flatMap(({ codes }) => codes).filter(code => codeName(say, code) === code)).toEqual([])
  })
})

function valuesOf(text: string, language: string): string[] {
  const names: string[] = []
  const visit = (elements: readonly unknown[]) => {
    for (const element of elements as readonly { type: number; value?: string; options?: object }[]) {
      // 0 is plain text, 7 the number sign of a plural.
      if (element.type !== 0 && element.type !== 7 && element.value !== undefined) names.push(element.value)
      for (const option of Object.values(element.options ?? {})) visit((option as { value: unknown[] }).value)
    }
  }
  visit(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst())
  return [...new Set(names)].toSorted()
}
