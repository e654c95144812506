import type { Mistake } from '@pulih/kernel'
import { isKey } from './catalogue.ts'
import type { Words } from './words.ts'

/** Values that are words of the vocabulary. */
const lists = { unit: 'unit', expected: 'unit', figure: 'figure' }

/** What is wrong and what to write instead, as one text. */
export function describeMistake(words: Words, { code, values }: Mistake): string {
  const key = `mistake.${code}`
  if (!isKey(key)) return `${code} ${JSON.stringify(values)}`
  const known = `${values['known'] ?? ''}`
  const named = Object.fromEntries(
    Object.entries(lists).flatMap(([name, list]) =>
      values[name] === undefined ? [] : [[name, words.word(list, `${values[name]}`)]],
    ),
  )
  // Some codes are reported with and without what would be right; the messages choose by `hasKnown`.
  return words.phrase(key, {
    ...values,
    ...named,
    known,
    hasKnown: known === '' ? 'no' : 'yes',
    ...(values['to'] === '' ? { to: 'none' } : {}),
  })
}
