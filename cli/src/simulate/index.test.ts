import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseMinor } from '@pulih/kernel'
import { generateOperator } from '@pulih/seed'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assess } from '../assess/index.ts'
import { loadRulebookFor } from '../assess/load-rulebook.ts'
import { comparisonText } from './comparison-text.ts'
import { simulate, type Comparison } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'simulate-'))
const services = join(folder, 'services.csv')
const network = join(folder, 'network.csv')
const outages = join(folder, 'outages.csv')
const policyFile = (name: string) => fileURLToPath(new URL(`../../../rulebooks/policies/${name}.json`, import.meta.url))
const bill = policyFile('bill-10-20')
const discount = policyFile('discount')
const airtime = policyFile('prepaid-pulsa-and-data')
const rulebook = loadRulebookFor({ jurisdiction: 'ID' })
/** The schemes of Indonesia that apply by themselves, without its goodwill. */
const law = rulebook
  .of('ID')
  .filter(({ status }) => status !== 'goodwill')
  .map(({ id }) => id)
  .join(',')
const question = { services, network, outages, period: '2026-09', jurisdiction: 'ID', quiet: true, workers: 1 }

let comparison: Comparison

beforeAll(async () => {
  await generateOperator({ operator: 'id-telco', services: 3000, seed: 11, out: folder })
  writeFileSync(
    outages,
    [
      'outage,start,end,areas,kinds,extent,cause',
      'long,2026-09-03T00:00:00+07:00,2026-09-07T12:00:00+07:00,31|32,internet|mobile,total,network-fault',
      'short,2026-09-15T08:00:00+07:00,2026-09-15T16:00:00+07:00,*,,total,network-fault',
      '',
    ].join('\n'),
  )
  comparison = await simulate({ ...question, policy: [bill, discount, airtime], out: join(folder, 'out') }, rulebook)
}, 120_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Credits of an ordinary assessment, added up here line by line: money by service, in minor units. */
async function creditsOf(policy: readonly string[]): Promise<Map<string, bigint>> {
  const out = join(folder, 'separate', 'credits.csv')
  await assess({ ...question, schemes: law, policy, only: 'owed', out }, rulebook)
  const sums = new Map<string, bigint>()
  for (const line of readFileSync(out, 'utf8').trim().split('\n').slice(1)) {
    const [service = '', scheme = '', , , recommended = ''] = line.split(',')
    if (!scheme.includes('#')) sums.set(service, (sums.get(service) ?? 0n) + minor(recommended))
  }
  return sums
}

function minor(text: string): bigint {
  const amount = parseMinor(text, 'IDR')
  if (amount === null) throw new RangeError(`${text} is no amount`)
  return amount
}

function total(credits: ReadonlyMap<string, bigint>): bigint {
  return [...credits.values()].reduce((sum, amount) => sum + amount, 0n)
}

function scenarioOf(id: string): Comparison['scenarios'][number] {
  const scenario = comparison.scenarios.find(({ scenario }) => scenario === id)
  if (!scenario) throw new RangeError(`there is no scenario ${id}`)
  return scenario
}

describe('a simulation', () => {
  test('compares the law alone with the law and each policy', () => {
    expect(comparison.scenarios.map(({ scenario }) => scenario)).toEqual([
      'law',
      'policy/bill-10-20',
      'policy/discount',
      'policy/prepaid-pulsa-and-data',
    ])
    expect(scenarioOf('law').schemes).toEqual(law.split(','))
    expect(comparison.notes.join('\n')).toContain('id/goodwill-prorata is goodwill')
  })

  test.each([
    ['law', []],
    ['policy/bill-10-20', [bill]],
    ['policy/discount', [discount]],
  ])('costs in %s what a separate assessment pays, to the last minor unit', async (id, policy) => {
    const credits = await creditsOf(policy)
    const paid = [...credits.values()].filter(amount => amount > 0n).sort((a, b) => (a < b ? -1 : 1))

    const scenario = scenarioOf(id)

    expect(minor(scenario.cost.recommended)).toBe(total(credits))
    expect(minor(scenario.owed.recommended) + minor(scenario.goodwill.recommended)).toBe(total(credits))
    expect(scenario.services.paid).toBe(paid.length)
    expect(paid.length).toBeGreaterThan(20)
    expect(scenario.histogram.reduce((sum, services) => sum + services, 0)).toBe(paid.length)
    expect(minor(scenario.credit?.median ?? '')).toBe(paid[Math.ceil(paid.length / 2) - 1])
    expect(minor(scenario.credit?.greatest ?? '')).toBe(paid.at(-1))
  })

  test('tells gains and losses service by service', async () => {
    const [before, after] = [await creditsOf([]), await creditsOf([bill])]
    const differences = [...new Set([...before.keys(), ...after.keys()])].map(
      service => (after.get(service) ?? 0n) - (before.get(service) ?? 0n),
    )

    const change = comparison.changes.find(({ scenario }) => scenario === 'policy/bill-10-20')

    expect(change?.gain.services).toBe(differences.filter(difference => difference > 0n).length)
    expect(change?.lose.services).toBe(differences.filter(difference => difference < 0n).length)
    expect(minor(change?.gain.sum ?? '') - minor(change?.lose.sum ?? '')).toBe(total(after) - total(before))
    expect(change?.gain.services).toBeGreaterThan(0)
  })

  test('adds up to the totals by customer, payment, kind and area', () => {
    for (const {
      groups,
      owed,
      goodwill,
      services: { paid },
    } of comparison.scenarios) {
      for (const list of Object.values(groups)) {
        expect(list.reduce((sum, group) => sum + minor(group.owed.maximum), 0n)).toBe(minor(owed.maximum))
        expect(list.reduce((sum, group) => sum + minor(group.goodwill.recommended), 0n)).toBe(
          minor(goodwill.recommended),
        )
        expect(list.reduce((sum, group) => sum + group.paid, 0)).toBe(paid)
        expect(list.reduce((sum, group) => sum + group.services, 0)).toBe(3000)
      }
    }
  })

  test('keeps goodwill and benefits in kind apart from what is owed', () => {
    expect(minor(scenarioOf('policy/discount').goodwill.recommended)).toBeGreaterThan(0n)
    expect(scenarioOf('policy/discount').owed).toEqual(scenarioOf('law').owed)
    expect(scenarioOf('policy/prepaid-pulsa-and-data').cost).toEqual(scenarioOf('law').cost)
    expect(
      scenarioOf('policy/prepaid-pulsa-and-data').benefits.find(({ name }) => name.endsWith('#data:GB'))?.services,
    ).toBe(scenarioOf('policy/prepaid-pulsa-and-data').services.inKind)
    expect(scenarioOf('policy/prepaid-pulsa-and-data').services.inKind).toBeGreaterThan(50)
  })

  test('finds equals treated equally', () => {
    expect(comparison.scenarios.map(({ fairness }) => fairness.breaches)).toEqual([0, 0, 0, 0])
  })

  test('tries policies without the law if asked', async () => {
    const alone = await simulate({ ...question, policy: [bill], alone: true, out: join(folder, 'alone') }, rulebook)

    expect(alone.scenarios[0]?.cost).toEqual(scenarioOf('law').cost)
    expect(alone.scenarios[1]?.schemes).toEqual(['policy/bill-10-20'])
    expect(alone.changes[0]?.noLongerPaid.services).toBeGreaterThan(0)
  })
})

describe('the results of a simulation', () => {
  test('are four files and nothing else', () => {
    expect(readdirSync(join(folder, 'out')).toSorted()).toEqual([
      'comparison-narrow.svg',
      'comparison.csv',
      'comparison.json',
      'comparison.svg',
    ])
    expect(JSON.parse(readFileSync(join(folder, 'out', 'comparison.json'), 'utf8'))).toEqual(comparison)
    const [header, ...lines] = readFileSync(join(folder, 'out', 'comparison.csv'), 'utf8')
      .trim()
      .split('\n')
    expect(header).toBe('scenario,about,group,measure,value,unit')
    expect(lines).toContain(`law,total,,owed_recommended,${scenarioOf('law').owed.recommended},IDR`)
  })

  test.each(['comparison.svg', 'comparison-narrow.svg'])('%s is well-formed, and tells its facts in words', name => {
    const svg = readFileSync(join(folder, 'out', name), 'utf8')

    expect(unclosed(svg)).toEqual([])
    expect(svg).toMatch(/<title id="title">[^<]*2026-09<\/title>/)
    expect(/<desc id="description">([^<]*)/.exec(svg)?.[1]).toContain('policy/bill-10-20: ')
    expect(svg).not.toMatch(/NaN|undefined|Infinity/)
  })

  test('fit on a terminal of 120 columns', () => {
    expect(
      comparisonText(comparison)
        .split('\n')
        .filter(line => line.length > 120),
    ).toEqual([])
  })
})

describe('a simulation is refused', () => {
  test('without a policy, saying what is needed', async () => {
    await expect(simulate({ ...question, out: join(folder, 'none') }, rulebook)).rejects.toThrow(/--policy/)
  })

  test('with every mistake of every policy at once', async () => {
    const broken = (name: string, change: object) => {
      const file = join(folder, name)
      writeFileSync(file, JSON.stringify({ ...(JSON.parse(readFileSync(bill, 'utf8')) as object), ...change }))
      return file
    }
    const policy = [broken('first.json', { status: 'nice', per: 'decade' }), broken('second.json', { currency: 7 })]

    await expect(simulate({ ...question, policy, out: join(folder, 'none') }, rulebook)).rejects.toMatchObject({
      name: 'InvalidInput',
      mistakes: [
        { pointer: `${policy[0]}#/status` },
        { pointer: `${policy[0]}#/per` },
        { pointer: `${policy[1]}#/currency` },
      ],
    })
  })

  test('with the same policy twice', async () => {
    await expect(simulate({ ...question, policy: [bill, bill], out: join(folder, 'none') }, rulebook)).rejects.toThrow(
      'policy/bill-10-20 is given twice',
    )
  })

  test('with a policy in another currency than the law', async () => {
    await expect(
      simulate({ ...question, policy: [policyFile('sla-99-99')], out: join(folder, 'none') }, rulebook),
    ).rejects.toThrow(/another currency than IDR/)
  })

  test('with a setting that no scenario knows', async () => {
    await expect(
      simulate({ ...question, policy: [bill], set: ['heavyshare=30%'], out: join(folder, 'none') }, rulebook),
    ).rejects.toThrow(/"heavyshare=30%" sets nothing.*heavyShare/)
  })

  test('and leaves nothing behind, nor touches an older result', async () => {
    const services = join(folder, 'no-services.csv')
    writeFileSync(services, 'service,nothing\nS1,x\n')
    const before = readFileSync(join(folder, 'out', 'comparison.json'), 'utf8')

    await expect(
      simulate({ ...question, services, policy: [bill], out: join(folder, 'none') }, rulebook),
    ).rejects.toThrow(/monthly_fee/)
    await expect(
      simulate({ ...question, services, policy: [bill], out: join(folder, 'out') }, rulebook),
    ).rejects.toThrow(/monthly_fee/)

    expect(existsSync(join(folder, 'none'))).toBe(false)
    expect(readdirSync(join(folder, 'out'))).toHaveLength(4)
    expect(readFileSync(join(folder, 'out', 'comparison.json'), 'utf8')).toBe(before)
  })
})

/** What an XML parser would stop at: tags that do not match, a bare ampersand, an attribute without quotes. */
function unclosed(xml: string): string[] {
  const open: string[] = []
  const problems: string[] = []
  const outside = xml.replaceAll(
    /<(\/?)([\w:]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>/g,
    (_, closing: string, name: string, _attributes: string, empty: string) => {
      if (closing !== '' && open.pop() !== name) problems.push(`</${name}>`)
      if (closing === '' && empty === '') open.push(name)
      return ''
    },
  )
  const bare = /[<>]|&(?!(amp|lt|gt|quot|#\d+);)/.exec(outside)
  return [...problems, ...open, ...(bare ? [outside.slice(bare.index, bare.index + 40)] : [])]
}
