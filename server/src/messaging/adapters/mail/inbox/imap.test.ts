import { createTransport } from 'nodemailer'
import { ImapFlow } from 'imapflow'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RawArrival } from '../../door.ts'
import { eventually, missing } from '../testing/daemon.ts'
import { aDovecot, type Dovecot } from '../testing/dovecot.ts'
import { openImap, type Pace } from './imap.ts'
import { mostMailBytes, type Inbox } from './inbox.ts'

const absent = missing('dovecot')
const pace: Pace = { afterFailure: 0.1, longest: 1, look: 60 }

// Left out where the Debian packages dovecot-imapd and dovecot-lmtpd are not installed; continuous integration installs them.
describe.skipIf(absent !== null)(`a mailbox at Dovecot${absent === null ? '' : ` (left out: ${absent})`}`, () => {
  let dovecot: Dovecot
  beforeAll(async () => {
    dovecot = await aDovecot()
  })
  afterAll(() => dovecot.stop())

  async function deliver(user: string, subject: string, words = 'x', from = 'anna@example.com'): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: dovecot.lmtp, lmtp: true, ignoreTLS: true })
    await transport.sendMail({ from, to: `${user}@telnet.test`, subject, text: words })
    transport.close()
  }

  function reading(user: string, receive: (raw: RawArrival) => Promise<void>, said: string[] = []): Inbox {
    const settings = { host: '127.0.0.1', port: dovecot.imap, secure: false, user, folder: 'INBOX' }
    return openImap(settings, dovecot.password, { receive, log: says => void said.push(says), signing: null }, pace)
  }

  async function flagsIn(user: string): Promise<readonly (readonly string[])[]> {
    const client = new ImapFlow({
      host: '127.0.0.1',
      port: dovecot.imap,
      secure: false,
      auth: { user, pass: dovecot.password },
      logger: false,
    })
    await client.connect()
    await client.mailboxOpen('INBOX')
    const all = await client.fetchAll('1:*', { flags: true })
    await client.logout()
    return all.map(({ flags }) => [...(flags ?? [])].toSorted())
  }

  test('is read: what lay there, and what comes while it is read, each once', async () => {
    await deliver('one', 'before')
    const kept: string[] = []
    const inbox = reading('one', ({ body }) =>
      Promise.resolve(void kept.push(/^Subject: (.*?)\r?$/m.exec(String(body))?.[1] ?? '')),
    )

    await eventually(() => kept.length === 1)
    const began = performance.now()
    await deliver('one', 'while')
    await eventually(() => kept.length === 2)
    // Dovecot gathers for half a second before it says that something came; a minute would pass before it is looked for.
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(kept).toEqual(['before', 'while'])
    expect(inbox.trouble()).toBeNull()
    await inbox.close()

    const again: RawArrival[] = []
    const second = reading('one', raw => Promise.resolve(void again.push(raw)))
    await deliver('one', 'after')
    await eventually(() => again.length === 1)
    await second.close()
    expect(String(again[0]?.body)).toContain('Subject: after')
    expect(await flagsIn('one')).toEqual(
      [['PulihKept'], ['PulihKept'], ['PulihKept']].map(each => expect.arrayContaining(each)),
    )
  })

  test('keeps what cannot be kept now, and counts no try where nothing can', async () => {
    await deliver('two', 'x')
    let works = false
    const kept: RawArrival[] = []
    let tries = 0
    const inbox = reading('two', raw => {
      tries++
      return works ? Promise.resolve(void kept.push(raw)) : Promise.reject(new Error('no room'))
    })

    await eventually(() => tries >= 5)
    works = true
    await eventually(() => kept.length === 1)
    await inbox.close()
    expect((await flagsIn('two')).flat()).not.toContain('\\Flagged')
  })

  test('sets aside one mail that cannot be kept when others can, and goes on with those', async () => {
    await deliver('three', 'poison')
    const kept: string[] = []
    const said: string[] = []
    let tries = 0
    const inbox = reading(
      'three',
      ({ body }) => {
        if (String(body).includes('Subject: poison')) {
          tries++
          return Promise.reject(new Error('what nobody can keep'))
        }
        return Promise.resolve(void kept.push('x'))
      },
      said,
    )
    for (let at = 1; at <= 4; at++) {
      await deliver('three', `good ${at}`)
      await eventually(() => kept.length === at)
    }

    await eventually(() => said.length > 0)
    await inbox.close()
    expect(said).toEqual(['a mail was set aside in the mailbox, flagged for a person: it could not be kept'])
    expect(tries).toBeGreaterThanOrEqual(3)
    expect((await flagsIn('three')).filter(flags => flags.includes('\\Flagged'))).toHaveLength(1)
  })

  test('sets aside what is too large without reading it', async () => {
    await deliver(
      'four',
      'large',
      'x'
        .repeat(70)
        .concat('\n')
        .repeat(Math.ceil(mostMailBytes / 70)),
    )
    await deliver('four', 'small')
    const kept: RawArrival[] = []
    const said: string[] = []
    const inbox = reading('four', raw => Promise.resolve(void kept.push(raw)), said)

    await eventually(() => kept.length === 1 && said.length === 1)
    await inbox.close()
    expect(said[0]).toContain('it is too large')
  })

  test('is read again when its server was away', async () => {
    const kept: RawArrival[] = []
    const inbox = reading('five', raw => Promise.resolve(void kept.push(raw)))
    await eventually(() => inbox.trouble() === null)
    await dovecot.restart()
    await deliver('five', 'afterwards')

    await eventually(() => kept.length === 1)
    expect(inbox.trouble()).toBeNull()
    await inbox.close()
  })

  test('that does not let us in says so, without a password', async () => {
    const said: string[] = []
    const settings = { host: '127.0.0.1', port: dovecot.imap, secure: false, user: 'six', folder: 'INBOX' }
    const keeping = { receive: () => Promise.resolve(), log: (says: string) => void said.push(says), signing: null }
    const inbox = openImap(settings, 'a-wrong-one', keeping, pace)

    await eventually(() => said.length > 0)
    expect(inbox.trouble()).toBe('the mailbox cannot be read: it does not let us in')
    expect(said.join()).not.toContain('a-wrong-one')
    await inbox.close()
  })
})
