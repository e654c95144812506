import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sample } from '@pulih/statuspage'
import { signLink } from './keys.ts'
import { numberForm, postcodesIn, streetForm } from './numbers.ts'
import { currentSnapshot, readManifest } from './manifest.ts'
import { aFolder, aHost, keys, next, show, type TestHost } from './testing/a-host.ts'
import { bucketsOf } from './buckets.ts'

const [outage] = sample.open
const id = outage?.id ?? ''

async function asked(): Promise<TestHost> {
  const root = aFolder()
  await show(root, sample, [
    { outage: id, service: 'S-0001', address: 'ul. Prosta 1 m. 2, 00-838 Warszawa' },
    { outage: id, service: 'S-0002', address: null },
  ])
  return aHost(root)
}

const question = (text: string, root = '/') => `${root}is-it-me/?q=${encodeURIComponent(text)}`

describe('somebody who looks himself up', () => {
  test.each(['S-0001', 's 0001', 'S0001'])('is found as %s', async text => {
    const host = await asked()
    const { status, body, headers } = await host.get(question(text))
    expect(status).toBe(200)
    expect(body.toString()).toContain('Yes, an outage concerns it.')
    expect(body.toString()).toContain('OUT-000123')
    expect(headers['cache-control']).toBe('no-store')
  })

  test.each([
    ...['00-838', 'Wola', 'warszawa', '14.65.WOLA', '14.65'],
    // Of a street, whichever house and flat: that a customer lives in one of them nobody learns.
    ...['Prosta 1 m. 2 Warszawa', 'Warszawa, ul. Prosta 99', '00-838 Warszawa, Prosta'],
  ])('is told of the place %s', async text => {
    const host = await asked()
    expect((await host.get(question(text))).body.toString()).toContain('Some connections there are affected')
  })

  test('learns nothing of which numbers there are: what is not hit and what is not there are the same bytes', async () => {
    const host = await asked()
    const answers = await Promise.all(
      [
        'S-0003',
        'S-9999999',
        'nobody',
        '<script>alert(1)</script>',
        '\u0000',
        "'; drop table x",
        '00-000',
        'ż'.repeat(900),
      ].map(text => host.get(question(text))),
    )
    for (const { status, body } of answers) {
      expect(status).toBe(200)
      expect(body).toEqual(answers[0]?.body)
    }
    expect(answers[0]?.body.toString()).toContain('No outage is known for what you typed.')
  })

  test('is answered in his language, and programs in theirs', async () => {
    const host = await asked()
    expect((await host.get(question('S-0002', '/pl/'))).body.toString()).toContain('Tak, dotyczy tego awaria.')
    const { body } = await host.get('/api/look-up?q=S-0002')
    expect(JSON.parse(body.toString())).toMatchObject({ answer: 'affected', outages: [{ number: 'OUT-000123' }] })
  })

  test('does not find the numbers in the files: they are hashed with a key that is not there', async () => {
    const host = await asked()
    const { readFileSync, readdirSync } = await import('node:fs')
    const files = readdirSync(host.root, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    for (const file of files)
      expect(readFileSync(`${file.parentPath}/${file.name}`, 'latin1'), `file ${file.name}`).not.toMatch(
        /S-0001|s0001|Prosta/,
      )
  })
})

describe('somebody whom only planned work concerns', () => {
  const [planned] = sample.planned
  if (!planned) throw new Error('the sample has lost its planned work')
  const hits = [
    { outage: planned.id, service: 'S-0007', address: null },
    { outage: id, service: 'S-0008', address: null },
    { outage: planned.id, service: 'S-0008', address: null },
  ]
  const text = async (host: TestHost, path: string) => (await host.get(path)).body.toString()

  test('is told when it will be, and that there is no outage', async () => {
    const root = aFolder()
    await show(root, sample, hits)
    const host = await aHost(root)
    const said = await text(host, question('S-0007'))
    expect(said).toMatch(/Work is planned that will concern it: [^<]*26 Nov[^<]*\./)
    expect(said).toContain('No outage is known there at the moment.')
    expect(said).not.toContain('Yes, an outage')
    expect(await text(host, question('14.65.PRAGA'))).toContain('Work is planned that will concern some connections')
    expect(await text(host, question('S-0008'))).toContain('Yes, an outage concerns it.')
    expect(JSON.parse(await text(host, '/api/look-up?q=S-0007')).answer).toBe('work-planned')
    const link = signLink(keys, keys.hash(numberForm('S-0007')), Temporal.Now.instant().add({ hours: 24 }))
    expect(await text(host, `/me/${link}`)).toContain('Work is planned that will concern your connection:')
  })

  test('is told that it is being done once it has begun', async () => {
    const root = aFolder()
    await show(root, { ...sample, planned: [{ ...planned, status: 'in_progress' }] }, hits)
    const host = await aHost(root)
    expect(await text(host, question('S-0007', '/pl/'))).toContain('Tak, dotyczą tego trwające prace planowe.')
    expect(JSON.parse(await text(host, '/api/look-up?q=14.65.PRAGA')).answer).toBe('partly-work-in-progress')
  })
})

describe('a list of affected connections that is not at hand', () => {
  const hits = [{ outage: id, service: 'S-0001', address: null }]
  const link = () => signLink(keys, keys.hash(numberForm('S-0001')), Temporal.Now.instant().add({ hours: 24 }))
  const expectUnknown = async (host: TestHost): Promise<void> => {
    const asked = (await host.get(question('S-0001'))).body.toString()
    expect(asked).toContain('We cannot say at the moment whether it is affected.')
    expect(asked).toContain('Nothing follows from this for you')
    expect(asked).not.toContain('No outage is known')
    expect(JSON.parse((await host.get('/api/look-up?q=S-0001')).body.toString()).answer).toBe('cannot-tell')
  }

  test('because the file was lost makes nobody believe that he has no outage, and is read once it is back', async () => {
    const root = aFolder()
    await show(root, sample, hits)
    rmSync(join(root, 'numbers'), { recursive: true })
    const host = await aHost(root)
    await expectUnknown(host)
    expect((await host.get(`/me/${link()}`)).body.toString()).toContain(
      'We cannot say at the moment whether your connection is affected.',
    )
    // What is known without it is still said.
    expect((await host.get(question('Wola'))).body.toString()).toContain('Some connections there are affected')
    expect(host.said.join()).toContain('cannot be read')

    await show(root, next(), hits)
    await expect.poll(async () => (await host.get(question('S-0001'))).body.toString()).toContain('Yes, an outage')
  })

  test('because it is torn, or was made with another key, is none', async () => {
    const root = aFolder()
    await show(root, sample, hits)
    const [name = ''] = readdirSync(join(root, 'numbers'))
    writeFileSync(join(root, 'numbers', name), readFileSync(join(root, 'numbers', name)).subarray(0, -3))
    await expectUnknown(await aHost(root))

    await show(root, next(), hits)
    const rotated = await aHost(root, 100, Buffer.from('another secret'))
    await expectUnknown(rotated)
    expect(rotated.said.join()).toContain('PULIH_SECRET_STATUSPAGE')
    await expectUnknown(await aHost(root, 100, null))
  })

  test('because an outage was not matched yet says nothing of that outage', async () => {
    const root = aFolder()
    await show(root, { ...sample, open: [] }, [])
    const host = await aHost(root)
    expect((await host.get(question('S-0001'))).body.toString()).toContain('No outage is known')
    const { numbers } = readManifest(currentSnapshot(root) ?? '') ?? {}
    await show(root, next(), [], numbers)
    await expect.poll(async () => (await host.get('/')).body.toString()).toContain('data-revision="43"')
    await expectUnknown(host)
  })
})

describe('a signed link', () => {
  const inDays = (days: number) => Temporal.Now.instant().add({ hours: days * 24 })

  test('answers for its service without a sign-in', async () => {
    const host = await asked()
    const hit = signLink(keys, keys.hash(numberForm('S-0002')), inDays(1))
    const other = signLink(keys, keys.hash(numberForm('S-0003')), inDays(1))
    expect((await host.get(`/me/${hit}`)).body.toString()).toContain('Yes, an outage concerns your connection.')
    expect((await host.get(`/pl/me/${other}`)).body.toString()).toContain(
      'Nie znamy awarii, która dotyczyłaby Państwa łącza.',
    )
  })

  test('that has expired, or was not signed by us, tells to look oneself up', async () => {
    const host = await asked()
    const old = signLink(keys, keys.hash(numberForm('S-0002')), inDays(-1))
    const good = signLink(keys, keys.hash(numberForm('S-0002')), inDays(1))
    const forged = `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`
    for (const token of [old, forged, 'x', 'A'.repeat(32)])
      expect((await host.get(`/me/${token}`)).body.toString(), `link ${token}`).toContain(
        'This link is no longer valid',
      )
  })
})

describe('questions without end', () => {
  test('are slowed down, the page is not, and after some seconds there are answers again', async () => {
    const buckets = bucketsOf({ burst: 10, perSecond: 5, slots: 4096 })
    const asking = (address: string, now: number) =>
      Array.from({ length: 30 }, () => buckets.take(address, now)).filter(Boolean).length
    expect(asking('192.0.2.1', 0)).toBe(10)
    expect(asking('192.0.2.1', 1_000)).toBe(5)
    expect(asking('192.0.2.2', 1_000)).toBe(10)
    // Of version 6 a whole network is one.
    expect(asking('2001:db8:1:2:3::4', 1_000)).toBe(10)
    expect(asking('2001:db8:1:2::5', 1_000)).toBe(0)
    // And who has very many of them has eight times as much, not very many times.
    const many = Array.from({ length: 60 }, (_, index) => asking(`2001:db8:2:${index.toString(16)}::1`, 1_000))
    expect(many.reduce((sum, each) => sum + each, 0)).toBe(80)
  })

  test('are not forgotten because many others asked meanwhile', () => {
    const buckets = bucketsOf({ burst: 10, perSecond: 0, slots: 1024 })
    for (let time = 0; time < 10; time++) buckets.take('192.0.2.1', 0)
    for (let other = 0; other < 50_000; other++) buckets.take(`10.${other % 256}.${Math.floor(other / 256)}.1`, 0)
    expect(buckets.take('192.0.2.1', 0)).toBe(false)
  })

  test('from behind one address get the page that says so, with 429', async () => {
    const host = await asked()
    const answers = await Promise.all(Array.from({ length: 900 }, (_, index) => host.get(question(`S-${index}`))))
    const busy = answers.filter(({ status }) => status === 429)
    expect(busy.length).toBeGreaterThan(0)
    expect(busy[0]?.headers['retry-after']).toBe('5')
    expect((await host.get('/')).status).toBe(200)
  })
})

describe('a text that is looked up', () => {
  test('is the same however it is written', () => {
    expect(numberForm('S-00 01')).toBe(numberForm('s0001'))
    expect(streetForm('Jl. Merdeka No. 5 RT 03/RW 04, Bandung 40115')).toBe(streetForm('bandung merdeka 6'))
    expect(streetForm('Prosta 1, Warszawa')).not.toBe(streetForm('Krzywa 1, Warszawa'))
    expect(streetForm('Warszawa 00-838')).toBeNull()
    expect(postcodesIn('00-838 Warszawa')).toEqual(['p:00838'])
    expect(postcodesIn('40115')).toEqual(['p:40115'])
    expect(postcodesIn('S-123456')).toEqual([])
  })
})
