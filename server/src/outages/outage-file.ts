import { outageColumns } from '@pulih/batch'
import { causes, extents, serviceKinds, type Cause, type Extent, type ServiceKind } from '@pulih/engine'
import { oneLineOf } from '@pulih/contracts'
import Papa from 'papaparse'
import { problem } from '../platform/index.ts'

/** One line of a file of outages, read but not yet looked up. */
export interface FileLine {
  readonly row: number
  readonly reference: string
  readonly title: string
  readonly startedAt: Temporal.Instant
  /** null: it still goes on. */
  readonly restoredAt: Temporal.Instant | null
  readonly elements: readonly string[]
  readonly areas: readonly string[]
  readonly services: readonly string[]
  readonly kinds: readonly ServiceKind[]
  readonly extent: Extent
  readonly cause: Cause
  readonly planned: boolean
  readonly noticedAt: Temporal.Instant | null
  readonly knownAt: Temporal.Instant | null
  readonly subscribersHit: number | null
  readonly sitesHit: number | null
}

export interface Refusal {
  readonly row: number
  readonly column: string
  readonly reason: string
  readonly value: string
  readonly remedy: string
}

export interface OutageFile {
  readonly lines: FileLine[]
  readonly refused: Refusal[]
  readonly ignored: string[]
}

type Column = (typeof outageColumns)[number]

/** Reads a CSV file of outages, in which `place` becomes the title. A line that cannot be used is refused with what would mend it, and the rest stands. */
export function readOutageFile(text: string): OutageFile {
  const table = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimitersToGuess: [',', ';', '\t'] })
  // Empty lines are skipped here, because mistakes name their lines with the empty ones counted.
  const [header = { values: [] }, ...rows] = table.data.flatMap((values, at) =>
    values.every(value => value.trim() === '') ? [] : [{ row: at + 1, values }],
  )
  const broken = new Set(
    table.errors.flatMap(({ type, row }) => (type === 'Quotes' && row !== undefined ? [row + 1] : [])),
  )
  const names = header.values.map(name => name.trim())
  for (const needed of ['outage', 'start'] as const)
    if (!names.includes(needed))
      throw problem('outages.bad-file', {
        why: 'missing-column',
        column: needed,
        reason: `The header has no column ${needed}.`,
      })
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    throw problem('outages.bad-file', {
      why: 'duplicate-column',
      column: twice,
      reason: `The header has the column ${twice} twice.`,
    })
  const refused: Refusal[] = []
  const seen = new Set<string>()
  const lines = rows.flatMap(({ row, values }) => {
    const fields = new Fields(row, names, values)
    if (broken.has(row)) {
      const remedy = 'close the double quotes, and double a quote that belongs to the text; what follows was not read'
      refused.push({ row, column: '', reason: 'broken-quotes', value: values.join(',').slice(0, 80), remedy })
      return []
    }
    const line = readLine(fields)
    if (values.length > names.length)
      fields.refuse('outage', 'too-many-fields', 'put texts with commas into double quotes')
    if (seen.has(fields.text('outage')))
      fields.refuse('outage', 'duplicate', 'give each outage an identifier of its own')
    seen.add(fields.text('outage'))
    refused.push(...fields.mistakes)
    return line && fields.mistakes.length === 0 ? [line] : []
  })
  const known: readonly string[] = outageColumns
  return { lines, refused, ignored: names.filter(name => !known.includes(name)) }
}

function readLine(fields: Fields): FileLine | null {
  const reference = fields.text('outage')
  if (reference === '' || reference.length > 200 || /[|,;\s]/.test(reference))
    fields.refuse(
      'outage',
      reference === '' ? 'missing-value' : 'bad-identifier',
      'give an identifier without blanks, commas, semicolons and bars',
    )
  const startedAt =
    fields.instant('start') ?? fields.missing('start', 'give an instant such as 2026-09-10T08:00:00+02:00')
  const restoredAt = fields.instant('end')
  const [elements, areas, services] = [fields.list('elements'), fields.list('areas'), fields.list('services')]
  if (elements.length + areas.length + services.length === 0)
    fields.refuse('elements', 'missing-value', 'name elements, areas or services that were hit')
  const kinds = fields.list('kinds').map(kind => fields.word('kinds', kind, serviceKinds))
  const extent = fields.word('extent', fields.text('extent') || 'total', extents)
  const cause = fields.word('cause', fields.text('cause') || 'network-fault', causes)
  const planned = fields.text('planned')
  if (!['', 'true', 'false'].includes(planned)) fields.refuse('planned', 'unknown-word', 'write true or false')
  const noticeHours = fields.count('notice_hours')
  if (startedAt === null || extent === null || cause === null) return null
  if (restoredAt !== null && Temporal.Instant.compare(restoredAt, startedAt) <= 0)
    fields.refuse('end', 'end-not-after-start', 'the end must lie after the start')
  return {
    row: fields.row,
    reference,
    title: (oneLineOf(fields.text('place')) || reference).slice(0, 200),
    startedAt,
    restoredAt,
    elements,
    areas,
    services,
    kinds: kinds.filter(kind => kind !== null),
    extent,
    cause,
    planned: planned === 'true' || (planned === '' && cause === 'planned-work'),
    noticedAt: noticeHours === null ? null : startedAt.subtract({ hours: noticeHours }),
    knownAt: fields.instant('known_at'),
    subscribersHit: fields.count('subscribers'),
    sitesHit: fields.count('sites'),
  }
}

/** The fields of one line by their columns, and what is wrong with them. */
class Fields {
  readonly row: number
  readonly mistakes: Refusal[] = []
  readonly #values: ReadonlyMap<string, string>

  constructor(row: number, names: readonly string[], values: readonly string[]) {
    this.row = row
    this.#values = new Map(names.map((name, at) => [name, (values[at] ?? '').trim()]))
  }

  text(column: Column): string {
    return this.#values.get(column) ?? ''
  }

  refuse(column: Column, reason: string, remedy: string): null {
    this.mistakes.push({ row: this.row, column, reason, value: this.text(column).slice(0, 80), remedy })
    return null
  }

  missing(column: Column, remedy: string): null {
    return this.mistakes.some(mistake => mistake.column === column)
      ? null
      : this.refuse(column, 'missing-value', remedy)
  }

  instant(column: Column): Temporal.Instant | null {
    const text = this.text(column)
    if (text === '') return null
    try {
      // Kept to the whole second, like everywhere else in these files.
      return Temporal.Instant.from(text).round({ smallestUnit: 'second', roundingMode: 'floor' })
    } catch {
      const isZoneless = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$/.test(text)
      return this.refuse(
        column,
        isZoneless ? 'no-offset' : 'not-an-instant',
        isZoneless ? 'add the offset from UTC: 2026-09-10T08:00:00+02:00' : 'write 2026-09-10T08:00:00+02:00',
      )
    }
  }

  count(column: Column): number | null {
    const text = this.text(column)
    if (text === '') return null
    return /^\d{1,9}$/.test(text)
      ? Number(text)
      : this.refuse(column, 'not-a-number', 'write a whole number such as 120')
  }

  list(column: Column): string[] {
    const parts = this.text(column)
      .split('|')
      .map(part => part.trim())
    return [...new Set(parts.filter(part => part !== ''))]
  }

  word<Word extends string>(column: Column, text: string, words: readonly Word[]): Word | null {
    return words.find(word => word === text) ?? this.refuse(column, 'unknown-word', `use one of ${words.join(', ')}`)
  }
}
