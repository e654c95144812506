import { closeSync, openSync, readSync } from 'node:fs'
import { currencyDigits } from '@pulih/kernel'
import type { Scheme } from '@pulih/engine'
import { quote, text, type Database } from './database.ts'
import { dimensions } from './comparison.ts'

/** What amounts may depend on besides the outages, and what people are grouped by. An absent column has its default of docs/formats.md. */
const attributes = {
  customer: 'consumer',
  payment: 'postpaid',
  kind: '',
  plan: '',
  region: '',
  remoteness: '',
  monthly_fee: '',
  fee_before_discount: '',
  bill_sum_3: '',
  bill_count_3: '',
  previous_bill: '',
  top_up_sum_3: '',
  reported_at: '',
  restored_at: '',
} as const
export const attributeNames = Object.keys(attributes)

export async function createTables(database: Database): Promise<void> {
  const figures =
    'minimum bigint, recommended bigint, maximum bigint, goodwill_minimum bigint, goodwill bigint, goodwill_maximum bigint'
  await database.run(
    `create table credit (scenario integer, service varchar, exposure varchar, ${figures}, in_kind bigint)`,
  )
}

/**
 * Takes in a finished credits file: one row per service, in minor units. Benefits in kind stand in the file under
 * `scheme#kind:unit` with quantities instead of amounts, and are never added to money.
 */
export async function loadCredits(
  database: Database,
  scenario: number,
  file: string,
  schemes: readonly Scheme[],
  currency: string,
): Promise<void> {
  const kind = schemes.filter(({ status }) => status === 'goodwill' || status === 'bill').map(({ id }) => quote(id))
  const isGoodwill = kind.length === 0 ? 'false' : `scheme in (${kind.join(', ')})`
  const isBenefit = `contains(scheme, '#')`
  // As a decimal, then as its digits without the point: minor units, and never a binary fraction.
  const minor = (column: string) =>
    `replace(cast(cast(${column} as decimal(18, ${currencyDigits(currency)})) as varchar), '.', '')::bigint`
  const sum = (column: string, when: string) => `coalesce(sum(${minor(column)}) filter (${when}), 0)::bigint`
  const owed = `not ${isBenefit} and not ${isGoodwill}`
  const goodwill = `not ${isBenefit} and ${isGoodwill}`
  await database.run(`
    insert into credit
    select ${scenario}, service, any_value(exposure),
      ${sum('minimum', owed)}, ${sum('recommended', owed)}, ${sum('maximum', owed)},
      ${sum('minimum', goodwill)}, ${sum('recommended', goodwill)}, ${sum('maximum', goodwill)},
      ${sum('recommended', isBenefit)}
    from read_csv(${quote(file)}, header = true, delim = ',', quote = '"', auto_detect = false,
      columns = {service: 'varchar', scheme: 'varchar', exposure: 'varchar', minimum: 'varchar', recommended: 'varchar', maximum: 'varchar'})
    group by service`)
}

/**
 * Takes in who the services with a credit are (`who`, one row each) and how many there are of each sort (`population`). A service
 * that stands in the file twice was assessed once, and is counted once here.
 */
export async function loadServices(database: Database, services: string, network: string | undefined): Promise<void> {
  const source = sourceOf(services)
  const columns = await columnsOf(database, source)
  const own = (name: string, fallback: string) =>
    columns.includes(name)
      ? `coalesce(nullif(trim(cast("${name}" as varchar)), ''), ${quote(fallback)})`
      : quote(fallback)
  const area =
    network !== undefined && columns.includes('element') ? await networkArea(database, network) : own('area', '')
  const selected = Object.entries(attributes).map(([name, fallback]) => `${own(name, fallback)} as ${name}`)
  const file = `select cast(service as varchar) as service, ${area} as area, ${selected.join(', ')} from ${source} as file`
  await database.run(
    `create table who as select distinct on (service) * from (${file}) where service in (select service from credit)`,
  )
  await database.run(
    `create table population as select ${dimensions.join(', ')}, count(*) as services from (${file}) group by all`,
  )
}

/** Finds the area of every element, its own or the nearest one above it, and says how a service asks for it. */
async function networkArea(database: Database, network: string): Promise<string> {
  const source = sourceOf(network)
  const columns = await columnsOf(database, source)
  const column = (name: string) =>
    columns.includes(name) ? `nullif(trim(cast("${name}" as varchar)), '')` : 'null::varchar'
  await database.run(`
    create table element_area as
    with recursive element as (select element, ${column('parent')} as parent, ${column('area')} as area from ${source}),
    climb as (
      select element, parent, area from element
      union all
      select climb.element, element.parent, element.area from climb join element on climb.parent = element.element where climb.area is null
    )
    select element, any_value(area) as area from climb where area is not null group by element`)
  return `coalesce((select element_area.area from element_area where element_area.element = file.element), '')`
}

async function columnsOf(database: Database, source: string): Promise<string[]> {
  return (await database.rows(`select column_name from (describe select * from ${source})`)).map(row =>
    text(row, 'column_name'),
  )
}

/** Lines that cannot be read were refused by the assessment too. */
function sourceOf(file: string): string {
  if (file.endsWith('.parquet')) return `read_parquet(${quote(file)})`
  return `read_csv(${quote(file)}, header = true, all_varchar = true, delim = ${quote(separatorOf(file))}, quote = '"', null_padding = true, ignore_errors = true)`
}

function separatorOf(file: string): string {
  const bytes = Buffer.alloc(1 << 16)
  const descriptor = openSync(file, 'r')
  try {
    const length = readSync(descriptor, bytes)
    const [header = ''] = bytes.toString('utf8', 0, length).split(/\r?\n/, 1)
    const counts = [',', ';', '\t'].map(sign => ({ sign, count: header.split(sign).length }))
    return counts.toSorted((a, b) => b.count - a.count)[0]?.sign ?? ','
  } finally {
    closeSync(descriptor)
  }
}
