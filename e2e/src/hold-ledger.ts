import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import type { House } from './house.ts'

/** Has the ledger refuse whatever is posted, so that a run can be watched and stopped meanwhile. Returns how to let it go. */
export async function holdLedger({ folder }: House): Promise<() => Promise<void>> {
  const port = readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[3] ?? ''
  const password = readFileSync(join(folder, 'postgres/password'), 'utf8')
  const database = new pg.Client({ connectionString: `postgres://pulih:${password}@127.0.0.1:${port}/pulih` })
  await database.connect()
  await database.query(
    `create or replace function public.refuse() returns trigger language plpgsql as $$ begin raise 'held by a journey'; end $$`,
  )
  await database.query(
    'create trigger held_by_a_journey before insert on ledger.transfer execute function public.refuse()',
  )
  return async () => {
    await database.query('drop trigger held_by_a_journey on ledger.transfer')
    await database.end()
  }
}
