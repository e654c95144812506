import type { Client } from 'pg'
import { median } from '../measure/statistics.ts'

const written = {
  'compensation.assessed': 'run_id = $1',
  'compensation.credit': 'run_id = $1',
  'ledger.transfer': 'run_id = $1',
  'ledger.entry':
    'transfer_id between (select min(id) from ledger.transfer where run_id = $1) and (select max(id) from ledger.transfer where run_id = $1)',
  'ledger.page':
    'number between (select min(page) from ledger.transfer where run_id = $1) and (select max(page) from ledger.transfer where run_id = $1)',
} as const

/**
 * The rows that a run wrote, once more: into empty tables with the same columns, keys, indexes and checks but without triggers, one
 * statement each, nothing calculated. Median of some times.
 */
export async function insertPlainly(client: Client, run: string, times = 3): Promise<number> {
  const seconds: number[] = []
  for (let time = 0; time < times; time += 1) {
    await client.query('drop schema if exists plain cascade; create schema plain')
    for (const table of Object.keys(written))
      await client.query(`create table ${plainName(table)} (like ${table} including all)`)
    await client.query('checkpoint')
    const began = performance.now()
    for (const [table, which] of Object.entries(written))
      await client.query(`insert into ${plainName(table)} select * from ${table} where ${which}`, [run])
    seconds.push((performance.now() - began) / 1000)
  }
  await client.query('drop schema plain cascade')
  return median(seconds)
}

function plainName(table: string): string {
  return `plain.${table.split('.')[1]}`
}
