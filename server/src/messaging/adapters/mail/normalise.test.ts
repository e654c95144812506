import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { NotUnderstood, type Arrival } from '../door.ts'
import { bounceAddress } from './bounce-address.ts'
import { arrivalOf } from './inbox/inbox.ts'
import { normaliseMail } from './normalise.ts'
import { aBounce, aComplaint, aMail } from './testing/mails.ts'

const receivedAt = Temporal.Instant.from('2026-11-22T12:00:00Z')
const signing = { address: 'bounces@telnet.example', secret: 'a secret' }
const understood = (body: Buffer, from: string | null = null, signed = false): Promise<readonly Arrival[]> =>
  Promise.resolve(normaliseMail(arrivalOf(body, from === null ? null : { from }, signed ? signing : null), receivedAt))

async function messageIn(body: Buffer, from: string | null = null): Promise<Extract<Arrival, { kind: 'message' }>> {
  const [arrival] = await understood(body, from)
  if (arrival?.kind !== 'message') throw new Error(`it is no message: ${JSON.stringify(arrival)}`)
  return arrival
}

describe('a mail that somebody wrote', () => {
  test('has a sender, a subject, and his words without those that he answers', async () => {
    const body = aMail(
      { Subject: '=?utf-8?q?Re=3A_Pa=C5=84stwa_us=C5=82uga?=', Date: 'Sun, 22 Nov 2026 12:30:00 +0100' },
      'STATUS\n\nW dniu 22.11.2026 o 11:00 Telnet pisze:\n> nie działa\n> STOP\n',
    )

    expect(await messageIn(body, 'anna@example.com')).toEqual({
      kind: 'message',
      id: '<m1@example.com>',
      from: 'anna@example.com',
      subject: 'Re: Państwa usługa',
      text: 'STATUS',
      at: Temporal.Instant.from('2026-11-22T11:30:00Z'),
      isAutomatic: false,
      isUnproven: true,
    })
  })

  test.each([
    ['DMARC passed', 'mx.telnet.example; spf=pass smtp.mailfrom=x.example; dmarc=pass header.from=example.com', true],
    ['it is signed by its domain', 'MX.telnet.example 1;\r\n dkim=pass (2048 bit) header.d=example.com', true],
    ['DMARC failed', 'mx.telnet.example; dmarc=fail header.from=example.com', false],
    ['another domain passed', 'mx.telnet.example; dmarc=pass header.from=evil.example', false],
    ['another server says so', 'mx.evil.example; dmarc=pass header.from=example.com', false],
    ['only a remark says so', 'mx.telnet.example; spf=fail (dmarc=pass header.from=example.com)', false],
    ['only a quotation says so', 'mx.telnet.example; spf=fail reason="; dmarc=pass header.from=example.com"', false],
    ['nothing was checked', 'mx.telnet.example; none', false],
  ])('comes from whom it says, or may not, where %s', async (_, results, isProven) => {
    const body = aMail({ 'Authentication-Results': results }, 'STOP')
    const raw = arrivalOf(body, null, null, 'mx.telnet.example')
    const [arrival] = await normaliseMail(raw, receivedAt)

    expect(arrival).toMatchObject({ kind: 'message', text: 'STOP' })
    expect(arrival && 'isUnproven' in arrival).toBe(!isProven)
  })

  test('comes from nobody in particular where it names two authors, or what vouches for it stands below another', async () => {
    const line = 'Authentication-Results: mx.telnet.example;'
    const mails = [
      `${line} dmarc=pass header.from=example.com\r\nFrom: b@example.com\r\nFrom: a@example.com\r\n\r\nSTOP`,
      `${line} dmarc=fail header.from=example.com\r\n${line} dmarc=pass header.from=example.com\r\nFrom: a@example.com\r\n\r\nSTOP`,
      'From: a@example.com\r\n\r\nAuthentication-Results: mx.telnet.example; dmarc=pass header.from=example.com',
    ]
    for (const mail of mails) {
      const [arrival] = await normaliseMail(arrivalOf(Buffer.from(mail), null, null, 'mx.telnet.example'), receivedAt)
      expect(arrival).toMatchObject({ isUnproven: true })
    }
  })

  test.each([
    ['English', 'It works.\n\nOn Mon, 22 Nov 2026 at 11:00, Telnet <news@telnet.example>\nwrote:\n> STOP'],
    ['Indonesian', 'It works.\n\nPada Sen, 22 Nov 2026 pukul 11.00 Telnet <news@telnet.example> menulis:\n> STOP'],
    ['Outlook', 'It works.\n\nFrom: Telnet <news@telnet.example>\nSent: Monday\nTo: Anna\n\nSTOP'],
    ['a Polish Outlook', 'It works.\n\nOd: Telnet\nWysłano: poniedziałek\n\nSTOP'],
    ['a signature', 'It works.\n-- \nAnna\nSTOP'],
  ])('is read without its history in the form of %s', async (_, text) => {
    expect((await messageIn(aMail({ 'Content-Type': 'text/plain; charset=utf-8' }, text))).text).toBe('It works.')
  })

  test('is read whole where he wrote only below or among the words of another', async () => {
    expect((await messageIn(aMail({}, '> does it work?\nno'))).text).toBe('no')
    expect((await messageIn(aMail({}, '> only this'))).text).toBe('> only this')
  })

  test('of nothing but markup is read as letters', async () => {
    const html =
      '<html><head><title>x</title><style>p{}</style></head><body><p>Nie&nbsp;dzia&#322;a &amp; <b>koniec</b><br>od rana</p><script>alert(1)</script><!-- secret --></body></html>'
    const { text } = await messageIn(aMail({ 'Content-Type': 'text/html; charset=utf-8' }, html))
    expect(text).toBe('Nie działa & koniec\nod rana')
  })

  test('from the future, or from an age ago, was written when it came', async () => {
    for (const Date of ['Sun, 22 Nov 2036 12:30:00 +0100', 'Thu, 01 Jan 1970 00:00:00 +0000', 'yesterday'])
      expect((await messageIn(aMail({ Date }, 'x'))).at).toEqual(receivedAt)
  })
})

describe('a mail that no person wrote', () => {
  test.each([
    ['says so', { 'Auto-Submitted': 'auto-replied' }],
    ['is to a list', { 'List-Id': '<x.example.com>' }],
    ['is bulk', { Precedence: 'bulk' }],
    ['is junk', { Precedence: 'junk' }],
    ['is from a vacation', { 'X-Autoreply': 'yes' }],
    ['is out of office', { Subject: 'Automatic reply: Your service' }],
    ['is out of office in Polish', { Subject: '=?utf-8?q?Odpowied=C5=BA_automatyczna=3A_x?=' }],
    ['went round', { 'X-Loop': 'news@telnet.example' }],
    ['is our own', { 'Message-ID': '<pulih-7@telnet.example>' }],
    ['has no sender to return to', { 'Return-Path': '<>' }],
    ['is from the postmaster', { From: 'MAILER-DAEMON@mx.example.com' }],
    ['has no sender', { From: '' }],
  ])('is never answered: it %s', async (_, head) => {
    expect((await messageIn(aMail(head, 'STATUS'))).isAutomatic).toBe(true)
  })

  test('is known by its envelope, whatever it says itself', async () => {
    expect((await messageIn(aMail({ 'Return-Path': '<anna@example.com>' }, 'STATUS'), '')).isAutomatic).toBe(true)
  })

  test('is not thought of one that says that a person did', async () => {
    expect((await messageIn(aMail({ 'Auto-Submitted': 'no', Precedence: 'first-class' }, 'STATUS'))).isAutomatic).toBe(
      false,
    )
  })
})

describe('a bounce', () => {
  test('says which message could not be delivered, and why', async () => {
    expect(await understood(aBounce())).toEqual([
      {
        kind: 'receipt',
        providerId: 'pulih-7',
        says: 'undeliverable',
        reason: '5.1.1 smtp; 550 no such person',
        onlyTo: 'anna@example.com',
      },
    ])
  })

  test('for which nobody vouches is about nothing where it does not say to whom the message went', async () => {
    const nameless = Buffer.from(aBounce().toString('latin1').replace('Final-Recipient', 'X-Other'), 'latin1')
    expect(await understood(nameless)).toEqual([])
  })

  test('names the reader as we wrote him where his server passed it on', async () => {
    const passedOn = aBounce()
      .toString('latin1')
      .replace('Action:', 'Original-Recipient: rfc822;Anna@Example.com\r\nAction:')
    expect(await understood(Buffer.from(passedOn, 'latin1'))).toMatchObject([{ onlyTo: 'Anna@Example.com' }])
  })

  test('of a server that still tries says nothing, of one that gave up after a while it does', async () => {
    expect(await understood(aBounce({ action: 'delayed', status: '4.4.1' }))).toEqual([])
    expect(await understood(aBounce({ action: 'failed', status: '4.4.7' }))).toMatchObject([{ says: 'undeliverable' }])
    expect(await understood(aBounce({ action: 'delivered', status: '2.0.0' }))).toMatchObject([{ says: 'delivered' }])
  })

  test('that anybody could have written is not believed where ours are signed', async () => {
    const to = bounceAddress('pulih-7', signing)
    const forged = to.replace(/\.[0-9a-f]{16}@/, '.0123456789abcdef@')
    expect(await understood(aBounce({ to }), '', true)).toMatchObject([{ providerId: 'pulih-7' }])
    expect(await understood(aBounce({ to: to.toUpperCase() }), '', true)).toMatchObject([{ providerId: 'pulih-7' }])
    for (const made of [forged, to.replace('pulih-7', 'pulih-8'), 'news@telnet.example'])
      expect(await understood(aBounce({ to: made }), '', true)).toEqual([])
    // Whoever got message 7 can say nothing of message 8.
    expect(await understood(aBounce({ to, messageId: '<pulih-8@telnet.example>' }), '', true)).toMatchObject([
      { providerId: 'pulih-7' },
    ])
  })

  test('of something else is about none of our messages', async () => {
    expect(await understood(aBounce({ messageId: '<other@example.com>' }))).toEqual([])
  })
})

describe('a complaint', () => {
  const to = bounceAddress('pulih-7', signing)
  const complaint = (...[messageId, type, at = to]: Parameters<typeof aComplaint>) =>
    understood(aComplaint(messageId, type, at), '', true)

  test('about one of our messages ends them for its reader, whomever it names', async () => {
    expect(await complaint('<pulih-7@telnet.example>')).toEqual([{ kind: 'unwanted', providerId: 'pulih-7' }])
    // Whoever got message 7 can say nothing of message 8.
    expect(await complaint('<pulih-8@telnet.example>')).toEqual([{ kind: 'unwanted', providerId: 'pulih-7' }])
  })

  test('of another kind, or that vouches for nothing, does not', async () => {
    expect(await complaint('<pulih-7@telnet.example>', 'not-spam')).toEqual([])
    expect(await complaint('<pulih-7@telnet.example>', 'abuse', 'news@telnet.example')).toEqual([])
    // Where ours are not signed anybody could have written it.
    expect(await understood(aComplaint('<pulih-7@telnet.example>'))).toEqual([])
  })
})

describe('a hostile mail', () => {
  const multipart = { 'MIME-Version': '1.0', 'Content-Type': 'multipart/mixed; boundary=b' }
  const nested = Array.from(
    { length: 900 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  ).join('')

  test.each<readonly [string, Buffer]>([
    ['of ten thousand parts', aMail(multipart, '--b\nContent-Type: text/plain\n\nx\n'.repeat(10_000))],
    ['of parts in parts', aMail(multipart, `--b\n${nested}\nx`)],
    ['of mails in mails', aMail({}, 'Content-Type: message/rfc822\n\n'.repeat(5_000))],
    ['of twenty megabytes of letters', aMail({}, 'hello world\n'.repeat(1_700_000))],
    ['of one line', aMail({}, 'x'.repeat(20_000_000))],
    [
      'of markup that opens and never ends',
      aMail({ 'Content-Type': 'text/html' }, '<script><!--<style>'.repeat(100_000)),
    ],
    ['of tables in tables', aMail({ 'Content-Type': 'text/html' }, '<table><tr><td>'.repeat(100_000))],
    ['of comments that never begin', aMail({ 'Content-Type': 'text/html' }, '&#1'.repeat(300_000))],
    ['of a head of a hundred thousand lines', Buffer.from(`${'X: y\r\n'.repeat(100_000)}\r\nhi`)],
    ['to a hundred thousand people', aMail({ To: 'a <b@c.d>, '.repeat(100_000) }, 'x')],
    ['of nested comments', aMail({ From: '('.repeat(100_000) }, 'x')],
    ['of a charset nobody has', aMail({ 'Content-Type': 'text/plain; charset=nonsense-7' }, '\u00ff')],
    [
      'of shifts between alphabets',
      aMail({ 'Content-Type': 'text/plain; charset=iso-2022-jp' }, '\u001b$B'.repeat(300_000)),
    ],
    ['that is quoted to the end', aMail({}, 'On \nOn \n'.repeat(300_000))],
    [
      'that is packed',
      aMail({ 'Content-Type': 'application/zip', 'Content-Transfer-Encoding': 'base64' }, 'UEsD'.repeat(500_000)),
    ],
  ])('%s is read in time, in bounds, or not at all', async (_, body) => {
    const began = performance.now()
    const arrivals = await understood(body).catch((reason: unknown) => {
      expect(reason).toBeInstanceOf(NotUnderstood)
      return []
    })
    expect(performance.now() - began).toBeLessThan(2_500)
    for (const arrival of arrivals) expect(JSON.stringify(arrival).length).toBeLessThan(60_000)
  })

  test('of any bytes is a message or not understood, and never vouches for what it does not know', async () => {
    const line = fc.oneof(
      fc.string({ maxLength: 60 }),
      fc.constantFrom(
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
        'Content-Type: message/delivery-status',
        'Content-Type: text/html; charset=utf-16',
        'Content-Transfer-Encoding: base64',
        'From: a@b.example',
        'Subject: =?utf-8?b?/////w==?=',
        'Message-ID: <pulih-7@x>',
        'Action: failed',
        'Status: 5.0.0',
        'Original-Rcpt-To: a@b.example',
        '--b',
        '--b--',
        '',
      ),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 30 }), fc.uint8Array({ maxLength: 40 }), async (lines, bytes) => {
        const body = Buffer.concat([Buffer.from(lines.join('\r\n')), Buffer.from(bytes)])
        const arrivals = await understood(body, '', true).catch((reason: unknown) => {
          if (reason instanceof NotUnderstood) return []
          throw reason
        })
        for (const arrival of arrivals) {
          expect(arrival.kind).toBe('message')
          if (arrival.kind === 'message') expect(`${arrival.subject ?? ''}${arrival.from}`).not.toMatch(/[\r\n\0]/)
        }
      }),
      { numRuns: 150 },
    )
  })
})
