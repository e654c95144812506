import { existsSync, linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { correct, snapshot } from '../correct/index.ts'
import { generateCommand } from '../generate/index.ts'
import { simulate } from '../simulate/index.ts'
import { assess, type AssessOptions } from './index.ts'
import { loadRulebookFor } from './load-rulebook.ts'
import { aRun, services, start, wordsOf } from './testing/a-run.ts'

const rulebook = loadRulebookFor({ jurisdiction: 'NL' })
const run = (options: AssessOptions) => assess({ workers: 1, ...options }, rulebook)

describe('an assessment that would write', () => {
  test.each(['services.csv', 'network.csv', 'outages.csv'])('over its own %s is refused', async name => {
    using files = aRun()
    const before = readFileSync(files.path(name), 'utf8')

    await expect(run({ ...files.options, out: files.path(name) })).rejects.toThrow('would be written over')

    expect(readFileSync(files.path(name), 'utf8')).toBe(before)
    expect(existsSync(files.path('run.json'))).toBe(false)
  })

  test('over an input that a link leads to is refused, as is one whose folder is a link', async () => {
    using files = aRun()
    symlinkSync(files.path('services.csv'), files.path('out/soft.csv'))
    linkSync(files.path('services.csv'), files.path('out/hard.csv'))
    symlinkSync(files.path(''), files.path('elsewhere'))

    for (const out of ['out/soft.csv', 'out/hard.csv', 'elsewhere/services.csv'])
      await expect(run({ ...files.options, out: files.path(out) })).rejects.toThrow('which is read')
  })

  test('an input under the name of a side file is refused, and --force does not help', async () => {
    using files = aRun()
    const rejected = files.path('out/rejected.csv')
    writeFileSync(rejected, services('1,a,,internet,consumer,postpaid,60.00'))

    await expect(run({ ...files.options, services: rejected, force: true })).rejects.toThrow('would be written over')
  })

  test.each(['exposures.csv', 'rejected.csv'])('credits to %s, which is written besides, is refused', async name => {
    using files = aRun()

    await expect(run({ ...files.options, out: files.path(`out/${name}`) })).rejects.toThrow('Two results')

    expect(files.written()).toEqual([])
  })

  test('over a file of somebody else beside the results is refused, unless forced', async () => {
    using files = aRun()
    writeFileSync(files.path('out/rejected.csv'), 'mine\n')

    await expect(run(files.options)).rejects.toThrow('--force')
    expect(readFileSync(files.path('out/rejected.csv'), 'utf8')).toBe('mine\n')

    await run({ ...files.options, force: true })
    expect(readFileSync(files.path('out/rejected.csv'), 'utf8')).not.toBe('mine\n')
    expect(readFileSync(files.path('out/run.json'), 'utf8')).not.toContain('force')
  })
})

describe('the other commands that write', () => {
  test('a correction is not written over what it reads, nor over files of somebody else', async () => {
    using files = aRun()
    await run(files.options)
    mkdirSync(files.path('corrected'))
    const options = { run: files.path('out'), outages: files.path('outages.csv'), out: files.path('corrected') }

    writeFileSync(files.path('corrected/summary.txt'), 'mine\n')
    await expect(correct(options)).rejects.toThrow('--force')
    symlinkSync(files.path('out'), files.path('again'))
    await expect(correct({ ...options, out: files.path('again') })).rejects.toThrow('holds the run itself')
    const notes = files.path('notes.csv')
    writeFileSync(notes, 'mine\n')
    await expect(correct({ ...options, snapshot: notes, force: true })).rejects.toThrow('is no snapshot')
    expect(readFileSync(notes, 'utf8')).toBe('mine\n')
    await correct({ ...options, force: true })
    await correct(options)
  })

  test('a snapshot is not written over the services that it sorts', async () => {
    using files = aRun()
    await run(files.options)

    await expect(snapshot({ run: files.path('out'), out: files.path('services.csv') })).rejects.toThrow(
      'would be written over',
    )
    await expect(snapshot({ run: files.path('out'), out: files.path('out/credits.csv') })).rejects.toThrow(
      'would be written over',
    )
  })

  test('a simulation does not replace a comparison.csv of somebody else', async () => {
    using files = aRun()
    writeFileSync(files.path('out/comparison.csv'), 'mine\n')
    const policy = files.path('policy.json')
    writeFileSync(policy, readFileSync(new URL('../../../rulebooks/policies/bill-10-20.json', import.meta.url), 'utf8'))

    await expect(
      simulate(
        {
          ...files.options,
          currency: 'IDR',
          jurisdiction: 'ID',
          timeZone: 'Asia/Jakarta',
          policy: [policy],
          out: files.path('out'),
        },
        loadRulebookFor({ jurisdiction: 'ID' }),
      ),
    ).rejects.toThrow('--force')
    expect(readFileSync(files.path('out/comparison.csv'), 'utf8')).toBe('mine\n')
  })

  test('an invented operator does not replace a real one', async () => {
    using files = aRun()

    await expect(generateCommand({ operator: 'pl-isp', services: 10, seed: 1, out: files.path('') })).rejects.toThrow(
      'services.csv',
    )
  })
})

describe('an assessment of which not all was taken', () => {
  test.each([
    [
      'a service',
      { 'services.csv': services('1,a,,internet,consumer,postpaid,60.00', '2,zz,,internet,consumer,postpaid,1.00') },
    ],
    [
      'a line of outages',
      { 'outages.csv': 'outage,start,end,elements\no1,yesterday,2026-09-11T14:00:00+02:00,root\n' },
    ],
  ])('because of %s ends with 1, and its results are there', async (_, content) => {
    using files = aRun(content)

    const { code } = await start('assess', ...wordsOf(files.options)).ended

    expect(code).toBe(1)
    expect(files.written()).toContain('credits.csv')
  })
})
