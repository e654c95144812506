import { readdirSync, readFileSync } from 'node:fs'
import type { ClockRule } from './clock.ts'

const folder = new URL('../../clocks/', import.meta.url)

/** The duties that are known, by their files in `clocks/`. */
export function loadClocks(): readonly ClockRule[] {
  return readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as ClockRule)
}
