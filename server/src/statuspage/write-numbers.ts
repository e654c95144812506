import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { hitServices, matchingMarks, publicOutages } from '../outages/index.ts'
import type { Db, Platform } from '../platform/index.ts'
import { letterAddresses, servicesAs } from '../subscribers/index.ts'
import { pageFolder } from './host-address.ts'
import { magic } from '../status-host/numbers.ts'
import { pageKeys } from './key.ts'
import { numbersFile, type HitService } from './numbers-file.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { syncFiles } from './press/sync-files.ts'
import { noteNumbers, readPublication } from './store.ts'

const atOnce = 20_000
const pause = 2_000
/** What nobody tells of, as that a customer moved or was erased, is in the file after so long. */
const renewedMilliseconds = 1_800_000

/**
 * Brings the file of numbers to what is hit now. Returns whether it is another one. While nothing changed it is seldom made anew: neither
 * who is hit, nor the key, nor the file itself, which may have been lost.
 */
export function writeNumbers(platform: Platform): Promise<boolean> {
  return oneAtATime(platform, 'numbers', () => write(platform))
}

async function write(platform: Platform): Promise<boolean> {
  const { db, config, clock } = platform
  const keys = pageKeys(config)
  const folder = join(pageFolder(config), 'numbers')
  const ids = (await publicOutages(db, 0)).open.map(({ id }) => id).toSorted()
  const marks = await matchingMarks(db, ids)
  const age = marks.length === 0 ? 0 : Math.floor(clock.now().epochMilliseconds / renewedMilliseconds)
  const mark = JSON.stringify([magic, keys.print, age, ...marks.map(({ id, matching }) => [id, matching.toString()])])
  const before = await readPublication(db)
  if (mark === before.numbersMark && before.numbersFile !== null && existsSync(join(folder, before.numbersFile)))
    return false
  // Of what was not matched yet nobody can be told that it does not concern him.
  const covers = marks.map(({ id }) => id)
  const file = numbersFile(keys, covers)
  for (const id of covers)
    for await (const hits of pagesOf(db, id, clock.now()))
      for (const [index, hit] of hits.entries()) {
        file.add(hit)
        // A million hashes take seconds, in which others are to be answered.
        if (index % pause === 0) await setImmediate()
      }
  const name = await save(folder, file.finish())
  await noteNumbers(db, name, mark)
  // The same name may be that of a file that was lost: whoever serves it has to look again.
  return true
}

/**
 * Addresses are those of letters, of customers and not of services: only where a customer has one address, and all his services are at one
 * place, does the one say anything of the other.
 */
async function* pagesOf(db: Db, outage: string, now: Temporal.Instant): AsyncGenerator<HitService[]> {
  let after = 0n
  for (;;) {
    const { rows } = await sql<HitService & { readonly id: bigint }>`
      select s.id, h.outage_id as outage, s.key as service, l.address
      from ${hitServices} h join ${servicesAs('s')} on s.id = h.service_id
      left join lateral (
        select min(c.address) as address from ${letterAddresses} c where c.customer_id = s.customer_id
        having count(*) = 1 and not exists (
          select from ${servicesAs('other')} where other.customer_id = s.customer_id
            and (other.element_id, other.area) is distinct from (s.element_id, s.area))) l on true
      where h.outage_id = ${outage} and h.service_id > ${after} and (h.to_at is null or h.to_at > ${now})
      order by h.service_id limit ${atOnce}`.execute(db)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.id
  }
}

const graceMilliseconds = 600_000

async function save(
  folder: string,
  { name, bytes }: { readonly name: string; readonly bytes: Buffer },
): Promise<string> {
  mkdirSync(folder, { recursive: true })
  const next = join(folder, `${name}.${process.pid}`)
  writeFileSync(next, bytes)
  await syncFiles([next])
  renameSync(next, join(folder, name))
  await syncFiles([folder])
  for (const other of readdirSync(folder)) {
    const path = join(folder, other)
    if (other !== name && Date.now() - statSync(path).mtimeMs > graceMilliseconds) rmSync(path, { force: true })
  }
  return name
}
