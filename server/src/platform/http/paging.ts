import { problem } from '../problem.ts'

/** Where a page ended: the values of its order, as texts. */
export type CursorKey = readonly string[]

/** Reads a cursor with so many values; null for the first page. */
export function readCursor(cursor: string | undefined, values: number): CursorKey | null {
  if (cursor === undefined) return null
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (
      Array.isArray(key) &&
      key.length === values &&
      key.every(value => typeof value === 'string' && !value.includes('\0'))
    )
      return key
  } catch {
    // Falls through to the refusal: what cannot be read was not written by us.
  }
  throw problem('request.bad-cursor')
}

/** The same where rows are told apart by one number. Null at the beginning. */
export function readNumberCursor(cursor: string | undefined): bigint | null {
  const [text] = readCursor(cursor, 1) ?? []
  if (text === undefined) return null
  // It comes from outside, even if it says that it came from us.
  if (!/^\d{1,18}$/.test(text)) throw problem('request.bad-cursor')
  return BigInt(text)
}

/** A page out of rows that were asked for with one more than `limit`, so that it is known whether there is another. */
export function page<Row, View>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => CursorKey,
  view: (row: Row) => View,
): { items: View[]; next: string | null } {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(view),
    next: last === undefined ? null : Buffer.from(JSON.stringify(keyOf(last))).toString('base64url'),
  }
}
