import { importReasons, mistakeCatalogue, permissions, problemCatalogue, type ProblemKind } from '@pulih/contracts'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { messages } from './en/index.ts'
import { valuesIn } from './values-in.ts'

const kinds: Readonly<Record<string, ProblemKind>> = problemCatalogue
const texts: Readonly<Record<string, string>> = messages
/** What the console itself finds wrong, without an answer of the server. */
const own = ['console.unreachable', 'console.unknown']

const codesOf = (prefix: string): string[] =>
  Object.keys(messages)
    .filter(key => key.startsWith(prefix))
    .map(key => key.slice(prefix.length))
    .toSorted()
const namesIn = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)

describe('whatever the server refuses', () => {
  test('has a message, and no message is for a refusal that there is not', () => {
    expect(codesOf('problem.')).toEqual([...Object.keys(kinds), ...own].toSorted())
  })

  test('has a message that names only what the refusal says', () => {
    const made = Object.entries(kinds).flatMap(([code, { detail, also = [] }]) => {
      const given = [...namesIn(detail), ...also]
      const unknown = valuesIn(texts[`problem.${code}`] ?? '', 'en').filter(name => !given.includes(name))
      return unknown.map(name => `${code} ${name}`)
    })

    expect(made).toEqual([])
  })

  test('has a message for whatever is wrong at one place, with the values that the mistake has', () => {
    expect(codesOf('mistake.')).toEqual([...Object.keys(mistakeCatalogue), 'whole'].toSorted())
    const made = Object.entries(mistakeCatalogue).flatMap(([code, text]) => {
      const unknown = valuesIn(texts[`mistake.${code}`] ?? '', 'en').filter(name => !namesIn(text).includes(name))
      return unknown.map(name => `${code} ${name}`)
    })
    expect(made).toEqual([])
  })

  test('in a row of an import has a reason and a remedy', () => {
    const reasons = Object.keys(importReasons).toSorted()

    expect(codesOf('reason.')).toEqual(reasons)
    expect(codesOf('remedy.')).toEqual(reasons)
  })

  test('for want of a permission calls it by words', () => {
    expect(codesOf('permission.')).toEqual(permissions.toSorted())
  })

  test('reads well in a state that it was not written for', () => {
    const odd = codesOf('problem.').filter(code => {
      const text = texts[`problem.${code}`] ?? ''
      const values = Object.fromEntries(valuesIn(text, 'en').map(name => [name, 7]))
      return /undefined|\{/.test(String(new IntlMessageFormat(text, 'en').format(values)))
    })

    expect(odd).toEqual([])
  })
})
