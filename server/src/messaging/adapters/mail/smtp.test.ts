import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, test } from 'vitest'
import type { Outgoing, Provider } from '../provider.ts'
import { vouchedKey, type Signing } from './bounce-address.ts'
import { smtp } from './smtp.ts'

const message: Outgoing = {
  key: 'pulih-1',
  to: 'anna@example.com',
  language: 'pl',
  subject: 'Państwa usługa nie działa: OUT-000001',
  text: 'Dzień dobry,\n\nnie działa.\n',
  html: null,
  template: null,
  conversationUntil: null,
  unsubscribeUrl: 'https://s.example.net/stop/abc',
  expiresAt: null,
  format: null,
}
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A mail server that answers each recipient and each mail as it is told. */
async function aServer(
  given: { readonly sender?: number; readonly recipient?: number; readonly data?: number; readonly says?: string } = {},
) {
  const mails: string[] = []
  const senders: string[] = []
  const refuse = (code: number | undefined) =>
    code === undefined ? null : Object.assign(new Error(given.says ?? 'no'), { responseCode: code })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom: (_address, _session, done) => done(refuse(given.sender)),
    onRcptTo: (_address, _session, done) => done(refuse(given.recipient)),
    onData(stream, { envelope }, done) {
      if (envelope.mailFrom) senders.push(envelope.mailFrom.address)
      let text = ''
      stream.on('data', (piece: Buffer) => void (text += piece.toString()))
      stream.on('end', () => {
        const refusal = refuse(given.data)
        if (refusal === null) mails.push(text)
        done(refusal)
      })
    },
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  closing.push(() => new Promise(closed => server.close(() => closed())))
  return { port: (server.server.address() as AddressInfo).port, mails, senders }
}

function provider(port: number, bounces: Signing | null = null): Provider {
  const settings = { host: '127.0.0.1', port, secure: false, user: null, from: 'Telnet <news@telnet.example>' }
  const opened = smtp(settings, null, 2, bounces)
  closing.unshift(() => opened.close())
  return opened
}

describe('a mail', () => {
  test('has its words, our key, and a way to get no more', async () => {
    const { port, mails } = await aServer()

    expect(await provider(port).handOver(message)).toEqual({ kind: 'accepted', id: '<pulih-1@telnet.example>' })
    expect(mails[0]).toMatch(/^From: Telnet <news@telnet\.example>\r?$/m)
    expect(mails[0]).toMatch(/^Message-ID: <pulih-1@telnet\.example>\r?$/m)
    expect(mails[0]).toMatch(/^List-Unsubscribe: <https:\/\/s\.example\.net\/stop\/abc>\r?$/m)
    expect(mails[0]).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
    expect(mails[0]).toMatch(/^Auto-Submitted: auto-generated\r?$/m)
  })

  test('takes nothing from its words into its head, and has one reader', async () => {
    const { port, mails } = await aServer()
    const hostile = {
      ...message,
      subject: 'x\r\nBcc: evil@example.com',
      to: 'anna@example.com',
      text: 'a\r\n.\r\nMAIL FROM:<evil@example.com>\r\n',
    }

    expect((await provider(port).handOver(hostile)).kind).toBe('accepted')
    expect(mails).toHaveLength(1)
    expect(mails[0]).not.toMatch(/^Bcc:/m)
  })

  test.each([
    'anna@example.com, evil@example.com',
    'anna@example.com\r\nRCPT TO:<evil@example.com>',
    'anna@example.com> SIZE=1 <',
    '"a b"@example.com',
    'anna',
    '',
  ])('goes to nobody at %j', async to => {
    const { port, mails } = await aServer()
    expect(await provider(port).handOver({ ...message, to })).toMatchObject({ kind: 'refused', isFinal: true })
    expect(mails).toHaveLength(0)
  })

  test('returns to an address of its own, which vouches for its key; one whose key is too long to the common one', async () => {
    const { port, senders } = await aServer()
    const signing = { address: 'bounces@telnet.example', secret: 'a secret' }
    const opened = provider(port, signing)
    await opened.handOver(message)
    await opened.handOver({ ...message, key: `pulih-test-${'0'.repeat(36)}` })
    await provider(port).handOver(message)

    expect(senders[0]).toMatch(/^bounces\+pulih-1\.[0-9a-f]{16}@telnet\.example$/)
    expect(vouchedKey(Buffer.from(`To: ${senders[0]}\r\n`), signing)).toBe('pulih-1')
    expect(vouchedKey(Buffer.from(`To: ${senders[0]}\r\n`), { ...signing, secret: 'another' })).toBeNull()
    expect(senders.slice(1)).toEqual(['bounces@telnet.example', 'news@telnet.example'])
  })

  test('to where nobody is says so, and only then', async () => {
    const gone = await aServer({ recipient: 550, says: '5.1.1 nobody is called so' })
    const unwanted = await aServer({ recipient: 550, says: '5.7.1 we do not like you' })
    expect(await provider(gone.port).handOver(message)).toMatchObject({ isFinal: true, isGone: true })
    expect(await provider(unwanted.port).handOver(message)).not.toHaveProperty('isGone')
  })

  test.each([
    ['nobody is called so', { recipient: 550 }, { kind: 'refused', isFinal: true }],
    ['the box is full just now', { recipient: 452 }, { kind: 'refused', isFinal: false }],
    ['it is refused whole', { data: 554 }, { kind: 'refused', isFinal: true }],
    [
      'our sender is refused, as it would be for everybody',
      { sender: 550 },
      { kind: 'refused', isFinal: false, isOurs: true },
    ],
    ['it is too large', { sender: 552 }, { kind: 'refused', isFinal: true }],
    ['the server is busy', { data: 451 }, { kind: 'refused', isFinal: false }],
  ])('is told where %s', async (_, given, outcome) => {
    const { port } = await aServer(given)
    expect(await provider(port).handOver(message)).toMatchObject(outcome)
  })

  test('was not sent where nobody listens', async () => {
    const { port } = await aServer()
    for (const close of closing.splice(0)) await close()
    expect(await provider(port).handOver(message)).toMatchObject({ kind: 'refused', isFinal: false, isOurs: true })
  })

  test('is a doubt where the line breaks after it was said', async () => {
    const port = await breakingAfter('.\r\n')
    expect(await provider(port).handOver(message)).toMatchObject({ kind: 'lost' })
  })
})

/** A mail server that hangs up when it has heard something. */
async function breakingAfter(heard: string): Promise<number> {
  const server: Server = createServer((socket: Socket) => {
    let text = ''
    socket.on('error', () => undefined)
    socket.write('220 hello\r\n')
    socket.on('data', piece => {
      text += piece.toString()
      if (text.endsWith(heard) || text.includes(`\r\n${heard}`)) return socket.destroy()
      if (text.endsWith('DATA\r\n')) return socket.write('354 go on\r\n')
      if (piece.toString().endsWith('\r\n') && !text.includes('DATA\r\n')) socket.write('250 yes\r\n')
      return undefined
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  closing.push(() => new Promise(closed => server.close(() => closed())))
  return (server.address() as AddressInfo).port
}
