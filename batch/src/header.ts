import { openSync, closeSync, fstatSync, readSync } from 'node:fs'

import { splitLine } from './csv-line.ts'
import { InputError, type InputMistake, type MistakeReason } from './input-error.ts'
import { type BaseColumn, baseColumns, type BatchPlan } from './plan.ts'

/** Where the columns are; -1 for those that the file does not have. */
export interface Header {
  readonly separator: number
  readonly names: readonly string[]
  readonly service: number
  readonly element: number
  readonly area: number
  readonly profile: readonly number[]
  readonly bases: Readonly<Record<BaseColumn, number>>
  readonly cycleDay: number
  readonly currency: number
  readonly reportedAt: number
  readonly restoredAt: number
  readonly unknownColumns: readonly string[]
  /** Offset of the first byte behind the header line. */
  readonly dataStart: number
  readonly fileBytes: number
}

const longestHeader = 1 << 20
const separators = [',', ';', '\t']
const plainColumns = [
  'service',
  'element',
  'area',
  'kind',
  'customer',
  'payment',
  'cycle_day',
  'currency',
  'region',
  'remoteness',
  'plan',
  'bill_count_3',
  'reported_at',
  'restored_at',
]

/** Reads the header line and finds every mistake that it shows. */
export function readHeader(file: string, plan: BatchPlan): Header {
  const { start, line, fileBytes, dataStart } = firstLine(file)
  const known = new Set<string>([...plainColumns, ...baseColumns, ...plan.profileColumns.map(column => column.name)])
  const mistake = (row: number, column: string, reason: MistakeReason, remedy: string): InputMistake => ({
    file,
    row,
    column,
    reason,
    remedy,
  })
  const fail = (reason: MistakeReason, remedy: string): never => {
    throw new InputError([mistake(1, '', reason, remedy)])
  }

  if (start.length === 0 || line.length === 0)
    fail('empty-file', 'Give the file a header line and one line per service.')
  if ((start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff)) {
    fail('not-utf8', 'The file is UTF-16; save it as UTF-8.')
  }
  if (start.includes(0)) fail('nul-bytes', 'The file holds NUL bytes and is no text; save it as CSV in UTF-8.')
  const text = decodeUtf8(line)
  if (text === undefined) return fail('not-utf8', 'The header is not UTF-8; save the file as UTF-8.')

  const separator = separators
    .map(sign => ({ sign, hits: text.split(sign).filter(name => known.has(unquoted(name))).length }))
    .filter(({ sign, hits }) => hits > 0 && text.includes(sign))
    .sort((a, b) => b.hits - a.hits)[0]?.sign
  if (separator === undefined) {
    return fail(
      'unknown-separator',
      'Separate the columns with a comma, a semicolon or a tab, and name them as docs/formats.md does.',
    )
  }
  const fields = splitLine(line, separator.charCodeAt(0))
  if (fields === undefined) return fail('broken-quotes', 'Close every quote in the header line.')
  const names = fields.map(field => Buffer.from(field).toString('utf8').trim())

  const mistakes: InputMistake[] = []
  for (const name of new Set(names.filter((name, at) => names.indexOf(name) !== at))) {
    mistakes.push(mistake(1, name, 'duplicate-column', `Keep one column named ${name}.`))
  }
  const required = [
    'service',
    'monthly_fee',
    ...plan.profileColumns.filter(({ fallback }) => fallback < 0).map(({ name }) => name),
  ]
  const places = [...(plan.elements ? ['element'] : []), ...(plan.areas ? ['area'] : [])]
  const hasPlace = names.includes('element') || names.includes('area')
  if (hasPlace && !places.some(place => names.includes(place))) required.push(places.join(' or '))
  for (const name of required) {
    if (!names.includes(name)) mistakes.push(mistake(1, name, 'missing-column', `Add the column ${name}.`))
  }
  // Which of the two a run goes by follows from what the file has; without either, both would do.
  if (!hasPlace) mistakes.push(mistake(1, 'element', 'missing-column', 'Add the column element or the column area.'))
  if (mistakes.length > 0) throw new InputError(mistakes)

  const at = (name: string): number => names.indexOf(name)
  return {
    separator: separator.charCodeAt(0),
    names,
    service: at('service'),
    element: plan.elements ? at('element') : -1,
    area: plan.areas ? at('area') : -1,
    profile: plan.profileColumns.map(({ name }) => at(name)),
    bases: {
      monthly_fee: at('monthly_fee'),
      fee_before_discount: at('fee_before_discount'),
      bill_sum_3: at('bill_sum_3'),
      previous_bill: at('previous_bill'),
      top_up_sum_3: at('top_up_sum_3'),
    },
    cycleDay: at('cycle_day'),
    currency: at('currency'),
    reportedAt: at('reported_at'),
    restoredAt: at('restored_at'),
    unknownColumns: names.filter(name => !known.has(name)),
    dataStart,
    fileBytes,
  }
}

function firstLine(file: string): { start: Buffer; line: Buffer; fileBytes: number; dataStart: number } {
  const fd = openSync(file, 'r')
  try {
    const fileBytes = fstatSync(fd).size
    let start = Buffer.alloc(Math.min(fileBytes, 8192))
    readSync(fd, start, 0, start.length, 0)
    if (!start.includes(10) && fileBytes > start.length) {
      start = Buffer.alloc(Math.min(fileBytes, longestHeader))
      readSync(fd, start, 0, start.length, 0)
    }
    const bom = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf ? 3 : 0
    const feed = start.indexOf(10)
    const end = feed < 0 ? start.length : feed
    const line = start.subarray(bom, start[end - 1] === 13 ? end - 1 : end)
    return { start, line, fileBytes, dataStart: Math.min(end + 1, fileBytes) }
  } finally {
    closeSync(fd)
  }
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function unquoted(name: string): string {
  return name
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
}
