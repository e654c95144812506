import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { aDesk } from './pulih.ts'

const desk = await aDesk()
const operations = await desk.signedIn('operations')
await desk.h.as('operations').put('/elements/pop-1', { parents: [] })

/** A way to the server on which the answers to the first changes are lost. */
async function aBadLine(losses: number): Promise<{ readonly url: string; readonly keys: string[] }> {
  const keys: string[] = []
  const pass = async (request: IncomingMessage, reply: ServerResponse): Promise<void> => {
    const body: Buffer[] = []
    for await (const piece of request) body.push(piece as Buffer)
    const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers
    const answer = await fetch(desk.url + (request.url ?? ''), {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      ...(request.method === 'GET' ? {} : { body: Buffer.concat(body) }),
    })
    if (request.method !== 'GET') keys.push(String(headers['idempotency-key']))
    if (request.method !== 'GET' && keys.length <= losses) {
      request.socket.destroy()
      return
    }
    reply.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? '',
      etag: answer.headers.get('etag') ?? '',
    })
    reply.end(Buffer.from(await answer.arrayBuffer()))
  }
  const line = createServer((request, reply) => void pass(request, reply))
  await new Promise<void>(resume => line.listen(0, '127.0.0.1', resume))
  afterAll(() => void line.close())
  // A server that listens at a port has an address with one.
  return { url: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, keys }
}

async function apiKey(): Promise<string> {
  const { aMember, enter } = await import('../../src/identity/testing/house.ts')
  const session = await enter(desk.h, await aMember(desk.h, { roles: ['operations'] }))
  const { body } = await session.post('/api-keys', {
    name: 'cron',
    scopes: ['outages.read', 'outages.write'],
    expiresAt: '2026-10-15T00:00:00Z',
  })
  return body.key
}

describe('a change whose answer is lost', () => {
  test('is sent again with the same key, and happens once', async () => {
    const { url, keys } = await aBadLine(2)
    const automaton = desk.pulih({ PULIH_URL: url, PULIH_TOKEN: await apiKey() })

    const reported = await automaton([
      'outages',
      'report',
      'Lost and found',
      '--element',
      'pop-1',
      '--started',
      '2026-09-15T08:00Z',
      '--json',
    ])

    expect(JSON.parse(reported.out)).toMatchObject({ title: 'Lost and found' })
    expect(reported).toMatchObject({ exitCode: 0, err: expect.stringContaining('trying again') })
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(1)
    const { out } = await automaton(['outages', 'list', '--text', 'Lost and found', '--json'])
    expect(JSON.parse(out)).toHaveLength(1)
  })

  test('and which carries no key is not sent again', async () => {
    const { url, keys } = await aBadLine(1)
    const automaton = desk.pulih({ PULIH_URL: url, PULIH_TOKEN: await apiKey() })
    const { out } = await operations([
      'outages',
      'report',
      'Once',
      '--element',
      'pop-1',
      '--started',
      '2026-09-15T08:00Z',
      '--json',
    ])

    const changed = await automaton(['outages', 'etr', JSON.parse(out).number, '+2h'])

    expect(changed).toMatchObject({ exitCode: 2, err: expect.stringContaining('look before you do it again') })
    expect(keys).toHaveLength(1)
  })
})

describe('a refusal', () => {
  test('says what is wrong, where, and what to do', async () => {
    expect((await operations(['outages', 'show', '99'])).err).toBe(
      'No such outage.\nThere is no outage OUT-000099.\n(outages.not-found, from GET /api/v1/outages/OUT-000099)\n',
    )
    const { err, exitCode } = await operations(['outages', 'report', 'Nowhere', '--reference', 'x'.repeat(201)])
    expect(exitCode).toBe(2)
    expect(err).toMatch(/^The request is not valid\.\n.*\n {2}\/reference {2}must have at most 200 characters\n/)
  })

  test('is a document where a program reads', async () => {
    const { out, err, exitCode } = await operations(['compensation', 'run', '--month', '2026-09', '--json'])

    expect({ err, exitCode }).toEqual({ err: '', exitCode: 2 })
    expect(JSON.parse(out)).toMatchObject({ status: 403, code: 'access.forbidden' })
  })

  test('for want of a sign-in names the remedy', async () => {
    const stranger = desk.pulih({ XDG_CONFIG_HOME: desk.folder })
    expect((await stranger(['ledger', 'balances'])).err).toContain('"pulih sign-in", or set PULIH_TOKEN to an API key.')
    expect((await stranger(['sign-in'], 'nobody\nwrong\n')).exitCode).toBe(2)
  })

  test('of what was typed wrong comes before anything is asked', async () => {
    expect((await operations(['outages', 'report', 'Cut', '--cause', 'digger'])).err).toContain('fibre-cut')
    expect((await operations(['outages', 'etr', '1', 'soon'])).err).toContain('Write it with its offset')
    expect((await operations(['compensation', 'run'])).err).toContain('--month 2026-09')
    expect((await operations(['ledger', 'verify', '--export', '/nowhere'])).err).toContain('/nowhere')
  })

  test('of a word that nobody knows names those that there are', async () => {
    expect((await operations(['outages', 'list', '--status', 'open,bogus'])).err).toContain('partly-restored')
    expect((await operations(['outages', 'report', 'Cut', '--kind', 'fax'])).err).toContain('internet')
    expect((await operations(['outages', 'import', '/nowhere.csv'])).err).toBe('There is no file /nowhere.csv.\n')
  })

  test('of an amount says how long one may be', async () => {
    const finance = await desk.signedIn('finance')
    const long = '9'.repeat(30)
    expect((await finance(['compensation', 'run', '--month', '2026-09', '--budget', long])).err).toContain(
      'at most 15 digits',
    )
  })

  test('by something else than the server says so', async () => {
    const other = createServer((_, reply) => reply.writeHead(502).end('<h1>Bad gateway</h1>')).listen(0, '127.0.0.1')
    afterAll(() => void other.close())
    await new Promise(resume => other.once('listening', resume))
    const { port } = other.address() as AddressInfo

    const { err } = await desk.pulih({ PULIH_URL: `http://127.0.0.1:${port}`, PULIH_TOKEN: 'x' })(['outages', 'list'])

    expect(err).toContain('does not answer as Pulih does')
    expect(err).toContain('Bad gateway')
  })
})
