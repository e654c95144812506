import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { sql } from 'kysely'
import { hitServices, matchingMarks, publicOutages } from '../outages/index.ts'
import type { Db, Platform } from '../platform/index.ts'
import { letterAddresses, servicesAs } from '../subscribers/index.ts'
import { alone } from './alone.ts'
import { pageFolder } from './host-address.ts'
import { pageKeys } from './key.ts'
import { numbersFile, type HitService } from './numbers-file.ts'
import { noteNumbers, readPublication } from './store.ts'

const atOnce = 20_000
const pause = 2_000

/** Brings the file of numbers to what is hit now. Returns whether it is another one; while nothing changed it is not even looked at. */
export function writeNumbers(platform: Platform): Promise<boolean> {
  return alone(platform, 'numbers', () => write(platform))
}

async function write(platform: Platform): Promise<boolean> {
  const { db, config, clock } = platform
  const ids = (await publicOutages(db, 0)).open.map(({ id }) => id).toSorted()
  const mark = JSON.stringify((await matchingMarks(db, ids)).map(({ id, matching }) => [id, matching.toString()]))
  const before = await readPublication(db)
  if (mark === before.numbersMark) return false
  const file = numbersFile(pageKeys(config).hash)
  for (const id of ids)
    for await (const hits of pagesOf(db, id, clock.now()))
      for (const [index, hit] of hits.entries()) {
        file.add(hit)
        // A million hashes take seconds, in which others are to be answered.
        if (index % pause === 0) await setImmediate()
      }
  const name = file.size === 0 ? null : save(join(pageFolder(config), 'numbers'), file.finish())
  await noteNumbers(db, name, mark)
  return name !== before.numbersFile
}

async function* pagesOf(db: Db, outage: string, now: Temporal.Instant): AsyncGenerator<HitService[]> {
  let after = 0n
  for (;;) {
    const { rows } = await sql<HitService & { readonly id: bigint }>`
      select s.id, h.outage_id as outage, s.key as service, l.address
      from ${hitServices} h join ${servicesAs('s')} on s.id = h.service_id
      left join lateral (select address from ${letterAddresses} c where c.customer_id = s.customer_id order by address limit 1) l on true
      where h.outage_id = ${outage} and h.service_id > ${after} and (h.to_at is null or h.to_at > ${now})
      order by h.service_id limit ${atOnce}`.execute(db)
    yield rows
    const last = rows.at(-1)
    if (!last || rows.length < atOnce) return
    after = last.id
  }
}

const graceMilliseconds = 600_000

function save(folder: string, { name, bytes }: { readonly name: string; readonly bytes: Buffer }): string {
  mkdirSync(folder, { recursive: true })
  const next = join(folder, `${name}.${process.pid}`)
  writeFileSync(next, bytes)
  renameSync(next, join(folder, name))
  for (const other of readdirSync(folder)) {
    const path = join(folder, other)
    if (other !== name && Date.now() - statSync(path).mtimeMs > graceMilliseconds) rmSync(path, { force: true })
  }
  return name
}
