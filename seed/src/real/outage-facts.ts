import { readFileSync } from 'node:fs'
import { field, splitLine } from '../operator/csv-file.ts'

/** Reads and writes the table of real outages in `seed/outages/outages.csv`. */

export const outageFactColumns = [
  'outage',
  'country',
  'start',
  'end',
  'areas',
  'kinds',
  'extent',
  'cause',
  'place',
  'source',
  'confidence',
  'note',
] as const

/** One row of the table, field by field as written. */
export type OutageFact = Readonly<Record<(typeof outageFactColumns)[number], string>>

/** The real outages that come with Pulih, each with its source. */
export function realOutages(): OutageFact[] {
  return readOutageFacts(readFileSync(new URL('../../outages/outages.csv', import.meta.url), 'utf8'))
}

export function readOutageFacts(text: string): OutageFact[] {
  const [header = [], ...lines] = text
    .split(/\r?\n/)
    .filter(line => line !== '')
    .map(splitLine)
  return lines.map((fields, index) => {
    if (fields.length !== header.length)
      throw new Error(`Line ${index + 2} has ${fields.length} fields instead of ${header.length}`)
    const valueOf = (column: string): string => {
      const position = header.indexOf(column)
      if (position < 0) throw new Error(`The column ${column} is missing`)
      return fields[position] ?? ''
    }
    return {
      outage: valueOf('outage'),
      country: valueOf('country'),
      start: valueOf('start'),
      end: valueOf('end'),
      areas: valueOf('areas'),
      kinds: valueOf('kinds'),
      extent: valueOf('extent'),
      cause: valueOf('cause'),
      place: valueOf('place'),
      source: valueOf('source'),
      confidence: valueOf('confidence'),
      note: valueOf('note'),
    }
  })
}

export function writeOutageFacts(facts: readonly OutageFact[]): string {
  const lines = facts.map(fact => outageFactColumns.map(column => field(fact[column])).join(','))
  return [outageFactColumns.join(','), ...lines, ''].join('\n')
}
