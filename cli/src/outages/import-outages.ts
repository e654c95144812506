import { existsSync } from 'node:fs'
import { importOutages as route } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { counted, itemTable, part } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'

interface ImportOptions {
  readonly dryRun?: boolean
}

/** Takes a file of outages in. Lines that cannot be used are listed with their remedies, and the rest stands. */
export async function importOutages(client: Client, file: string, options: ImportOptions = {}): Promise<Said> {
  if (!existsSync(file)) throw new Failure(`There is no file ${file}.`)
  const { dryRun = false } = options
  const done = await client.upload(route, { query: { dryRun } }, file, 'text/csv')
  const { added, unchanged, refused, ignored } = done
  return {
    value: done,
    exitCode: refused.length > 0 ? 1 : 0,
    lines: page => [
      `${counted(added, 'outage')} added, ${unchanged} known before and the same, ${counted(refused.length, 'line')} refused.`,
      ...(dryRun ? ['It was a trial; nothing was kept.'] : []),
      ...(ignored.length > 0 ? [`Columns that are not known: ${ignored.join(', ')}.`] : []),
      ...part(
        page,
        'Refused',
        refused.length === 0
          ? []
          : itemTable(
              page,
              [
                { heading: 'line', of: each => String(each.row), right: true },
                { heading: 'column', of: each => each.column },
                { heading: 'value', of: each => each.value, flexible: true },
                { heading: 'reason', of: each => each.reason, flexible: true },
                { heading: 'what to do', of: each => each.remedy, flexible: true },
              ],
              refused,
              '  ',
            ),
      ),
    ],
  }
}
