import { describe, expect, test } from 'vitest'
import { sample } from '@pulih/statuspage'
import { signLink } from './keys.ts'
import { addressForm, numberForm, postcodesIn } from './numbers.ts'
import { aFolder, aHost, keys, show, type TestHost } from './testing/a-host.ts'
import { bucketsOf } from './buckets.ts'

const [outage] = sample.open
const id = outage?.id ?? ''

async function asked(): Promise<TestHost> {
  const root = aFolder()
  show(root, sample, [
    { outage: id, service: 'S-0001', address: 'ul. Prosta 1 m. 2, 00-838 Warszawa' },
    { outage: id, service: 'S-0002', address: null },
  ])
  return aHost(root)
}

const question = (text: string, root = '/') => `${root}is-it-me/?q=${encodeURIComponent(text)}`

describe('somebody who looks himself up', () => {
  test.each(['S-0001', 's 0001', 'S0001', 'Prosta 1 m. 2 00-838 Warszawa', 'Warszawa, 00-838, Prosta 1 m 2'])(
    'is found as %s',
    async text => {
      const host = await asked()
      const { status, body, headers } = await host.get(question(text))
      expect(status).toBe(200)
      expect(body.toString()).toContain('Yes, an outage concerns it.')
      expect(body.toString()).toContain('OUT-000123')
      expect(headers['cache-control']).toBe('no-store')
    },
  )

  test.each(['00-838', 'Wola', 'warszawa', '14.65.WOLA', '14.65'])('is told of the place %s', async text => {
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
    const buckets = bucketsOf({ burst: 10, perSecond: 5, most: 3 })
    const asking = (address: string, now: number) =>
      Array.from({ length: 30 }, () => buckets.take(address, now)).filter(Boolean).length
    expect(asking('192.0.2.1', 0)).toBe(10)
    expect(asking('192.0.2.1', 1_000)).toBe(5)
    expect(asking('192.0.2.2', 1_000)).toBe(10)
    // Of version 6 a whole network is one.
    expect(asking('2001:db8:1:2:3::4', 1_000)).toBe(10)
    expect(asking('2001:db8:1:2::5', 1_000)).toBe(0)
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
    expect(addressForm('Jl. Merdeka No. 5, Bandung')).toBe(addressForm('bandung merdeka 5'))
    expect(addressForm('Prosta 1')).not.toBe(addressForm('Prosta 11'))
    expect(postcodesIn('00-838 Warszawa')).toEqual(['p:00838'])
    expect(postcodesIn('40115')).toEqual(['p:40115'])
    expect(postcodesIn('S-123456')).toEqual([])
  })
})
