import { isIP } from 'node:net'
import type { Reason } from './reasons.ts'

/** A column of an imported file: how it is read, and as what it is staged. */
export interface Column {
  readonly name: string
  /** Other names under which files have it. */
  readonly aliases: readonly string[]
  readonly type:
    'text' | 'integer' | 'bigint' | 'date' | 'timestamptz' | 'double precision' | 'boolean' | 'inet' | 'jsonb'
  readonly required: boolean
  /** Its values are not kept with rejected rows. */
  readonly personal: boolean
  readonly reason: Reason
  /** The text as `COPY` wants it, or undefined if it cannot be used. */
  read(text: string): string | undefined
}

type Options = Partial<Pick<Column, 'aliases' | 'required' | 'personal'>>

const column = (
  name: string,
  type: Column['type'],
  reason: Reason,
  options: Options,
  read: Column['read'],
): Column => ({
  name,
  type,
  reason,
  aliases: [],
  required: false,
  personal: false,
  ...options,
  read,
})

/** What `COPY` would take for something else. */
const special = /[\\\t\n\r]/
// oxlint-disable-next-line no-control-regex -- it is control characters that are looked for
const control = /[\u0000-\u001f\u007f]/
// oxlint-disable-next-line no-control-regex -- as above; line breaks and tabs may stand in a text
const controlInText = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

export function copyText(text: string): string {
  return special.test(text) ? text.replaceAll(/[\\\t\n\r]/g, sign => escapes[sign] ?? sign) : text
}

export const key = (name: string, options: Options = {}): Column =>
  column(name, 'text', 'not-a-key', options, text =>
    text.length > 200 || control.test(text) ? undefined : copyText(text),
  )

/** Several keys with a bar between them, staged as they are. */
export const keys = (name: string, options: Options = {}): Column =>
  column(name, 'text', 'not-a-key', options, text =>
    control.test(text) || text.split('|').some(part => part.trim() === '' || part.length > 200)
      ? undefined
      : copyText(
          text
            .split('|')
            .map(part => part.trim())
            .join('|'),
        ),
  )

export const text = (name: string, options: Options = {}): Column =>
  column(name, 'text', 'not-text', options, value =>
    value.length > 1000 || controlInText.test(value) ? undefined : copyText(value),
  )

export function word(name: string, words: readonly string[], options: Options = {}): Column {
  const known = new Set(words)
  return column(name, 'text', 'not-a-word', options, value => (known.has(value) ? value : undefined))
}

export function day(name: string, options: Options = {}): Column {
  return column(name, 'date', 'not-a-day', options, value => (isDay(value) ? value : undefined))
}

/** There are few different days in a file, and asking the calendar takes longer than looking them up. */
const days = new Map<string, boolean>()

function isDay(value: string): boolean {
  const before = days.get(value)
  if (before !== undefined) return before
  if (!/^(?:19|20|21)\d\d-\d\d-\d\d$/.test(value)) return false
  const [year, month, dayOfMonth] = value.split('-').map(Number) as [number, number, number]
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth
  if (days.size < 100_000) days.set(value, exists)
  return exists
}

const instantForm =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?( ?(?:Z|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?$/

/** An instant with its offset; without one only if the zone of the file is known. */
export function instant(name: string, zoned: boolean, options: Options = {}): Column {
  return column(name, 'timestamptz', 'not-an-instant', options, value => {
    // MySQL prints a missing instant as year zero.
    if (value.startsWith('0000-00-00')) return '\\N'
    const match = instantForm.exec(value)
    return match && isDay(match[1] ?? '') && (zoned || match[3] !== undefined) ? value : undefined
  })
}

/** Amounts are staged as whole ten-thousandths: no currency has more decimals, and whole numbers are cheap. */
export const amountUnits = 10_000

export const amount = (name: string, options: Options = {}): Column =>
  column(name, 'bigint', 'not-an-amount', options, value => {
    if (!/^\d{1,10}(?:\.\d{1,4})?$/.test(value)) return undefined
    const point = value.indexOf('.')
    return point < 0 ? `${value}0000` : value.slice(0, point) + value.slice(point + 1).padEnd(4, '0')
  })

export const whole = (name: string, least: number, most: number, options: Options = {}): Column =>
  column(name, 'integer', 'not-a-number', options, value =>
    /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most ? value : undefined,
  )

export const degrees = (name: string, most: number, options: Options = {}): Column =>
  column(name, 'double precision', 'not-a-number', options, value =>
    /^-?\d{1,3}(?:\.\d{1,17})?$/.test(value) && Math.abs(Number(value)) <= most ? value : undefined,
  )

const flags: Readonly<Record<string, string>> = {
  true: 't',
  false: 'f',
  yes: 't',
  no: 'f',
  t: 't',
  f: 'f',
  '1': 't',
  '0': 'f',
}

export const flag = (name: string, options: Options = {}): Column =>
  column(name, 'boolean', 'not-a-flag', options, value => flags[value.toLowerCase()])

export const currency = (name: string, options: Options = {}): Column =>
  column(name, 'text', 'not-a-currency', options, value => (/^[A-Z]{3}$/.test(value) ? value : undefined))

export function zone(name: string, options: Options = {}): Column {
  const known = new Set<string>()
  return column(name, 'text', 'not-a-zone', options, value => {
    if (!known.has(value) && !isZone(value)) return undefined
    known.add(value)
    return value
  })
}

/** Names only: a fixed offset would be wrong for half of the year. */
export function isZone(name: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const address = (name: string, options: Options = {}): Column =>
  column(name, 'inet', 'not-an-address', options, value =>
    isIP(value) > 0 && !value.includes('%') ? value : undefined,
  )
