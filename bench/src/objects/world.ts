import { readFileSync } from 'node:fs'
import type { Interval } from './calendar.ts'

/** The network and its outages, as Maps that a service is looked up in. */
export interface World {
  readonly parentOf: ReadonlyMap<string, string>
  readonly outagesOf: ReadonlyMap<string, readonly Interval[]>
}

export function readWorld(networkPath: string, outagesPath: string): World {
  const parentOf = new Map<string, string>()
  for (const [element = '', parent = ''] of records(networkPath)) parentOf.set(element, parent)

  const outagesOf = new Map<string, Interval[]>()
  for (const [, start = '', end = '', elements = ''] of records(outagesPath)) {
    const interval = { start: Date.parse(start) / 1000, end: Date.parse(end) / 1000 }
    for (const element of elements.split('|')) {
      const known = outagesOf.get(element)
      if (known) known.push(interval)
      else outagesOf.set(element, [interval])
    }
  }
  return { parentOf, outagesOf }
}

function records(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map(line => line.split(','))
}
