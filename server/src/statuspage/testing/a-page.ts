import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Picture } from '@pulih/statuspage'
import { currentSnapshot, readManifest } from '../../status-host/manifest.ts'
import { harness, type Harness, type HarnessOptions } from '../../../test/harness.ts'

export interface PageHarness extends Harness {
  readonly folder: string
  /** What the public sees now; null before the first picture. */
  picture(): Picture
  /** A file as it lies there. */
  file(path: string): string
  revision(): number
}

/** A whole server that publishes, with a small operator: two areas, six services in one and thirty in the other. */
export async function aPage(options: HarnessOptions = {}): Promise<PageHarness> {
  const data = mkdtempSync(join(tmpdir(), 'pulih-published-'))
  const h = await harness({
    ...options,
    config: { data, statusPort: 8081, secret: () => 'a-secret', ...options.config },
  })
  const folder = join(data, 'status')
  const snapshot = (): string => {
    const current = currentSnapshot(folder)
    if (current === null) throw new Error('nothing was published')
    return current
  }
  await makeOperator(h)
  return {
    ...h,
    folder,
    picture: () => JSON.parse(readFileSync(join(snapshot(), 'picture.json'), 'utf8')) as Picture,
    file: path => readFileSync(join(snapshot(), 'site', path), 'utf8'),
    revision: () => readManifest(snapshot())?.revision ?? 0,
  }
}

async function makeOperator(h: Harness): Promise<void> {
  await sql`insert into network.area (key, name, geometry, updated_at) values
    ('14', 'mazowieckie', '{"type":"Polygon","coordinates":[[[20,52],[22,52],[22,53],[20,53],[20,52]]]}', now()),
    ('12', 'małopolskie', null, now())`.execute(h.db)
  await sql`insert into subscribers.customer (key, name, created_at, updated_at)
    select 'c-' || n, 'Jan Rzekomy ' || n, now(), now() from generate_series(1, 36) n`.execute(h.db)
  await sql`insert into subscribers.contact (customer_id, channel, address, updated_at)
    select id, 'letter', 'ul. Bajkowa ' || id || ', 00-838 Warszawa', now() from subscribers.customer`.execute(h.db)
  await sql`insert into subscribers.service (key, customer_id, kind, area, currency, updated_at)
    select 's-' || c.id, c.id, case when c.id % 3 = 0 then 'tv' else 'internet' end, case when c.id <= 6 then '12.61' else '14.65' end, 'PLN', now()
    from subscribers.customer c`.execute(h.db)
}
