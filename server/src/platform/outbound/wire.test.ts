import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, describe, expect, test } from 'vitest'
import { isPublicAddress, refusedHost } from './address.ts'
import { openWire, type Wire } from './wire.ts'

const open: (() => Promise<void>)[] = []
afterAll(() => Promise.all(open.map(close => close())))

function aWire(...given: Parameters<typeof openWire>): Wire {
  const wire = openWire(...given)
  open.push(() => wire.close())
  return wire
}

const wire = aWire({ allowPrivate: true, timeoutSeconds: 1, answerBytes: 1_000 })
const strict = aWire()

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  open.push(() => new Promise(resolve => server.close(() => resolve()).closeAllConnections()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const post = (url: string, over = wire) => over.exchange({ method: 'POST', url, headers: {}, body: '{}' })

describe('the wire to other systems', () => {
  test('brings the answer back, and follows no redirection', async () => {
    const url = await serve((_, response) => response.writeHead(303, { location: '/elsewhere' }).end('moved'))

    expect(await post(url)).toMatchObject({ kind: 'answer', status: 303, body: 'moved' })
  })

  test('knows that nothing was sent when nobody listens', async () => {
    expect(await post('http://127.0.0.1:1')).toMatchObject({ kind: 'not-sent' })
  })

  test('does not know what happened after a broken connection, a long silence or an endless answer', async () => {
    const broken = await serve(request => request.socket.destroy())
    const silent = await serve(() => undefined)
    const endless = await serve((_, response) => {
      response.write('x'.repeat(900))
      response.write('x'.repeat(900))
    })

    expect(await post(broken)).toMatchObject({ kind: 'lost' })
    expect(await post(silent)).toMatchObject({ kind: 'lost' })
    expect(await post(endless)).toMatchObject({ kind: 'lost', reason: 'the answer is longer than 1000 bytes' })
  })

  test('takes a longer answer where the call says so, and waits no longer than the caller does', async () => {
    const long = await serve((_, response) => response.end('x'.repeat(1_900)))
    const heard = Promise.withResolvers<void>()
    const silent = await serve(() => heard.resolve())
    const call = { method: 'POST', headers: {}, body: '{}' } as const
    const caller = new AbortController()

    expect(await wire.exchange({ ...call, url: long, answerBytes: 2_000 })).toMatchObject({ kind: 'answer' })
    const waiting = wire.exchange({ ...call, url: silent, signal: caller.signal })
    await heard.promise
    const began = performance.now()
    caller.abort()
    expect(await waiting).toMatchObject({ kind: 'lost' })
    expect(performance.now() - began).toBeLessThan(500)
  })

  test('knows that nothing was sent of what was given up before its turn came', async () => {
    const silent = await serve(() => undefined)
    const narrow = aWire({ allowPrivate: true, timeoutSeconds: 1, connections: 1 })
    const caller = new AbortController()

    const first = post(silent, narrow)
    const second = narrow.exchange({ method: 'POST', url: silent, headers: {}, body: '{}', signal: caller.signal })
    caller.abort()

    expect(await second).toMatchObject({ kind: 'not-sent' })
    expect(await first).toMatchObject({ kind: 'lost' })
  })

  test('keeps the beginning of an endless answer where that is enough', async () => {
    const endless = await serve((_, response) => {
      response.write('x'.repeat(900))
      response.write('y'.repeat(900))
    })
    const brief = aWire({ allowPrivate: true, timeoutSeconds: 1, answerBytes: 1_000, longer: 'cut' })

    expect(await post(endless, brief)).toMatchObject({
      kind: 'answer',
      status: 200,
      body: 'x'.repeat(900) + 'y'.repeat(100),
    })
  })
})

describe('private addresses', () => {
  test.each([
    'http://127.0.0.1',
    'http://2130706433',
    'http://0x7f.1',
    'http://0.0.0.0',
    'http://10.1.2.3',
    'http://172.16.0.1',
    'http://192.168.1.1',
    'http://100.64.0.1',
    'http://169.254.169.254/latest/meta-data',
    'http://224.0.0.1',
    'http://255.255.255.255',
    'http://[::]',
    'http://[::1]',
    'http://[::ffff:127.0.0.1]',
    'http://[::ffff:a00:1]',
    'http://[::10.0.0.1]',
    'http://[64:ff9b::a00:1]',
    'http://[fe80::1]',
    'http://[fd00::1]',
    'http://[fec0::1]',
    'http://[ff02::1]',
    'http://168.63.129.16',
    'http://localhost',
    'http://LOCALHOST.',
    'http://any.localhost',
    'http://printer.local',
    'http://metadata.google.internal',
    'http://nas.home.arpa',
  ])('%s is not called', async url => {
    expect(await post(url, strict)).toMatchObject({ kind: 'not-sent', reason: expect.stringContaining('private') })
  })

  test('are not called by name either, nor where only one of several addresses is private', async () => {
    let heard = 0
    const url = await serve((_, response) => response.end(String(++heard)))
    const here = url.replace('127.0.0.1', 'receiver.example')
    const home = { address: '127.0.0.1', family: 4 }
    const away = { address: '192.0.9.9', family: 4 }

    for (const addresses of [[home], [away, home], [{ address: '::ffff:127.0.0.1', family: 6 }]])
      expect(await post(here, aWire({ resolve: () => Promise.resolve(addresses) }))).toEqual({
        kind: 'not-sent',
        reason: 'receiver.example is at a private address',
      })
    expect(await post(url.replace('127.0.0.1', 'localhost'), strict)).toMatchObject({ kind: 'not-sent' })
    expect(heard).toBe(0)
  })

  test('are not reached by a name that changes its mind: it is asked once, and what it said is called', async () => {
    let asked = 0
    const resolve = () => Promise.resolve([{ address: ++asked === 1 ? '127.0.0.2' : '127.0.0.1', family: 4 }])
    const url = await serve((_, response) => response.end())

    // Allowed, to see which address is called: nobody listens at 127.0.0.2.
    const answer = await post(url.replace('127.0.0.1', 'receiver.example'), aWire({ allowPrivate: true, resolve }))

    expect(answer).toMatchObject({ kind: 'not-sent', reason: expect.stringContaining('127.0.0.2') })
    expect(asked).toBe(1)
  })

  test('leave the public ones alone', () => {
    expect(['9.9.9.9', '2606:4700::1111'].every(isPublicAddress)).toBe(true)
  })

  test('leave names alone that only look like local ones', () => {
    const urls = [
      'https://localhost.example',
      'https://notlocal',
      'https://internal.example.net',
      'https://mylocal.example',
    ]
    expect(urls.map(url => refusedHost(new URL(url), false))).toEqual([null, null, null, null])
  })
})

describe('where machines get their credentials', () => {
  const open = aWire({ allowPrivate: true })
  const shut = [
    '169.254.169.254',
    '169.254.170.2',
    '::ffff:169.254.169.254',
    '::a9fe:a9fe',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a9fe:a9fe',
    '2002:a9fe:a9fe::1',
    'fe80::1',
    'febf::1',
    'fd00:ec2::254',
    'fd00:ec2:0:0::0254',
    'fd00:ec2::23',
    'fd20:ce::254',
    'fd00:42::42',
    '100.100.100.200',
    '::ffff:100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
  ]

  test.each(shut)('%s is not called, though private addresses are', async address => {
    const host = address.includes(':') ? `[${address}]` : address
    expect(await post(`http://${host}/latest/meta-data`, open)).toMatchObject({
      kind: 'not-sent',
      reason: expect.stringContaining('private'),
    })
  })

  test('is not called by name either, nor by a name with a harmless address besides', async () => {
    for (const address of [...shut, 'fe80::1%eth0']) {
      const addresses = [
        { address: '127.0.0.1', family: 4 },
        { address, family: address.includes(':') ? 6 : 4 },
      ]
      const named = aWire({ allowPrivate: true, resolve: () => Promise.resolve(addresses) })
      expect(await post('http://receiver.example', named)).toMatchObject({
        reason: 'receiver.example is at a private address',
      })
    }
  })

  test('is all that is shut, where private addresses are called', () => {
    const hosts = ['127.0.0.1', '10.1.2.3', '192.168.1.1', '100.64.0.1', '[::1]', '[fd00::1]', '[64:ff9b::909:909]']
    const names = ['localhost', 'gateway.internal', 'sms.home.arpa']
    const urls = [...hosts, ...names].map(host => new URL(`http://${host}`))
    expect(urls.map(url => refusedHost(url, true)).filter(host => host !== null)).toEqual([])
  })
})
