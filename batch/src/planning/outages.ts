import { readFile } from 'node:fs/promises'
import { parseInstant } from '@pulih/kernel'
import {
  causes,
  extents,
  serviceKinds,
  type Cause,
  type Extent,
  type Interruption,
  type ServiceKind,
} from '@pulih/engine'
import { decode, readTable, unusable, type Refusal, type Table } from './table.ts'

/** Something broke in the network, for a time. */
export interface Outage {
  readonly id: string
  readonly interruption: Interruption
  readonly elements: readonly string[]
  /** Area codes; a code covers those that begin with it and a dot, `*` covers all. */
  readonly areas: readonly string[]
  readonly services: readonly string[]
  /** Empty: every kind. */
  readonly kinds: readonly ServiceKind[]
}

/** The columns of an outages file; `place` and `source` are for people. */
export const outageColumns = [
  'outage',
  'start',
  'end',
  'elements',
  'areas',
  'services',
  'kinds',
  'extent',
  'cause',
  'planned',
  'notice_hours',
  'known_at',
  'subscribers',
  'sites',
  'place',
  'source',
] as const

/** Reads outages from CSV or JSON (by the file's ending). Lines that cannot be used are refused with the reason. */
export async function readOutages(file: string): Promise<{ outages: Outage[]; refused: Refusal[]; ignored: string[] }> {
  const table = file.endsWith('.json') ? await readJsonTable(file) : await readTable(file)
  for (const needed of ['outage', 'start', 'end']) {
    if (!table.columns.includes(needed))
      throw unusable(file, 'missing-column', 'Give outage, start, end and one of elements, areas, services.', needed)
  }
  const refused = [...table.refused]
  const outages: Outage[] = []
  const seen = new Set<string>()
  for (const { row, values } of table.rows) {
    const fields = Object.fromEntries(table.columns.map((column, at) => [column, values[at] ?? '']))
    const mistakes: Refusal[] = []
    const refuse: Refuse = (column, reason, remedy) => {
      mistakes.push({ file, row, column, reason, value: (fields[column] ?? '').slice(0, 80), remedy })
      return null
    }
    const outage = readOutage(fields, refuse)
    if (seen.has(fields['outage'] ?? '')) refuse('outage', 'duplicate', 'give each outage an identifier of its own')
    seen.add(fields['outage'] ?? '')
    if (mistakes.length > 0) refused.push(...mistakes)
    else if (outage) outages.push(outage)
  }
  const known: readonly string[] = outageColumns
  return { outages, refused, ignored: table.columns.filter(column => !known.includes(column)) }
}

type Refuse = (column: string, reason: string, remedy: string) => null

function readOutage(fields: Readonly<Record<string, string>>, refuse: Refuse): Outage | null {
  const id = fields['outage'] ?? ''
  if (id === '') refuse('outage', 'missing-value', 'give the outage an identifier')
  if (/[|,;\s]/.test(id))
    refuse('outage', 'bad-identifier', 'use no blanks, commas, semicolons or bars in an identifier')
  const from = readInstant(fields, 'start', refuse)
  const to = readInstant(fields, 'end', refuse)
  if (from !== null && to !== null && to <= from)
    refuse('end', 'end-not-after-start', 'the end must lie after the start')
  const elements = split(fields['elements'])
  const areas = split(fields['areas'])
  const services = split(fields['services'])
  if (elements.length + areas.length + services.length === 0)
    refuse('elements', 'missing-value', 'name elements, areas or services that were hit')
  const kinds = split(fields['kinds']).map(kind => readWord<ServiceKind>(kind, serviceKinds, 'kinds', refuse))
  const extent = readWord<Extent>(fields['extent'] || 'total', extents, 'extent', refuse)
  const cause = readWord<Cause>(fields['cause'] || 'network-fault', causes, 'cause', refuse)
  const planned = fields['planned'] ?? ''
  if (!['', 'true', 'false'].includes(planned)) refuse('planned', 'unknown-word', 'write true or false')
  const notice = readCount(fields, 'notice_hours', refuse)
  const subscribersHit = readCount(fields, 'subscribers', refuse)
  const sitesHit = readCount(fields, 'sites', refuse)
  const knownAt = fields['known_at'] ? readInstant(fields, 'known_at', refuse) : null
  if (from === null || to === null || extent === null || cause === null) return null
  const interruption: Interruption = {
    from,
    to,
    extent,
    cause,
    planned: planned === 'true' || (planned === '' && cause === 'planned-work'),
    noticeSeconds: notice === null ? null : notice * 3600,
    knownAt,
    subscribersHit,
    sitesHit,
    deliveredTenThousandths: 0,
  }
  return { id, interruption, elements, areas, services, kinds: kinds.filter(kind => kind !== null) }
}

function readInstant(fields: Readonly<Record<string, string>>, column: string, refuse: Refuse): number | null {
  const text = fields[column] ?? ''
  if (text === '') return refuse(column, 'missing-value', 'give an instant such as 2026-09-10T08:00:00+02:00')
  const instant = parseInstant(text)
  if (instant !== null && (instant < earliest || instant >= latest))
    return refuse(column, 'out-of-range', 'check the year: outages lie from 1970 to 2199')
  if (instant !== null) return instant
  const zoneless = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?)?$/.test(text)
  return refuse(
    column,
    zoneless ? 'no-offset' : 'not-an-instant',
    zoneless ? 'add the offset from UTC: 2026-09-10T08:00:00+02:00' : 'write 2026-09-10T08:00:00+02:00',
  )
}

/** A year beyond these was mistyped; hours without service would be counted by the million. */
const [earliest, latest] = [0, Date.UTC(2200, 0, 1) / 1000]

function readCount(fields: Readonly<Record<string, string>>, column: string, refuse: Refuse): number | null {
  const text = fields[column] ?? ''
  if (text === '') return null
  return /^\d{1,9}$/.test(text) ? Number(text) : refuse(column, 'not-a-number', 'write a whole number such as 120')
}

function readWord<Word extends string>(
  text: string,
  words: readonly Word[],
  column: string,
  refuse: Refuse,
): Word | null {
  return words.find(word => word === text) ?? refuse(column, 'unknown-word', `use one of ${words.join(', ')}`)
}

function split(text: string | undefined): string[] {
  return (text ?? '')
    .split('|')
    .map(part => part.trim())
    .filter(part => part !== '')
}

/** A JSON list of objects as a table of texts; row numbers count the objects from 1. */
async function readJsonTable(file: string): Promise<Table> {
  const text = decode(await readFile(file), file)
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch (error) {
    throw unusable(file, 'not-json', `Mend the JSON: ${error instanceof Error ? error.message : String(error)}.`)
  }
  if (!Array.isArray(document)) throw unusable(file, 'not-a-list', 'Put the outages into a list: [ {…}, {…} ].')
  const refused: Refusal[] = []
  const rows: { row: number; fields: Record<string, string> }[] = []
  const names = new Set<string>()
  document.forEach((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      refused.push({
        file,
        row: index + 1,
        column: '',
        reason: 'not-an-object',
        value: JSON.stringify(entry).slice(0, 80),
        remedy: 'write each outage as an object',
      })
      return
    }
    const fields = Object.fromEntries(Object.entries(entry).map(([name, value]) => [name, textOf(value)]))
    for (const name of Object.keys(fields)) names.add(name)
    rows.push({ row: index + 1, fields })
  })
  const columns = [...names]
  return {
    columns,
    rows: rows.map(({ row, fields }) => ({ row, values: columns.map(name => fields[name] ?? '') })),
    refused,
  }
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).join('|')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
