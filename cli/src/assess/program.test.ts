import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { aRun, services, start, wordsOf } from './testing/a-run.ts'

describe('pulih assess', () => {
  test('prints its summary, says where the results are, and ends well', async () => {
    using files = aRun()

    const { code, said } = await start('assess', ...wordsOf({ ...files.options, quiet: '' })).ended

    expect(code).toBe(0)
    expect(said).toMatch(/recommended +7\.04 EUR/)
    expect(said).toContain(`Written: ${files.options.out}`)
  })

  test.each<
    [string, Readonly<Record<string, string | Uint8Array>>, Readonly<Record<string, string>>, readonly string[]]
  >([
    ['an absent file', {}, { services: '/nowhere/services.csv' }, ['There is no file /nowhere/services.csv.']],
    ['a folder for a file', {}, { outages: '/tmp' }, ['/tmp is a folder']],
    ['a network that is not there', {}, { network: '/nowhere/n.csv' }, ['There is no file /nowhere/n.csv.']],
    [
      'services without a place',
      { 'services.csv': 'service,kind,customer,monthly_fee\n1,tv,consumer,1.00\n' },
      {},
      ['services.csv:1 element missing-column: Add the column element or the column area.'],
    ],
    [
      'services without a column',
      { 'services.csv': 'service,element,kind\n1,a,tv\n' },
      {},
      ['services.csv:1', 'monthly_fee', 'Add the column'],
    ],
    ['an unknown scheme', {}, { schemes: 'nl/nothing' }, ['nl/nothing', 'pulih rules']],
    [
      'a policy full of mistakes',
      { 'policy.json': '{"id":"x","status":"laws"}' },
      { policy: 'policy.json' },
      ['mistakes in', 'policy.json', '/status', 'Did you mean “law”?'],
    ],
  ])('refuses %s with exit code 2, and without a stack', async (_, content, changes, expected) => {
    using files = aRun(content)
    const inFolder = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, value.endsWith('policy.json') ? files.path(value) : value]),
    )

    const { code, said } = await start('assess', ...wordsOf({ ...files.options, ...inFolder })).ended

    for (const words of expected) expect(said).toContain(words)
    expect(said).not.toMatch(/^ +at /m)
    expect(code).toBe(2)
    expect(files.written()).toEqual([])
  })

  test('that is killed leaves no credits that look whole, and the next run clears up', async () => {
    const many = Array.from(
      { length: 300_000 },
      (_, index) => `${index},${index % 2 === 0 ? 'a' : 'b'},,internet,consumer,postpaid,${index % 1000}.00`,
    )
    using files = aRun({ 'services.csv': services(many.join('\n')) })
    const { child, ended } = start('assess', ...wordsOf({ ...files.options, workers: '1' }))
    const hidden = () => files.written().find(name => name.startsWith('.'))
    const hasBegun = () => readdirSync(files.path(`out/${hidden() ?? ''}`)).some(name => name.startsWith('credits'))

    while (child.exitCode === null && !hasBegun()) await setTimeout(2)
    child.kill('SIGKILL')
    await ended

    expect(child.signalCode).toBe('SIGKILL')
    expect(existsSync(files.options.out)).toBe(false)
    expect(hidden()).toBeDefined()

    writeFileSync(files.path('services.csv'), services('1,a,,internet,consumer,postpaid,60.00'))
    const again = await start('assess', ...wordsOf(files.options)).ended

    expect(again.code).toBe(0)
    expect(hidden()).toBeUndefined()
    expect(files.lines('credits.csv').map(line => line['service'])).toEqual(['1'])
  })
})

describe('pulih why', () => {
  test('proves a credit again, and gives the alarm when the credit was changed', async () => {
    using files = aRun()
    await start('assess', ...wordsOf(files.options)).ended
    const why = (service: string) => start('why', service, '--run', files.path('out')).ended

    expect(await why('1')).toMatchObject({ code: 0 })
    writeFileSync(
      files.options.out,
      readFileSync(files.options.out, 'utf8').replace('4.00,4.00,4.00', '4.00,5.00,5.00'),
    )
    const { code, said } = await why('1')

    expect(code).toBe(1)
    expect(said).toContain('the run wrote 5.00, the derivation gives 4.00')
  })

  test('of a service that is not there says so', async () => {
    using files = aRun()
    await start('assess', ...wordsOf(files.options)).ended
    const { code, said } = await start('why', '77', '--run', files.path('out')).ended

    expect([code, said.includes('has no service "77"')]).toEqual([2, true])
  })
})
