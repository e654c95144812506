import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aMember } from '../../src/identity/testing/house.ts'
import { aDesk, type Done, type Pulih } from './pulih.ts'

const desk = await aDesk()
const [admin, operations, finance, approver] = await Promise.all(
  (['admin', 'operations', 'finance', 'approver'] as const).map(role => desk.signedIn(role)),
)

async function done(pulih: Pulih | undefined, ...words: string[]): Promise<Done> {
  const answer = await pulih?.(words)
  if (answer?.exitCode !== 0)
    throw new Error(`pulih ${words.join(' ')}: ${answer?.exitCode}\n${answer?.out}${answer?.err}`)
  return answer
}

async function read(pulih: Pulih | undefined, ...words: string[]) {
  return JSON.parse((await done(pulih, ...words, '--json')).out)
}

describe('from files to a proof', () => {
  test('an operator imports what he has', async () => {
    const elements = desk.file(
      'elements.csv',
      'element,kind,parents,area',
      'pop-1,pop,,14.65',
      'olt-1,olt,pop-1,14.65',
      'olt-2,olt,pop-1,14.66',
    )
    const services = desk.file(
      'services.csv',
      'service,customer_id,element,kind,monthly_fee,currency',
      's-1,c-1,olt-1,internet,60.00,PLN',
      's-2,c-2,olt-1,internet,60.00,PLN',
      's-3,c-3,olt-2,internet,99.00,PLN',
      's-4,c-3,olt-2,internet,ninety,PLN',
    )
    const customers = desk.file('customers.csv', 'customer,kind', 'c-1,consumer', 'c-2,consumer', 'c-3,business')
    await done(admin, 'import', 'customers', customers, '--wait')
    expect((await done(admin, 'import', 'elements', elements, '--wait')).out).toContain(
      '3 rows of elements read: 3 added',
    )

    const trial = await admin?.(['import', 'services', services, '--wait', '--dry-run'])
    expect(trial?.out).toContain('It was a trial')
    const rejected = join(desk.folder, 'rejected.csv')
    const imported = await admin?.(['import', 'services', services, '--wait', '--rejected', rejected])
    expect(imported).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('3 added, 0 changed, 0 the same as before, 1 refused'),
    })
    expect(readFileSync(rejected, 'utf8')).toContain('ninety')
  })

  test('an outage is reported, confirmed, counted and restored', async () => {
    const reported = await read(
      operations,
      'outages',
      'report',
      'Fibre cut at the bridge',
      '--element',
      'olt-1',
      '--cause',
      'fibre-cut',
      '--started',
      '2026-09-10T08:00+02:00',
    )
    expect(reported).toMatchObject({ number: 'OUT-000001', status: 'suspected' })
    await done(operations, 'outages', 'confirm', '1', '--note', 'Seen by the crew')
    await done(operations, 'outages', 'update', '1', '--severity', 'critical', '--public-cause', 'A digger')
    await done(operations, 'outages', 'etr', '1', '2026-09-12T12:00+02:00')
    await done(operations, 'outages', 'note', '1', 'We are on it', '--public')
    const restored = await done(operations, 'outages', 'restore', '1', '--at', '2026-09-12T09:00+02:00')
    expect(restored.out).toContain('OUT-000001 is over; it lasted 2 d 1 h.')
    expect((await done(operations, 'outages', 'list')).out).toMatch(/OUT-000001 +restored +critical/)
    const timeline = (await done(operations, 'outages', 'timeline', '1')).out
    expect(timeline).toContain('We are on it')
    expect(timeline).toContain('(you)')
    expect((await done(finance, 'outages', 'timeline', '1')).out).not.toContain('staff:')
    const affected = await read(operations, 'outages', 'affected', '1')
    expect(affected.map((each: { service: string }) => each.service)).toEqual(['s-1', 's-2'])
    expect((await done(operations, 'outages', 'affected', '1', '--csv')).out.split('\n')[0]).toContain('service')
    expect((await done(operations, 'outages', 'show', '1')).out).toContain('A digger')
    expect((await done(operations, 'outages', 'impact', '1')).out).toContain('2 services hit')
    const work = ['--element', 'pop-1', '--from', '2026-09-20T00:00Z', '--to', '2026-09-20T04:00Z']
    expect((await done(operations, 'outages', 'what-if', ...work)).out).toContain('3 services hit')
  })

  test('a run is computed, approved by a second person, posted and explained', async () => {
    const started = await done(finance, 'compensation', 'run', '--outage', '1', '--wait')
    expect(started.out).toContain('2 services assessed in 1 group of equal cases')

    const own = await finance?.(['compensation', 'approve', 'latest'])
    expect(own).toMatchObject({ exitCode: 2, out: '', err: expect.stringContaining('compensation.approve') })
    expect((await done(approver, 'compensation', 'approve', '1')).out).toContain('Run 1 is approved')
    expect((await done(finance, 'compensation', 'post', '1', '--wait')).out).toContain('Run 1 is posted: 2 credits')
    expect((await done(finance, 'compensation', 'runs')).out).toMatch(/1 +posted/)

    const why = await done(finance, 'compensation', 'explain', '1', 's-1', '--language', 'pl')
    expect(why.out).toContain('Derived anew from the facts of the run, it is what the run has.')
    expect((await done(finance, 'compensation', 'credits', '1', '--due')).out).toContain('s-2')
    expect((await done(finance, 'compensation', 'credits', '1', '--csv')).out.split('\n')).toHaveLength(4)
    const shown = (await done(finance, 'compensation', 'show')).out
    expect(shown).toContain('Run 1: OUT-000001, Fibre cut at the bridge')
    expect(shown).not.toContain('staff:')
  })

  test('a service that does not exist is told from one that was not assessed', async () => {
    const unknown = await finance?.(['compensation', 'explain', 'latest', 'NOPE'])
    expect(unknown).toMatchObject({ exitCode: 2, err: expect.stringContaining('subscribers.service-not-found') })
    const spared = await finance?.(['compensation', 'explain', 'latest', 's-3'])
    expect(spared).toMatchObject({ exitCode: 2, err: expect.stringContaining('was not assessed') })
  })

  test('what can be named in an outage can be looked up', async () => {
    const elements = await read(operations, 'network', 'elements', '--below', 'pop-1', '--text', 'olt')
    expect(elements.map((each: { element: string }) => each.element)).toEqual(['olt-1', 'olt-2'])
    expect((await done(operations, 'network', 'elements')).out).toMatch(/^element +kind +area/)
    const services = await read(admin, 'services', '--element', 'olt-1')
    expect(services.map((each: { service: string }) => each.service)).toEqual(['s-1', 's-2'])
    expect((await done(admin, 'services', '--customer', 'c-3')).out).toMatch(/s-3 +c-3 +internet +olt-2/)
  })

  test('an exclusion stands until it is withdrawn', async () => {
    const because = [
      '--cause',
      'flood',
      '--decided-by',
      'Aniela P.',
      '--reason',
      'The river rose above the duct',
      '--evidence',
      'IMGW 2026/17',
    ]
    const [made] = await read(finance, 'compensation', 'exclude', '1', ...because)
    expect((await done(finance, 'compensation', 'exclusions')).out).toContain('The river rose above the duct')
    await done(finance, 'compensation', 'exclusions', 'withdraw', made.id)
  })

  test('the ledger and the trail are verified by the server, and offline by anybody', async () => {
    const atServer = await read(finance, 'ledger', 'verify')
    expect(atServer).toMatchObject({ whole: true, transfers: 2 })
    expect((await done(finance, 'ledger', 'statement', 's-1')).out).toMatch(/has \d+\.\d\d PLN to its credit/)
    await done(finance, 'ledger', 'balances')
    await done(finance, 'ledger', 'goodwill', 's-2', '5.00', 'PLN', '--reason', 'complaint', '--reference', 'TT-1')
    await done(finance, 'ledger', 'reverse', '3', '--reason', 'given-twice')
    expect((await done(finance, 'ledger', 'transfers', '--csv')).out.trim().split('\n')).toHaveLength(5)
    const [ledger, trail] = [join(desk.folder, 'ledger.jsonl'), join(desk.folder, 'audit.jsonl')]
    await done(finance, 'ledger', 'export', '--out', ledger)
    await done(finance, 'audit', 'export', '--out', trail)

    // Nobody and nothing is needed but the file.
    const auditor = desk.pulih({ PULIH_URL: 'http://127.0.0.1:9', XDG_CONFIG_HOME: desk.folder })
    const anchor = `${atServer.head.page}:${atServer.head.digest}`
    expect((await done(auditor, 'ledger', 'verify', '--export', ledger, '--anchor', anchor)).out).toContain(
      'The ledger is whole.',
    )
    expect((await done(auditor, 'audit', 'verify', trail)).out).toContain('The audit trail is sound.')
    expect((await done(finance, 'audit', 'verify')).out).toContain('The audit trail is sound.')

    writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('"serviceKey":"s-2"', '"serviceKey":"s-3"'))
    writeFileSync(trail, readFileSync(trail, 'utf8').replace('compensation.', 'compensatiom.'))
    const changed = await auditor(['ledger', 'verify', '--export', ledger])
    expect(changed).toMatchObject({ exitCode: 1, out: expect.stringMatching(/page-changed +what stands on the page/) })
    expect(await auditor(['audit', 'verify', trail])).toMatchObject({
      exitCode: 1,
      out: expect.stringContaining('its content is not what'),
    })
  })

  test('payouts are listed and reconciled before there are any', async () => {
    expect((await done(finance, 'payouts', 'list')).out).toContain('No payouts.')
    expect((await done(finance, 'payouts', 'reconcile')).out).toContain('Nothing was paid out yet.')
    expect((await done(finance, 'payouts', 'batches')).out).toContain('No files.')
  })
})

test('only the user himself may read his session', async () => {
  const home = join(desk.folder, 'home-mode')
  const { login, password } = await aMember(desk.h)
  const own = desk.pulih({ XDG_CONFIG_HOME: home })
  await own(['sign-in'], `${login}\n${password}\n`)
  const file = join(home, 'pulih', 'sessions.json')

  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readFileSync(file, 'utf8')).not.toContain(password)
  const { token } = JSON.parse(readFileSync(file, 'utf8'))[desk.url]
  expect((await own(['outages', 'list'])).exitCode).toBe(0)
  expect((await own(['sign-out'])).out).toContain('is signed out')
  expect(await desk.pulih({ PULIH_TOKEN: token })(['outages', 'list'])).toMatchObject({
    exitCode: 2,
    err: expect.stringContaining('PULIH_TOKEN'),
  })
})
