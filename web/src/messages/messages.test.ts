import { describe, expect, test } from 'vitest'
import { messages as en } from './en/index.ts'
import { messages as id } from './id/index.ts'
import { messages as pl } from './pl/index.ts'
import { valuesIn } from './values-in.ts'

const all = { en, id, pl } as const
const files = import.meta.glob<string>('../{api,console,ui}/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const sources = Object.entries(files)
  .filter(([path]) => !path.includes('.test.'))
  .map(([, text]) => text)
  .join('\n')
/** `say(`status.${status}`)` says every message that begins with `status.`. */
const prefixes = [...sources.matchAll(/`([a-z][\w.-]*\.)\$\{/gi)].map(([, prefix = '']) => prefix)

const parts = import.meta.glob<string>('./en/*.ts', { query: '?raw', import: 'default', eager: true })

describe('the messages', () => {
  test('have each a name of their own: of two with the same one would silently replace the other', () => {
    const keys = Object.values(parts).flatMap(text => [...text.matchAll(/^ {2}'([\w.-]+)':/gm)].map(([, key]) => key))

    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
    expect(keys.length).toBe(Object.keys(en).length)
  })

  test('are the same ones in every language', () => {
    expect(Object.keys(id).toSorted()).toEqual(Object.keys(en).toSorted())
    expect(Object.keys(pl).toSorted()).toEqual(Object.keys(en).toSorted())
  })

  test('are all said somewhere', () => {
    const unsaid = Object.keys(en).filter(
      key => !sources.includes(`'${key}'`) && !prefixes.some(prefix => key.startsWith(prefix)),
    )

    expect(unsaid).toEqual([])
  })

  test.each(Object.keys(all) as (keyof typeof all)[])(
    'can be read, and are filled in with the same values, in %s',
    language => {
      for (const [key, text] of Object.entries(all[language])) {
        expect(valuesIn(text, language), `${language} ${key}`).toEqual(valuesIn(en[key as keyof typeof en], 'en'))
      }
    },
  )

  test('in Polish have every plural that Polish has', () => {
    const poor = Object.entries(pl).filter(
      ([, text]) =>
        text.includes(', plural,') && !['one {', 'few {', 'many {', 'other {'].every(form => text.includes(form)),
    )

    expect(poor.map(([key]) => key)).toEqual([])
  })

  test('in Indonesian and Polish are not left in English', () => {
    const same = (other: Readonly<Record<string, string>>) =>
      Object.entries(en)
        .filter(([key, text]) => other[key] === text && /[a-z]{4,} [a-z]{3,}/i.test(text))
        .map(([key]) => key)

    expect([...same(id), ...same(pl)]).toEqual([])
  })
})
