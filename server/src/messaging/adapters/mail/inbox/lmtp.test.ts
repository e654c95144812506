import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import { afterEach, describe, expect, test } from 'vitest'
import type { RawArrival } from '../../door.ts'
import { eventually } from '../testing/daemon.ts'
import { mostMailBytes } from './inbox.ts'
import { openLmtp, type LmtpInbox } from './lmtp.ts'

const closing: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function anInbox(receive: (raw: RawArrival) => Promise<void>): Promise<{ inbox: LmtpInbox; port: number }> {
  const inbox = openLmtp({ host: '127.0.0.1', port: 0 }, { receive, log: () => undefined, signing: null })
  closing.push(() => inbox.close())
  return { inbox, port: await eventually(() => inbox.port()) }
}

function handOver(port: number, raw: string | Buffer, to: readonly string[] = ['news@telnet.example']) {
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, tls: {}, ignoreTLS: true })
  closing.unshift(() => transport.close())
  return transport.sendMail({ envelope: { from: 'anna@example.com', to: [...to] }, raw })
}

describe('mail that is handed over', () => {
  test('is acknowledged to each reader when it is kept, and not before', async () => {
    const kept: RawArrival[] = []
    let keep: () => void = () => undefined
    const { port } = await anInbox(async raw => {
      await new Promise<void>(done => (keep = done))
      kept.push(raw)
    })

    let acknowledged = false
    const handed = handOver(port, 'Subject: x\r\n\r\nSTATUS\r\n', ['news@telnet.example', 'help@telnet.example']).then(
      answer => {
        acknowledged = true
        return answer
      },
    )
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(acknowledged).toBe(false)
    keep()

    expect((await handed).accepted).toEqual(['news@telnet.example', 'help@telnet.example'])
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ contentType: 'message/rfc822', headers: { 'return-path': '<anna@example.com>' } })
    expect(String(kept[0]?.body)).toContain('STATUS')
  })

  test('stays with the server where it cannot be kept, and has the same key when it comes again', async () => {
    const keys: string[] = []
    const { port } = await anInbox(({ key }) => {
      keys.push(key)
      return keys.length === 1 ? Promise.reject(new Error('no room')) : Promise.resolve()
    })

    const refused = await handOver(port, 'Subject: x\r\n\r\nx\r\n')
    expect(refused).toMatchObject({ accepted: [], response: expect.stringMatching(/^451 /) })
    await handOver(port, 'Subject: x\r\n\r\nx\r\n')
    expect(keys[0]).toBe(keys[1])
  })

  test('is refused for good where it is too large', async () => {
    const kept: RawArrival[] = []
    const { port } = await anInbox(raw => {
      kept.push(raw)
      return Promise.resolve()
    })
    const large = Buffer.concat([Buffer.from('Subject: x\r\n\r\n'), Buffer.alloc(mostMailBytes + 10, 'x\r\n')])

    expect(await handOver(port, large)).toMatchObject({ accepted: [], response: expect.stringMatching(/^552 /) })
    expect(kept).toHaveLength(0)
  })

  test('is taken after somebody spoke nonsense', async () => {
    const kept: RawArrival[] = []
    const { port } = await anInbox(raw => {
      kept.push(raw)
      return Promise.resolve()
    })
    const socket = connect(port, '127.0.0.1', () => socket.write(Buffer.alloc(100_000, '\u0000\r\nMAIL FROM:<>\r\n')))
    socket.on('error', () => undefined)
    closing.unshift(() => void socket.destroy())

    await handOver(port, 'Subject: x\r\n\r\nx\r\n')
    expect(kept).toHaveLength(1)
  })

  test('comes to another process where one listens already, when that one is gone', async () => {
    const { inbox, port } = await anInbox(() => Promise.resolve())
    const said: string[] = []
    const second = openLmtp(
      { host: '127.0.0.1', port },
      { receive: () => Promise.resolve(), log: says => void said.push(says), signing: null },
      50,
    )
    closing.push(() => second.close())

    await eventually(() => second.trouble()?.includes('EADDRINUSE'))
    await inbox.close()
    await eventually(() => second.trouble() === null)
    expect(said).toEqual(['nobody can hand mail over: EADDRINUSE'])
  })
})
