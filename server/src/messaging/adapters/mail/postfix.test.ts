import { createTransport } from 'nodemailer'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anOutgoing } from '../../testing/an-outgoing.ts'
import type { Outside } from '../adapter.ts'
import type { Arrival, RawArrival } from '../door.ts'
import type { Provider } from '../provider.ts'
import { mail } from './mail.ts'
import { eventually, freePorts, missing } from './testing/daemon.ts'
import { aDovecot, type Dovecot } from './testing/dovecot.ts'
import { aPostfix, type Postfix } from './testing/postfix.ts'

const absent = missing('postfix') ?? missing('dovecot')

interface Opened {
  readonly provider: Provider
  readonly arrivals: Arrival[]
  readonly raws: RawArrival[]
}

// Left out where the Debian packages postfix, dovecot-imapd and dovecot-lmtpd are not installed; continuous integration installs them.
describe.skipIf(absent !== null)(
  `mail through Postfix and Dovecot${absent === null ? '' : ` (left out: ${absent})`}`,
  () => {
    let dovecot: Dovecot
    let postfix: Postfix
    let lmtp = 0
    const closing: (() => Promise<void>)[] = []
    beforeAll(async () => {
      dovecot = await aDovecot()
      lmtp = (await freePorts(1))[0] ?? 0
      postfix = await aPostfix({ ours: lmtp, theirs: dovecot.lmtp })
    })
    afterEach(async () => {
      for (const close of closing.splice(0)) await close()
    })
    afterAll(async () => {
      await postfix.stop()
      await dovecot.stop()
    })

    /** Our channel as an operator has it; what comes back is understood as it comes. */
    function opened(by: 'imap' | 'lmtp', receives: () => boolean = () => true): Opened {
      const arrivals: Arrival[] = []
      const raws: RawArrival[] = []
      const outside: Outside = {
        atOnce: 4,
        exchange: () => Promise.reject(new Error('mail needs no web')),
        secret: name => (name === 'imap' ? dovecot.password : `the secret ${name}`),
        async receive(raw) {
          if (!receives()) throw new Error('no room')
          raws.push(raw)
          arrivals.push(...((await mail.normalise?.(raw, Temporal.Now.instant())) ?? []))
        },
        log: () => undefined,
        now: () => Temporal.Now.instant(),
      }
      const provider = mail.open(
        {
          adapter: 'smtp',
          host: '127.0.0.1',
          port: postfix.smtp,
          secure: false,
          user: null,
          password: null,
          from: 'Telnet <news@telnet.test>',
          bounces: { address: 'bounces@telnet.test', signing: 'bounces' },
          inbox:
            by === 'lmtp'
              ? { by, host: '127.0.0.1', port: lmtp }
              : {
                  by,
                  host: '127.0.0.1',
                  port: dovecot.imap,
                  secure: false,
                  user: 'anna',
                  password: 'imap',
                  folder: 'INBOX',
                },
        },
        outside,
      )
      closing.push(() => provider.close())
      return { provider, arrivals, raws }
    }

    test('reaches a mailbox with its words, its way to get no more, and where it came from', async () => {
      const { provider, raws, arrivals } = opened('imap')
      const message = anOutgoing({
        to: 'anna@people.test',
        subject: 'Państwa usługa nie działa',
        text: 'Nie działa.\n.\nFrom here on.\n',
        html: '<p>Nie działa.</p>',
        unsubscribeUrl: 'https://s.example.net/stop/abc',
      })

      expect(await provider.handOver(message)).toEqual({ kind: 'accepted', id: '<pulih-1@telnet.test>' })
      await eventually(() => arrivals.length > 0)

      const text = String(raws[0]?.body)
      expect(text).toMatch(/^Return-Path: <bounces\+pulih-1\.[0-9a-f]{16}@telnet\.test>\r?$/m)
      expect(text).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/m)
      // Our own mail is nothing that anybody answers.
      expect(arrivals).toMatchObject([
        { kind: 'message', subject: 'Państwa usługa nie działa', isAutomatic: true, from: 'news@telnet.test' },
      ])
    })

    test('that cannot be delivered comes back as a receipt of its message', async () => {
      const { provider, arrivals, raws } = opened('lmtp')

      expect((await provider.handOver(anOutgoing({ key: 'pulih-42', to: 'nobody@people.test' }))).kind).toBe('accepted')
      await eventually(() => arrivals.length > 0)

      expect(arrivals).toEqual([
        { kind: 'receipt', providerId: 'pulih-42', says: 'undeliverable', reason: expect.stringMatching(/^5\.1\.1 /) },
      ])
      expect(raws[0]?.headers).toEqual({ 'return-path': '<>', vouches: 'pulih-42' })
    })

    test('that somebody writes to us waits in the queue until it can be kept', async () => {
      let works = false
      let asked = 0
      const { arrivals, raws } = opened('lmtp', () => {
        asked++
        return works
      })
      const transport = createTransport({ host: '127.0.0.1', port: postfix.smtp, ignoreTLS: true })
      await transport.sendMail({ from: 'anna@people.test', to: 'news@telnet.test', subject: 'Help', text: 'STATUS' })
      transport.close()
      await eventually(() => asked > 0)
      expect(arrivals).toEqual([])

      works = true
      const flushing = setInterval(() => postfix.flush(), 500)
      await eventually(() => arrivals.length > 0, 40).finally(() => clearInterval(flushing))

      expect(arrivals).toMatchObject([
        { kind: 'message', from: 'anna@people.test', text: 'STATUS', isAutomatic: false },
      ])
      expect(raws[0]?.headers).toEqual({ 'return-path': '<anna@people.test>', vouches: 'nobody' })
    })
  },
)
