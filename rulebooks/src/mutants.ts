import { parseDuration } from '@pulih/kernel'
import type { Scheme } from '@pulih/engine'

/** A scheme with one thing wrong. The worked cases beside the scheme must notice. */
export interface Mutant {
  readonly what: string
  readonly scheme: Scheme
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const flipped: Readonly<Record<string, string>> = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' }
const flippedWhich: Readonly<Record<string, string>> = {
  'with-more-than': 'with-at-least',
  'with-at-least': 'with-more-than',
  whole: 'touched',
  touched: 'whole',
}
const flippedEach: Readonly<Record<string, string>> = { started: 'full', full: 'started' }
/** Fields whose value is an edge: just below and just above it the answer differs. */
const edges = ['than', 'above', 'atLeast', 'time', 'calendarDays', 'workingDays', 'first', 'fraction', 'less', 'plus']

/** Flips every comparison, moves every edge by one second or one unit, and takes away every reading. */
export function mutantsOf(scheme: Scheme): Mutant[] {
  const mutants: Mutant[] = []
  const document = structuredClone(scheme) as unknown as { [key: string]: Json }
  const add = (what: string) => mutants.push({ what, scheme: structuredClone(document) as unknown as Scheme })

  const change = (owner: { [key: string]: Json }, key: string, value: Json, what: string) => {
    const before = owner[key] as Json
    owner[key] = value
    add(what)
    owner[key] = before
  }

  const walk = (node: Json, path: string): void => {
    if (typeof node !== 'object' || node === null) return
    if (Array.isArray(node)) return node.forEach((item, index) => walk(item, `${path}/${index}`))
    for (const key of Object.keys(node)) {
      const value = node[key]
      const here = `${path}/${key}`
      if (typeof value === 'string') {
        const other =
          key === 'is'
            ? flipped[value]
            : key === 'which'
              ? flippedWhich[value]
              : key === 'each'
                ? flippedEach[value]
                : undefined
        if (other !== undefined) change(node, key, other, `${here}: ${value} became ${other}`)
        if (edges.includes(key))
          for (const moved of moves(scheme, value)) change(node, key, moved, `${here}: ${value} became ${moved}`)
      }
      walk(value as Json, here)
    }
    if ('above' in node && 'pays' in node) swapBound(node, 'above', 'atLeast', path)
    else if ('atLeast' in node && 'pays' in node) swapBound(node, 'atLeast', 'above', path)
  }

  const swapBound = (row: { [key: string]: Json }, from: string, to: string, path: string) => {
    const bound = row[from] as Json
    delete row[from]
    row[to] = bound
    add(`${path}: ${from} became ${to}`)
    delete row[to]
    row[from] = bound
  }

  walk(document['heads'] as Json, '/heads')
  for (const reading of document['readings'] as { [key: string]: Json }[]) {
    if (reading['patch'] === undefined) continue
    change(reading, 'patch', {}, `/readings/${JSON.stringify(reading['id'])} no longer patches anything`)
  }
  return mutants
}

/** The value of an edge as it is today, one unit lower and one higher. */
function moves(scheme: Scheme, value: string): string[] {
  const text = value.startsWith('$') ? scheme.parameters[value.slice(1)]?.values.at(-1)?.value : value
  if (text === undefined) return []
  const seconds = parseDuration(text)
  if (seconds !== null) return [seconds - 1, seconds + 1].filter(moved => moved >= 0).map(moved => `PT${moved}S`)
  if (/^\d+$/.test(text)) return [Number(text) - 1, Number(text) + 1].filter(moved => moved >= 0).map(String)
  return []
}
