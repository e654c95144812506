import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as contracts from '@pulih/contracts'
import type { ProblemCode } from '@pulih/contracts'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { Refused } from '../api.ts'
import { problemCodes, sayRefusal } from '../problems.ts'
import { locales, sayIn, type Messages, type Telling } from '../say.ts'
import { messages as mainEnglish } from './en.ts'
import { messages as mainIndonesian } from './id.ts'
import { messages as mainPolish } from './pl.ts'
import { telling as englishTelling } from './telling/en.ts'
import { telling as indonesianTelling } from './telling/id.ts'
import { telling as polishTelling } from './telling/pl.ts'

const en = { ...mainEnglish, ...englishTelling }
const id = { ...mainIndonesian, ...indonesianTelling }
const pl = { ...mainPolish, ...polishTelling }
const all: Readonly<Record<keyof typeof locales, Messages & Telling>> = { en, id, pl }
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
    const keys = Object.keys(en) as (keyof Messages | keyof Telling)[]
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

    expect(same.every(([key]) => /^(kind|rights\.country|channel)/.test(key))).toBe(true)
  })
})

describe('what the portal may be refused', () => {
  // Refusals that no single operation declares, because each may give them.
  const everywhere: readonly ProblemCode[] = [
    'request.invalid',
    'request.not-json',
    'request.too-large',
    'request.wrong-media',
    'request.not-found',
    'request.too-many',
    'request.conflict',
    'request.not-valid-here',
    'access.unauthenticated',
    'access.forbidden',
    'service.unavailable',
    'service.failed',
  ]
  const routes = (Object.values(contracts) as readonly unknown[])
    .filter(isRoute)
    .filter(route => /^\/(?:portal|subscriptions|messaging\/stop)(?:\/|$)/.test(route.path))
  // One of them is the staff's.
  const own = routes.filter(({ permission }) => permission === 'anyone' || permission === 'portal.own')
  const possible = new Set<ProblemCode>([
    ...everywhere,
    ...own.flatMap(({ problems }) => problems),
    ...(own.some(({ idempotent }) => idempotent) ? (['idempotency.bad-key', 'idempotency.other-body'] as const) : []),
    ...(own.some(({ versioned }) => versioned) ? (['version.required', 'version.outdated'] as const) : []),
    // It stands in the address to which the operator's own sign-in sends back.
    'portal.provider-refused',
  ])

  test('is known by its code, and nothing else is', () => {
    expect(own.length).toBeGreaterThan(10)
    expect(problemCodes.toSorted()).toEqual([...possible].toSorted())
  })

  test('has a message, and no message is for anything else', () => {
    const told = Object.keys(en).filter(key => key.startsWith('problem.'))

    expect(told.toSorted()).toEqual(problemCodes.map(code => `problem.${code}`).toSorted())
  })

  test.each(['en', 'id', 'pl'] as const)('is said with the values that come with it in %s', language => {
    const say = sayIn(language, all[language])
    const odd = problemCodes.filter(code => {
      const { detail, also = [] }: contracts.ProblemKind = contracts.problemCatalogue[code]
      const values = Object.fromEntries([...namesIn(detail), ...also].map(name => [name, 90]))
      return /\{|undefined/.test(sayRefusal(say, new Refused(code, values)))
    })

    expect(odd).toEqual([])
    expect(sayRefusal(say, new Error('no answer'))).toBe(say('state.failed-text'))
  })
})

function isRoute(value: unknown): value is contracts.Route {
  return typeof value === 'object' && value !== null && 'path' in value && 'problems' in value && 'permission' in value
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map(([, name = '']) => name))].toSorted()
}
