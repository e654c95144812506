import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { HolidayCalendar, Scheme } from '@pulih/engine'

// `batch` knows no rulebook. The test reads the files as any caller of the engine may, whatever they are when it runs.
const folder = join(import.meta.dirname, '..', '..', '..', 'rulebooks')

export function everyScheme(): Scheme[] {
  return readdirSync(folder)
    .filter(name => /^[a-z]{2}$/.test(name))
    .flatMap(name => documentsIn(join(folder, name)) as Scheme[])
}

export function everyCalendar(): HolidayCalendar[] {
  return documentsIn(join(folder, 'calendars')) as HolidayCalendar[]
}

function documentsIn(path: string): unknown[] {
  return readdirSync(path)
    .filter(name => name.endsWith('.json'))
    .toSorted()
    .map(name => JSON.parse(readFileSync(join(path, name), 'utf8')) as unknown)
}
