import { spreadsheetField } from '@pulih/kernel'
import type { RawBuilder } from 'kysely'
import type { Platform } from '../platform/index.ts'

const batch = 5_000

/** Reads any number of rows in batches, on a connection of its own and as they were when the reading began. */
export async function* streamRows<Row>(platform: Platform, query: RawBuilder<Row>): AsyncGenerator<readonly Row[]> {
  const client = await platform.pool.connect()
  let isDone = false
  try {
    const { sql, parameters } = query.compile(platform.db)
    await client.query('begin read only')
    await client.query(`declare rows no scroll cursor for ${sql}`, [...parameters])
    for (;;) {
      const { rows } = await client.query<Row & object>(`fetch ${batch} from rows`)
      if (rows.length === 0) break
      yield rows
    }
    await client.query('commit')
    isDone = true
  } finally {
    // A reader that went away leaves its transaction open; such a connection is not used again.
    client.release(!isDone)
  }
}

/** The rows as CSV, with a header. */
export async function* csvOf<Row>(
  columns: readonly string[],
  batches: AsyncIterable<readonly Row[]>,
  fields: (row: Row) => readonly (string | null)[],
): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`
  for await (const rows of batches)
    yield rows
      .map(
        row =>
          `${fields(row)
            .map(each => spreadsheetField(each ?? ''))
            .join(',')}\r\n`,
      )
      .join('')
}
