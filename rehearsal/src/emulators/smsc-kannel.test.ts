import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { noFaults } from '../emulator.ts'
import { emulateSmsc, type Smsc } from './smsc.ts'

const path = `${process.env['PATH'] ?? ''}:/usr/sbin`
const isThere = ['bearerbox', 'smsbox'].every(
  name => spawnSync(name, ['--version'], { env: { PATH: path } }).error === undefined,
)
if (!isThere) console.warn('The Debian package kannel is not there: the emulated centre is not tested against it.')
const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

/** Where Kannel tells what came for us: the texts of people, and receipts. */
async function aListener() {
  const heard: URL[] = []
  const server = createServer((request, reply) => {
    heard.push(new URL(request.url ?? '/', 'http://listener'))
    reply.end()
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  closing.push(() => new Promise(closed => server.close(closed)))
  const { port } = server.address() as AddressInfo
  return { heard, url: `http://127.0.0.1:${port}` }
}

/** Ports that were free a moment ago: Kannel wants to be told them. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer())
  for (const server of servers) await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const ports = servers.map(server => (server.address() as AddressInfo).port)
  for (const server of servers) await new Promise(closed => server.close(closed))
  return ports
}

function run(name: string, ...args: readonly string[]): void {
  const child: ChildProcess = spawn(name, args, { stdio: 'ignore', env: { PATH: path } })
  const gone = new Promise(resolve => child.once('exit', resolve))
  closing.push(async () => {
    child.kill('SIGKILL')
    await gone
  })
}

/** Kannel, signed in at the centre. Returns how a message is sent with it. */
async function kannel(smsc: Smsc, listener: string) {
  const folder = await mkdtemp(join(tmpdir(), 'pulih-kannel-'))
  closing.push(() => rm(folder, { recursive: true }))
  const [admin = 0, box = 0, sending = 0] = await freePorts(3)
  const file = join(folder, 'kannel.conf')
  const groups = [
    {
      group: 'core',
      'admin-port': admin,
      'admin-password': 'x',
      'smsbox-port': box,
      'box-allow-ip': '127.0.0.1',
      'sms-resend-freq': 1,
    },
    {
      group: 'smsc',
      smsc: 'smpp',
      host: '127.0.0.1',
      port: smsc.port,
      'transceiver-mode': 'true',
      'smsc-username': 'pulih',
      'smsc-password': 'secret',
      'system-type': '""',
      'interface-version': '34',
      'enquire-link-interval': 1,
      'reconnect-delay': 1,
    },
    { group: 'smsbox', 'bearerbox-host': '127.0.0.1', 'sendsms-port': sending, 'global-sender': '48500' },
    { group: 'sendsms-user', username: 'pulih', password: 'pulih', concatenation: 'true', 'max-messages': 10 },
    {
      group: 'sms-service',
      keyword: 'default',
      'catch-all': 'true',
      'max-messages': 0,
      'get-url': `"${listener}/wrote?from=%p&text=%b&coding=%c"`,
    },
  ]
  const lines = groups.map(group =>
    Object.entries(group)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
  )
  await writeFile(file, `${lines.join('\n\n')}\n`)
  run('bearerbox', file)
  await until(() => smsc.bound() === 1)
  // The second half ends by itself where it does not find the first.
  await until(() => isListening(box))
  run('smsbox', file)
  return async (text: string, coding: 0 | 2): Promise<boolean> => {
    const query = new URLSearchParams({
      username: 'pulih',
      password: 'pulih',
      from: '48500',
      to: '48600100200',
      text,
      charset: 'UTF-8',
      coding: `${coding}`,
      'dlr-mask': '3',
      'dlr-url': `${listener}/receipt?state=%d`,
    })
    return (await fetch(`http://127.0.0.1:${sending}/cgi-bin/sendsms?${query.toString()}`)).ok
  }
}

// Kannel is a package of the system, which is not everywhere.
describe.skipIf(!isThere)('Kannel at the emulated centre', () => {
  test('sends texts in parts, hears what became of them, and what people write', async () => {
    const smsc = await emulateSmsc()
    closing.push(() => smsc.stop())
    const listener = await aListener()
    const send = await kannel(smsc, listener.url)
    await until(() => send('Ala ma kota {@}', 0).catch(() => false))

    const long = 'Zażółć gęślą jaźń. '.repeat(8)
    await send(long, 2)
    await until(() => smsc.delivered.length === 2)
    expect(smsc.delivered.map(({ text, parts }) => ({ text, parts }))).toEqual([
      { text: 'Ala ma kota {@}', parts: 1 },
      { text: long, parts: 3 },
    ])
    const receipts = () => listener.heard.filter(({ pathname }) => pathname === '/receipt')
    await until(() => receipts().length === 2)
    expect(receipts().map(({ search }) => search)).toEqual(['?state=1', '?state=1'])

    await smsc.say('+48600100200', 'STATUS')
    await until(() => listener.heard.some(({ search }) => search === '?from=%2B48600100200&text=STATUS&coding=0'))
  })

  test('tries again what the centre could not take, and comes back when the line broke', async () => {
    const smsc = await emulateSmsc()
    closing.push(() => smsc.stop())
    const listener = await aListener()
    const send = await kannel(smsc, listener.url)
    smsc.behave({ ...noFaults, fail: 1 })
    await until(() => send('one', 0).catch(() => false))
    await pause(300)
    expect(smsc.delivered).toEqual([])
    smsc.behave(noFaults)
    await until(() => smsc.delivered.length === 1)

    smsc.breakLines()
    await until(() => smsc.bound() === 0)
    await send('two', 0)
    await until(() => smsc.delivered.some(({ text }) => text === 'two'))
  })
})

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => resolve(false))
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
  })
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const latest = performance.now() + 20_000
  while (!(await holds())) {
    if (performance.now() > latest) throw new Error(`it never came to be: ${holds.toString()}`)
    await pause(100)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
