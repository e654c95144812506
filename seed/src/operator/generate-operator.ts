import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { areaShapes } from './area-shapes.ts'
import { layOutAreas } from './areas.ts'
import { amountFormat } from './billing.ts'
import type { GeneratedCounts, ServiceCounts } from './counts.ts'
import { createCsv, field, writeText, type CsvFile, type GeneratedFile } from './csv-file.ts'
import { consentColumns, contactColumns, customerColumns, writeCustomers } from './customers.ts'
import { idTelco } from './facts/id-telco.ts'
import type { OperatorFacts } from './facts/operator-facts.ts'
import { plIsp } from './facts/pl-isp.ts'
import { createHolders } from './holders.ts'
import { buildNetwork, type Element } from './network.ts'
import { describeOperator } from './operator-json.ts'
import { createRandom } from './random.ts'
import { billColumns, serviceColumns, topUpColumns, writeServices } from './services.ts'

const operators = { 'id-telco': idTelco, 'pl-isp': plIsp }
export type OperatorId = keyof typeof operators

export interface GenerateOptions {
  readonly operator: OperatorId
  readonly services: number
  readonly seed: number
  /** The folder to write to; files of an earlier run in it are replaced. */
  readonly out: string
  /** Bills and top-ups are those of the three periods before this day. */
  readonly asOf?: string
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

export interface Generated {
  readonly files: readonly GeneratedFile[]
  readonly counts: GeneratedCounts
}

/** The day before which generated bills lie unless another is asked for; fixed, so that a seed always gives the same bytes. */
export const defaultAsOf = '2026-09-01'
/** What is written into the folder. */
export const generatedFiles = [
  'areas.csv',
  'network.csv',
  'elements.csv',
  'plans.csv',
  'services.csv',
  'bills.csv',
  'top-ups.csv',
  'customers.csv',
  'contacts.csv',
  'consents.csv',
  'areas.geojson',
  'operator.json',
]
const mostServices = 100_000_000

/**
 * Writes a believable operator: network, areas, customers, services, bills, top-ups and plans, then `operator.json`, whose presence
 * says that the rest is complete. The same options give the same bytes on every machine.
 */
export async function generateOperator(options: GenerateOptions): Promise<Generated> {
  const { operator: id, services, seed, out, asOf = defaultAsOf, onProgress } = options
  if (!Number.isSafeInteger(services) || services < 1 || services > mostServices) {
    throw new RangeError(`The number of services must be a whole number from 1 to ${mostServices}, not ${services}`)
  }
  const operator = operators[id]
  const randomFor = (stream: number): ReturnType<typeof createRandom> => createRandom(seed, stream)
  mkdirSync(out, { recursive: true })
  rmSync(join(out, 'operator.json'), { force: true })

  const open: CsvFile[] = []
  function table(name: string, columns: readonly string[]): CsvFile {
    const file = createCsv(out, name, columns)
    open.push(file)
    return file
  }

  try {
    const areas = layOutAreas(operator, randomFor(1))
    const areaFile = table('areas.csv', ['area', 'name', 'kind', 'people'])
    for (const [province, inside] of areas) {
      areaFile.row(`${province.code},${field(province.name)},province,${province.people}`)
      for (const area of inside.toSorted((a, b) => (a.code < b.code ? -1 : 1)))
        areaFile.row(`${area.code},${field(area.name)},${area.kind},`)
    }

    const networkFile = table('network.csv', ['element', 'parent', 'kind', 'area', 'latitude', 'longitude'])
    const elementFile = table('elements.csv', ['element', 'kind', 'name', 'parents', 'area', 'longitude', 'latitude'])
    const attachments = buildNetwork(operator, areas, services, randomFor(2), randomFor(4), element => {
      networkFile.row(treeLine(element))
      elementFile.row(elementLine(element))
    })

    const planFile = table('plans.csv', [
      'plan',
      'kind',
      'customer',
      'payment',
      'speed_mbps',
      'price',
      'price_after_term',
      'currency',
      'source',
      'as_of',
    ])
    for (const line of planLines(operator)) planFile.row(line)

    const serviceFile = table('services.csv', serviceColumns)
    const billFile = table('bills.csv', billColumns)
    const topUpFile = table('top-ups.csv', topUpColumns)
    const output = { service: serviceFile.row, bill: billFile.row, topUp: topUpFile.row }
    const counted: ServiceCounts = { byKind: {}, byCustomer: {}, byPayment: {}, byProvince: {} }
    const holders = createHolders(seed, services)
    for (const done of writeServices(operator, attachments, asOf, randomFor(3), output, counted, holders)) {
      onProgress?.({ done, total: services })
      await setImmediate()
    }

    const customerFile = table('customers.csv', customerColumns)
    const contactFile = table('contacts.csv', contactColumns)
    const consentFile = table('consents.csv', consentColumns)
    const people = { customer: customerFile.row, contact: contactFile.row, consent: consentFile.row }
    for (const _ of writeCustomers(operator, attachments, asOf, holders, randomFor(5), people)) await setImmediate()

    const files = open.map(file => file.finish())
    const rows = (name: string): number => files.find(file => file.name === name)?.rows ?? 0
    const counts: GeneratedCounts = {
      services: rows('services.csv'),
      elements: rows('network.csv'),
      areas: rows('areas.csv'),
      plans: rows('plans.csv'),
      bills: rows('bills.csv'),
      topUps: rows('top-ups.csv'),
      customers: rows('customers.csv'),
      contacts: rows('contacts.csv'),
      consents: rows('consents.csv'),
      ...sorted(counted),
    }

    const shapes = writeText(out, 'areas.geojson', areaShapes(areas))
    const json = `${JSON.stringify(describeOperator(operator, seed, asOf, counts), null, 2)}\n`
    return { files: [...files, shapes, writeText(out, 'operator.json', json)], counts }
  } finally {
    for (const file of open) file.abandon()
  }
}

/** The tree of usual parents. */
function treeLine({ id, parents: [parent = ''], kind, area, latitude, longitude }: Element): string {
  return `${id},${parent},${kind},${area},${degrees(latitude)},${degrees(longitude)}`
}

/** The same with every parent. */
function elementLine({ id, kind, name, parents, area, longitude, latitude }: Element): string {
  return `${id},${kind},${field(name)},${parents.join('|')},${area},${degrees(longitude)},${degrees(latitude)}`
}

/** Prints ten-thousandths of a degree from whole numbers, which no machine rounds differently. */
function degrees(value: number): string {
  const size = Math.abs(value)
  const fraction = size % 10_000
  return `${value < 0 ? '-' : ''}${(size - fraction) / 10_000}.${String(fraction).padStart(4, '0')}`
}

function planLines(operator: OperatorFacts): string[] {
  const amount = amountFormat(operator.decimals)
  return operator.plans.map(plan => {
    const later = plan.priceAfterTerm === undefined ? '' : amount(plan.priceAfterTerm)
    const what = `${field(plan.name)},${plan.kind},${plan.customer},${plan.payment},${plan.speedMbps ?? ''}`
    return `${what},${amount(plan.price)},${later},${operator.currency},${field(plan.source.url)},${plan.source.asOf}`
  })
}

function sorted(counts: ServiceCounts): ServiceCounts {
  const byKey = (record: Record<string, number>): Record<string, number> =>
    Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return {
    byKind: byKey(counts.byKind),
    byCustomer: byKey(counts.byCustomer),
    byPayment: byKey(counts.byPayment),
    byProvince: byKey(counts.byProvince),
  }
}
