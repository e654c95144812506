import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { sealer, type Platform } from '../../platform/index.ts'

/** Keeps the key, with `PULIH_SECRET_MESSAGING` encrypted. */
const { seal, unseal } = sealer({
  variable: 'PULIH_SECRET_MESSAGING',
  purpose: 'pulih messaging tokens',
  what: 'the key of links in messages',
})
const owner = 'messaging.token_key'

/** It never changes, so that each process reads it once. */
const known = new WeakMap<Platform, Promise<Buffer>>()

/** The key from which links and codes are made; the first who needs it makes it. */
export function tokenKey(platform: Platform): Promise<Buffer> {
  const before = known.get(platform)
  if (before) return before
  const read = readKey(platform)
  known.set(platform, read)
  // A database that was away is asked again the next time.
  read.catch(() => known.delete(platform))
  return read
}

async function readKey({ db, config }: Platform): Promise<Buffer> {
  const secret = config.secret('messaging')
  await sql`
    insert into messaging.token_key (sealed) select ${seal(randomBytes(32), owner, secret)}
    where not exists (select from messaging.token_key) on conflict do nothing`.execute(db)
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from messaging.token_key`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the key of links in messages was not written')
  return Buffer.from(unseal(row.sealed, owner, secret))
}
