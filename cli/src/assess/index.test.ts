import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { InvalidInput, parseMinor } from '@pulih/kernel'
import { describe, expect, test } from 'vitest'
import { Failure } from '../failure.ts'
import { assess, type AssessOptions } from './index.ts'
import { loadRulebookFor } from './load-rulebook.ts'
import { aRun, services } from './testing/a-run.ts'

const rulebook = loadRulebookFor({ jurisdiction: 'NL' })
const run = (options: AssessOptions) => assess({ workers: 1, ...options }, rulebook)
const minor = (text: string | undefined) => parseMinor(text ?? '', 'EUR') ?? 0n
const sum = (amounts: readonly bigint[]) => amounts.reduce((a, b) => a + b, 0n)

describe('an assessment', () => {
  test('writes what each service gets, and nothing that was not asked for', async () => {
    using files = aRun()

    await run(files.options)

    expect(files.written()).toEqual([
      'credits.csv',
      'exposures.csv',
      'rejected.csv',
      'run.json',
      'summary.json',
      'summary.txt',
    ])
    expect(files.lines('credits.csv').map(line => `${line['service']} ${line['recommended']}`)).toEqual([
      '1 4.00',
      '2 3.04',
    ])
  })

  test('adds up: rows, credits, schemes and areas', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => {
      const element = index % 9 === 0 ? 'nowhere' : index % 2 === 0 ? 'a' : 'b'
      const fee = index % 50 === 7 ? '-1' : `${index}.${String(index % 100).padStart(2, '0')}`
      return `${index % 40 === 3 ? 3 : index},${element},,${index % 3 === 0 ? 'tv' : 'internet'},consumer,${index % 5 === 0 ? 'prepaid' : 'postpaid'},${fee}`
    })
    using files = aRun({ 'services.csv': services(...rows) })

    const { summary } = await run(files.options)
    const credits = files.lines('credits.csv')
    const refused = files.lines('rejected.csv')

    expect(summary.services.read).toBe(400)
    expect(summary.services.assessed + summary.services.refused).toBe(400)
    expect(new Set(refused.map(line => line['row'])).size).toBe(summary.services.refused)
    expect(refused.length).toBe(summary.refusals.reduce((all, { rows }) => all + rows, 0))
    for (const figure of ['minimum', 'recommended', 'maximum'] as const) {
      expect(sum(credits.map(line => minor(line[figure])))).toBe(minor(summary.owed[figure]))
      expect(sum(summary.schemes.map(scheme => minor(scheme.amounts[figure])))).toBe(minor(summary.owed[figure]))
      expect(sum(summary.areas.map(area => minor(area.owed[figure])))).toBe(minor(summary.owed[figure]))
    }
    expect(summary.areas.reduce((all, { hit }) => all + hit, 0)).toBe(summary.services.hit)
    expect(minor(summary.owed.recommended)).toBeGreaterThan(0n)
  })

  test('of a month without trouble owes nothing and says so', async () => {
    using files = aRun()

    const { summary } = await run({ ...files.options, period: '2026-07' })

    expect(summary.services).toMatchObject({ read: 2, assessed: 2, refused: 0, hit: 0 })
    expect(summary.owed).toEqual({ minimum: '0.00', recommended: '0.00', maximum: '0.00' })
    expect(files.lines('credits.csv')).toEqual([])
  })

  test('of no services and of no outages is one with nothing in it', async () => {
    using noServices = aRun({ 'services.csv': services() })
    using noOutages = aRun({ 'outages.csv': 'outage,start,end,elements\n' })

    expect((await run(noServices.options)).summary.services.read).toBe(0)
    expect((await run(noOutages.options)).summary.services).toMatchObject({ read: 2, hit: 0 })
  })

  test('keeps what is kind apart from what is owed', async () => {
    using files = aRun()
    const schemes = 'id/goodwill-prorata'

    const { summary } = await assess({ ...files.options, jurisdiction: 'ID', schemes }, loadRulebookFor({ schemes }))

    expect(summary.owed).toEqual({ minimum: '0.00', recommended: '0.00', maximum: '0.00' })
    expect(summary.goodwill.recommended).toBe(summary.schemes[0]?.amounts.recommended)
    expect(minor(summary.goodwill.recommended)).toBeGreaterThan(0n)
  })

  test('gives the same bytes twice', async () => {
    using files = aRun()
    const results = () =>
      ['credits.csv', 'exposures.csv', 'rejected.csv', 'summary.json'].map(name =>
        readFileSync(files.path(`out/${name}`), 'utf8'),
      )

    await run(files.options)
    const first = results()
    await run({ ...files.options, workers: 2 })

    expect(results()).toEqual(first)
  })
})

describe('a service that cannot be used', () => {
  test.each([
    ['a fee below zero', '3,a,,internet,consumer,postpaid,-1.00', 'monthly_fee negative'],
    ['a fee with a comma for a point', '3,a,,internet,consumer,postpaid,"1,00"', 'monthly_fee not-a-number'],
    ['a fee with too many decimals', '3,a,,internet,consumer,postpaid,1.001', 'monthly_fee too-many-decimals'],
    ['no fee', '3,a,,internet,consumer,postpaid,', 'monthly_fee missing-value'],
    ['an unknown element', '3,zz,,internet,consumer,postpaid,1.00', 'element unknown-element'],
    ['an unknown kind', '3,a,,internett,consumer,postpaid,1.00', 'kind unknown-word'],
    ['an unknown customer', '3,a,,internet,person,postpaid,1.00', 'customer unknown-word'],
    ['a name that was used', '1,a,,internet,consumer,postpaid,1.00', 'service duplicate'],
    ['no name', ',a,,internet,consumer,postpaid,1.00', 'service missing-value'],
    ['too few fields', '3,a', ' too-few-fields'],
    ['too many fields', '3,a,,internet,consumer,postpaid,1.00,1', ' too-many-fields'],
    ['open quotes', '"3,a,,internet,consumer,postpaid,1.00', ' broken-quotes'],
  ])('for %s is refused with its row, column and remedy, and the others are assessed', async (_, line, expected) => {
    using files = aRun({ 'services.csv': services('1,a,,internet,consumer,postpaid,60.00', line) })

    const { summary } = await run(files.options)
    const [header = '', refusal = ''] = readFileSync(files.path('out/rejected.csv'), 'utf8').split('\n')

    expect(header).toBe('file,row,column,reason,value,remedy')
    expect(refusal.startsWith(`${files.path('services.csv')},3,${expected.replace(' ', ',')},`)).toBe(true)
    expect(refusal.split(',').at(-1)?.length).toBeGreaterThan(10)
    expect(summary.services).toMatchObject({ read: 2, assessed: 1, refused: 1 })
    expect(files.lines('credits.csv').map(each => each['service'])).toEqual(['1'])
  })
})

describe('an outage that cannot be used', () => {
  test.each([
    ['without an offset', 'o2,2026-09-20T08:00:00,2026-09-21T14:00:00+02:00,root', 'start no-offset'],
    [
      'that ends before it starts',
      'o2,2026-09-20T08:00:00+02:00,2026-09-19T08:00:00+02:00,root',
      'end end-not-after-start',
    ],
    [
      'with an identifier that was used',
      'o1,2026-09-20T08:00:00+02:00,2026-09-21T08:00:00+02:00,root',
      'outage duplicate',
    ],
  ])('%s is refused, and the others count', async (_, line, expected) => {
    const known = 'o1,2026-09-10T08:00:00+02:00,2026-09-11T14:00:00+02:00,root'
    using files = aRun({ 'outages.csv': `outage,start,end,elements\n${known}\n${line}\n` })

    const { summary } = await run(files.options)

    expect(files.lines('rejected.csv').map(each => `${each['row']} ${each['column']} ${each['reason']}`)).toEqual([
      `3 ${expected}`,
    ])
    expect(summary.outages).toBe(1)
  })

  test('because no element of it is known counts for the elements that are', async () => {
    using files = aRun({
      'outages.csv': 'outage,start,end,elements\no1,2026-09-10T08:00:00+02:00,2026-09-11T14:00:00+02:00,a|zz\n',
    })

    await run(files.options)

    expect(files.lines('rejected.csv')).toMatchObject([
      { column: 'elements', reason: 'unknown-element', value: 'o1: zz' },
    ])
    expect(files.lines('credits.csv').map(line => line['service'])).toEqual(['1'])
  })
})

describe('a run that cannot be made', () => {
  test.each<[string, Partial<AssessOptions>, string]>([
    ['an unknown scheme', { schemes: 'nl/nothing' }, 'Unknown scheme: nl/nothing.'],
    ['an unknown country', { jurisdiction: 'XX' }, 'No rules are known for the jurisdiction "XX"'],
    ['a month that is none', { period: '2026-13' }, '"2026-13" is no month'],
    ['a value that nobody can set', { set: ['x=1'] }, 'No scheme of this run lets the operator set "x"'],
    ['a setting that sets nothing', { set: ['x'] }, '"x" sets nothing'],
    ['results of an unknown kind', { out: 'credits.txt' }, 'must end in .csv or .parquet'],
    ['another currency than that of the law', { currency: 'PLN' }, 'nl/telecommunicatiewet-7.1a (EUR)'],
    ['a policy that is not there', { policy: ['/nowhere/policy.json'] }, '/nowhere/policy.json cannot be read'],
  ])('for %s is refused with the remedy', async (_, options, message) => {
    using files = aRun()

    await expect(run({ ...files.options, ...options })).rejects.toThrow(Failure)
    await expect(run({ ...files.options, ...options })).rejects.toThrow(message)
    expect(files.written()).toEqual([])
  })

  test('for a policy with several mistakes is refused with all of them', async () => {
    using files = aRun({
      'policy.json': JSON.stringify([{ id: 'policy/x', jurisdiction: 'NL', status: 'laws', heads: [] }]),
    })
    const error: unknown = await run({ ...files.options, policy: [files.path('policy.json')] }).catch(
      (reason: unknown) => reason,
    )

    expect(error).toBeInstanceOf(InvalidInput)
    expect(error instanceof InvalidInput && error.mistakes.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(
      expect.arrayContaining(['/status unknown-word', '/heads list-too-short', '/title missing-field']),
    )
  })

  test('for broken JSON names the file', async () => {
    using files = aRun({ 'policy.json': '{' })

    await expect(run({ ...files.options, policy: [files.path('policy.json')] })).rejects.toThrow(
      'policy.json is not valid JSON',
    )
  })

  test.each([
    ['an empty file', '', 'empty-file'],
    ['UTF-16', Buffer.from(`\ufeff${services()}`, 'utf16le'), 'save it as UTF-8'],
    ['a header without fees', 'service,element,kind\n1,a,tv\n', 'monthly_fee missing-column'],
    ['a separator that nobody knows', services().replaceAll(',', '|'), 'unknown-separator'],
  ])('for services that are %s leaves nothing behind', async (_, content, message) => {
    using files = aRun({ 'services.csv': content })

    await expect(run(files.options)).rejects.toThrow(message)
    expect(files.written()).toEqual([])
  })
})

describe('an older result', () => {
  test('stays as it was when the next run fails', async () => {
    using files = aRun()
    await run(files.options)
    const before = readFileSync(files.options.out, 'utf8')
    writeFileSync(files.path('services.csv'), '')

    await expect(run(files.options)).rejects.toThrow('empty-file')

    expect(readFileSync(files.options.out, 'utf8')).toBe(before)
    expect(files.written()).toHaveLength(6)
  })

  test('gives way to the next one, and the folder of a run that died is cleared', async () => {
    using files = aRun()
    await run(files.options)
    const abandoned = files.path('out/.pulih-run-999999999')
    mkdirSync(abandoned)
    writeFileSync(`${abandoned}/credits.csv`, 'half a li')
    writeFileSync(files.path('services.csv'), services('9,a,,internet,consumer,postpaid,30.00'))

    await run(files.options)

    expect(existsSync(abandoned)).toBe(false)
    expect(files.lines('credits.csv').map(line => `${line['service']} ${line['recommended']}`)).toEqual(['9 2.00'])
  })
})
