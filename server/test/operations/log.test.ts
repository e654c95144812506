import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contexts } from '../../src/app/contexts.ts'
import { createDemonstrationStaff } from '../../src/identity/index.ts'
import {
  createApi,
  createLog,
  createPlatform,
  deliveryJob,
  startSweeps,
  startWorker,
  type Platform,
} from '../../src/platform/index.ts'
import { harness, type Harness } from '../harness.ts'
import { eventually } from './processes.ts'

interface Line {
  readonly level: string
  readonly msg: string
  readonly [more: string]: unknown
}

const written: string[] = []
const lines = () => written.map(line => JSON.parse(line) as Line)
/** What the story is about and no log may say. */
const personal = [
  'Zofia',
  'Przykładowa',
  'zofia.p@',
  '48600100200',
  'Polna 7',
  'zofia-line',
  'C-zofia',
  'Oskar Nowak',
  'Adam Klucz',
  'whsec_',
  'swordfish',
  'private-label',
]

let h: Harness
let platform: Platform
let send: (
  method: 'GET' | 'POST' | 'PUT',
  url: string,
  payload?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<{ statusCode: number; json(): any }>

beforeAll(async () => {
  h = await harness({ config: { data: mkdtempSync(join(tmpdir(), 'pulih-log-')), logLevel: 'debug' } })
  const log = createLog('debug', { write: line => void written.push(line) })
  platform = createPlatform({ ...h.platform, log })
  const app = await createApi(platform)
  const worker = await startWorker(platform, [
    ...contexts.flatMap(context => context.jobs ?? []),
    deliveryJob(platform.listeners),
  ])
  const sweeps = startSweeps(platform, [
    { name: 'test.broken', seconds: 1, run: () => Promise.reject(new Error('the sweep had bad luck')) },
  ])
  send = (method, url, payload, headers = {}) =>
    app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { ...(typeof payload === 'object' ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(payload === undefined ? {} : { payload: payload as string }),
    })
  afterAll(async () => {
    await sweeps.stop()
    await worker.stop()
    await app.close()
  })
})

describe('the log of an eventful day', () => {
  test('names what broke and what to do, and nobody', async () => {
    const admin = { authorization: await signedIn('admin') }
    const operations = { authorization: await signedIn('operations') }
    await importFile(
      admin,
      'customers',
      'customer,kind,name,language\nC-zofia,consumer,Zofia Przykładowa,pl\nC-zofia,wrong,Zofia Przykładowa,"',
    )
    await importFile(admin, 'customers', 'customer,kind,name,language\nC-zofia,consumer,Zofia Przykładowa,pl')
    await importFile(
      admin,
      'contacts',
      'customer,channel,address\nC-zofia,email,zofia.p@example.net\nC-zofia,phone,+48600100200\nC-zofia,letter,Polna 7',
    )
    await send('PUT', '/elements/olt-1', { parents: [], area: '31.71', longitude: 21, latitude: 52 }, admin)
    await importFile(
      admin,
      'services',
      'service,customer_id,element,kind,monthly_fee,login,currency\nzofia-line,C-zofia,olt-1,internet,60,zofia-line@isp,PLN',
    )
    await send(
      'POST',
      '/intake/generic',
      { alarms: [{ key: 'a', element: 'olt-1', summary: 'private-label', labels: { owner: 'Zofia' } }] },
      operations,
    )
    await send('POST', '/sign-in', { login: 'zofia.p@example.net', password: 'swordfish' })
    await send('GET', '/customers/C-zofia', undefined, { authorization: 'Bearer swordfish' })

    await sql`alter table outages.affected rename to affected_gone`.execute(h.db)
    const { id: outage } = (
      await send(
        'POST',
        '/outages/declare',
        { title: 'Dark at Zofia Przykładowa', scope: { elements: ['olt-1'] }, startedAt: '2026-09-15T08:00:00Z' },
        operations,
      )
    ).json()
    await eventually(
      () => Promise.resolve(lines()),
      all => all.some(({ job }) => job === 'outages.match'),
      30,
    )
    const failed = await send('GET', `/outages/${outage}/affected`, undefined, operations)
    await sql`alter table outages.affected_gone rename to affected`.execute(h.db)
    await sql`alter table subscribers.contact rename to contact_gone`.execute(h.db)
    expect((await send('GET', '/customers/C-zofia', undefined, admin)).statusCode).toBe(500)
    await sql`alter table subscribers.contact_gone rename to contact`.execute(h.db)
    await eventually(
      () => Promise.resolve(lines()),
      all => all.some(({ sweep }) => sweep === 'test.broken'),
      30,
    )

    const job = lines().find(line => line['job'] === 'outages.match')
    expect(job).toMatchObject({
      level: 'error',
      about: { outage },
      attempt: 1,
      err: { code: '42P01', stack: expect.stringContaining(' at ') },
    })
    expect(job?.msg).toMatch(
      new RegExp(
        `^The job outages\\.match \\(outage ${outage}\\) failed \\(attempt 1 of \\d+\\) and is tried again by itself\\. If it goes on failing, mend what its reason names\\.$`,
      ),
    )
    expect(failed.statusCode).toBe(500)
    const request = lines().find(line => line.msg.startsWith('service.failed') && line.msg.includes(outage))
    expect(request).toMatchObject({ level: 'error', about: { outage }, method: 'GET' })
    expect(request?.msg).toContain('nothing was changed')
    expect(lines().find(line => line['sweep'] === 'test.broken')?.msg).toBe(
      'The sweep test.broken failed; it is tried again in 1 s.',
    )
    const text = written.join('')
    for (const word of [...personal, ...tokens]) expect(text).not.toContain(word)
    for (const line of lines())
      expect(line).toMatchObject({
        level: expect.stringMatching(/^(debug|info|warn|error)$/),
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        msg: expect.any(String),
      })
  }, 60_000)

  test('keeps the rows out that PostgreSQL quotes when it refuses them', async () => {
    const before = written.length
    const twice = sql`insert into subscribers.customer (key, created_at, updated_at) values ('C-zofia', now(), now()), ('C-zofia', now(), now())`
    const unreadable = sql`select ${'Zofia Przykładowa'}::date`
    for (const statement of [twice, unreadable])
      await statement
        .execute(platform.db)
        .catch((err: unknown) => platform.log.error({ err }, 'A statement was refused.'))
    for (const broken of ['{"name": Zofia}', 'Zofia']) {
      try {
        JSON.parse(broken)
      } catch (err) {
        platform.log.error({ err: new Error('the file could not be read', { cause: err }) }, 'A file was refused.')
      }
    }
    platform.log.info(
      { customer: { name: 'Zofia', phone: '+48600100200' }, password: 'swordfish' },
      'Somebody forgot what may be logged.',
    )

    const added = written.slice(before).filter(line => /was refused|may be logged/.test(line))
    const text = added.join('')
    expect(added).toHaveLength(5)
    expect(text).toContain('"code":"23505"')
    expect(text).toContain('"constraint":"customer_key_key"')
    expect(text).toContain('"code":"22007"')
    for (const word of personal) expect(text).not.toContain(word)
  })
})

const tokens: string[] = []

async function signedIn(role: string): Promise<string> {
  const people = staff ?? (staff = await createDemonstrationStaff(h.platform))
  const { login = '', password = '' } = people.find(person => person.login === role) ?? {}
  const { token } = (await send('POST', '/sign-in', { login, password, deliver: 'token' })).json()
  tokens.push(token, password)
  return `Bearer ${token}`
}
let staff: Awaited<ReturnType<typeof createDemonstrationStaff>> | null = null

async function importFile(headers: Readonly<Record<string, string>>, kind: string, file: string): Promise<void> {
  const reply = await send('POST', `/imports?kind=${kind}&currency=PLN&timeZone=Europe/Warsaw`, file, {
    ...headers,
    'content-type': 'text/csv',
  })
  expect(reply.statusCode).toBe(202)
  await eventually(
    () => send('GET', `/imports/${reply.json().id}`, undefined, headers),
    view => ['done', 'refused', 'failed'].includes(view.json().status),
    30,
  )
}
