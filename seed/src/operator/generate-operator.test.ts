import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idTelco } from './facts/id-telco.ts'
import type { OperatorFacts } from './facts/operator-facts.ts'
import { plIsp } from './facts/pl-isp.ts'
import { generateOperator, type Generated, type OperatorId } from './generate-operator.ts'

type Row = Readonly<Record<string, string>>

const root = mkdtempSync(join(tmpdir(), 'pulih-generate-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
async function generate(operator: OperatorId, services: number, seed: number): Promise<Generated> {
  folders += 1
  return generateOperator({ operator, services, seed, out: join(root, String(folders)) })
}

function textOf(generated: Generated, name: string): string {
  const file = generated.files.find(candidate => candidate.name === name)
  if (!file) throw new Error(`There is no ${name}`)
  return readFileSync(file.path, 'utf8')
}

/** The tables that these tests read hold no quotes, which is itself asserted below. */
function rowsOf(generated: Generated, name: string): Row[] {
  const [header = '', ...lines] = textOf(generated, name).trimEnd().split('\n')
  const columns = header.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((value, index) => [columns[index] ?? '', value])))
}

function hashesOf(generated: Generated): string[] {
  return generated.files.map(file => createHash('sha256').update(readFileSync(file.path)).digest('hex'))
}

describe('generating with a seed', () => {
  test('gives the same bytes again, and other bytes with another seed', async () => {
    const [first, second, other] = [
      await generate('id-telco', 3000, 7),
      await generate('id-telco', 3000, 7),
      await generate('id-telco', 3000, 8),
    ]

    expect(hashesOf(second)).toEqual(hashesOf(first))
    expect(textOf(other, 'services.csv')).not.toBe(textOf(first, 'services.csv'))
    expect(textOf(other, 'network.csv')).not.toBe(textOf(first, 'network.csv'))
  })

  test('works from one service on, and refuses none', async () => {
    const one = await generate('pl-isp', 1, 7)

    expect(rowsOf(one, 'services.csv')).toHaveLength(1)
    await expect(generate('pl-isp', 0, 7)).rejects.toThrow('from 1 to')
  })

  test('reports progress up to the end', async () => {
    const seen: number[] = []
    await generateOperator({
      operator: 'pl-isp',
      services: 20_000,
      seed: 1,
      out: join(root, 'progress'),
      onProgress: ({ done }) => seen.push(done),
    })

    expect(seen).toEqual([16_384, 20_000])
  })
})

const cases: readonly (readonly [OperatorId, OperatorFacts])[] = [
  ['id-telco', idTelco],
  ['pl-isp', plIsp],
]

describe.each(cases)('the generated %s', (id, facts) => {
  const total = 40_000
  let generated: Generated
  let services: Row[]
  let network: Row[]
  beforeAll(async () => {
    generated = await generate(id, total, 7)
    services = rowsOf(generated, 'services.csv')
    network = rowsOf(generated, 'network.csv')
  })

  test('can be read back: no quotes, no missing fields, the counts of the report', () => {
    for (const name of ['services.csv', 'network.csv', 'bills.csv', 'top-ups.csv']) {
      const lines = textOf(generated, name).trimEnd().split('\n')
      expect(textOf(generated, name)).not.toContain('"')
      expect(new Set(lines.map(line => line.split(',').length)).size).toBe(1)
      expect(lines.length - 1).toBe(generated.files.find(file => file.name === name)?.rows)
    }
    expect(services).toHaveLength(total)
  })

  test('has services with increasing identifiers and positive fees', () => {
    const ids = services.map(row => row['service'] ?? '')

    expect(ids).toEqual([...new Set(ids)].toSorted())
    for (const row of services) {
      expect(Number(row['monthly_fee'])).toBeGreaterThan(0)
      expect(Number(row['cycle_day'])).toBeLessThanOrEqual(28)
      if (row['fee_before_discount'])
        expect(Number(row['fee_before_discount'])).toBeGreaterThanOrEqual(Number(row['monthly_fee']))
    }
  })

  test('is a tree in which parents come first and every service hangs', () => {
    const seen = new Set<string>()
    for (const element of network) {
      expect(element['parent'] === '' || seen.has(element['parent'] ?? '')).toBe(true)
      expect(seen.has(element['element'] ?? '')).toBe(false)
      seen.add(element['element'] ?? '')
    }

    expect(services.filter(row => !seen.has(row['element'] ?? ''))).toEqual([])
  })

  test('fills PONs and sectors as real networks do', () => {
    const kinds = new Map(network.map(element => [element['element'], element['kind']]))
    const loads = new Map<string, number>()
    for (const row of services) loads.set(row['element'] ?? '', (loads.get(row['element'] ?? '') ?? 0) + 1)
    const median = (kind: string): number => {
      const sizes = [...loads]
        .filter(([element]) => kinds.get(element) === kind)
        .map(([, size]) => size)
        .toSorted((a, b) => a - b)
      return sizes[Math.floor(sizes.length / 2)] ?? 0
    }

    expect(median('pon')).toBeGreaterThanOrEqual(32)
    expect(median('pon')).toBeLessThanOrEqual(64)
    expect(median('sector')).toBeLessThanOrEqual(1500)
    expect(
      Math.max(...[...loads].filter(([element]) => kinds.get(element) === 'pon').map(([, size]) => size)),
    ).toBeLessThanOrEqual(64)
  })

  test('has customers where people live', () => {
    const people = facts.provinces.reduce((sum, province) => sum + province.people, 0)
    for (const province of facts.provinces) {
      const here = services.filter(row => row['area']?.startsWith(`${province.code}.`)).length
      expect(Math.abs(here / total - province.people / people)).toBeLessThan(0.003)
    }
  })

  test('has prepaid and postpaid mobile lines as published, and prepaid lines have top-ups instead of bills', () => {
    const mobile = services.filter(row => row['kind'] === 'mobile')
    const prepaid = mobile.filter(row => row['payment'] === 'prepaid')
    const published = facts.mobileLines.prepaid / (facts.mobileLines.prepaid + facts.mobileLines.postpaid)

    expect(Math.abs(prepaid.length / mobile.length - published)).toBeLessThan(0.02)
    for (const row of services) expect(row['bill_count_3'] === '').toBe(row['payment'] === 'prepaid')
    expect(services.filter(row => row['payment'] === 'prepaid' && row['kind'] !== 'mobile')).toEqual([])
  })

  test('has bills and top-ups that add up to the sums of the service', () => {
    const sums = new Map<string, { sum: number; count: number; last: number }>()
    for (const row of [...rowsOf(generated, 'bills.csv'), ...rowsOf(generated, 'top-ups.csv')]) {
      const { sum, count } = sums.get(row['service'] ?? '') ?? { sum: 0, count: 0 }
      const amount = Math.round(Number(row['amount']) * 100)
      sums.set(row['service'] ?? '', { sum: sum + amount, count: count + 1, last: amount })
    }
    const cents = (text: string | undefined): number => Math.round(Number(text) * 100)

    for (const row of services) {
      const { sum, count, last } = sums.get(row['service'] ?? '') ?? { sum: 0, count: 0, last: 0 }
      expect(cents(row['payment'] === 'prepaid' ? row['top_up_sum_3'] : row['bill_sum_3'])).toBe(sum)
      if (row['payment'] === 'prepaid') continue
      expect(Number(row['bill_count_3'])).toBe(count)
      if (count > 0) expect(cents(row['previous_bill'])).toBe(last)
    }
  })

  test('has newcomers, discounts and business customers', () => {
    const postpaid = services.filter(row => row['payment'] === 'postpaid')
    const share = (holds: (row: Row) => boolean): number => postpaid.filter(holds).length / postpaid.length

    expect(share(row => row['bill_count_3'] !== '3')).toBeGreaterThan(0.04)
    expect(share(row => row['bill_count_3'] !== '3')).toBeLessThan(0.08)
    expect(share(row => row['monthly_fee'] !== row['fee_before_discount'])).toBeGreaterThan(0.08)
    expect(share(row => row['customer'] !== 'consumer')).toBeGreaterThan(0.05)
    expect(generated.counts.byKind['leased-line']).toBeGreaterThan(0)
    expect(generated.counts.byKind['hosting']).toBeGreaterThan(0)
  })
})
