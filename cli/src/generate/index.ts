import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { layOutAreas } from './areas.ts'
import { amountFormat } from './billing.ts'
import type { GeneratedCounts, ServiceCounts } from './counts.ts'
import { createCsv, field, type CsvFile, type GeneratedFile } from './csv-file.ts'
import { idTelco } from './facts/id-telco.ts'
import type { OperatorFacts } from './facts/operator-facts.ts'
import { plIsp } from './facts/pl-isp.ts'
import { buildNetwork, type Element } from './network.ts'
import { describeOperator } from './operator-json.ts'
import { createRandom } from './random.ts'
import { billColumns, serviceColumns, topUpColumns, writeServices } from './services.ts'

export type { GeneratedCounts } from './counts.ts'
export type { GeneratedFile } from './csv-file.ts'

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
const mostServices = 100_000_000

/**
 * Writes a believable operator: network, areas, services, bills, top-ups and plans as CSV, then `operator.json`, whose presence
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
    const attachments = buildNetwork(operator, areas, services, randomFor(2), element =>
      networkFile.row(elementLine(element)),
    )

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
    for (const done of writeServices(operator, attachments, asOf, randomFor(3), output, counted)) {
      onProgress?.({ done, total: services })
      await setImmediate()
    }

    const files = open.map(file => file.finish())
    const rows = (name: string): number => files.find(file => file.name === name)?.rows ?? 0
    const counts: GeneratedCounts = {
      services: rows('services.csv'),
      elements: rows('network.csv'),
      areas: rows('areas.csv'),
      plans: rows('plans.csv'),
      bills: rows('bills.csv'),
      topUps: rows('top-ups.csv'),
      ...sorted(counted),
    }

    const json = `${JSON.stringify(describeOperator(operator, seed, asOf, counts), null, 2)}\n`
    const path = join(out, 'operator.json')
    writeFileSync(path, json)
    return { files: [...files, { name: 'operator.json', path, rows: 0, bytes: Buffer.byteLength(json) }], counts }
  } finally {
    for (const file of open) file.abandon()
  }
}

function elementLine(element: Element): string {
  return `${element.id},${element.parent},${element.kind},${element.area},${degrees(element.latitude)},${degrees(element.longitude)}`
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
