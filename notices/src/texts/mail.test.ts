import { parseHTML } from 'linkedom'
import { describe, expect, test } from 'vitest'
import { mailText, type MailSender } from './mail.ts'
import { MissingFact } from './sentences.ts'
import { noticeKinds, type Reader, type Statement } from './statement.ts'

const statement: Statement = {
  version: 1,
  number: 'OUT-000123',
  extent: 'total',
  since: '2026-11-22T07:10:00Z',
  until: '2026-11-22T15:00:00Z',
  restoredAt: '2026-11-22T15:00:00Z',
  etr: '2026-11-22T12:00:00Z',
  nextUpdateBy: null,
  area: { en: 'Praga', pl: 'Praga', id: 'Praga' },
  cause: { en: 'a cable was cut', pl: 'przecięty kabel', id: 'kabel terputus' },
  words: { en: 'We are there.\nIt rains.', pl: 'Jesteśmy na miejscu.', id: 'Kami di lokasi.' },
  compensation: 'automatic',
  claimUntil: null,
  url: 'https://s.example.net/o/123?a=1&b=2',
}
const reader: Reader = {
  language: 'en',
  timeZone: 'Europe/Warsaw',
  isCustomer: true,
  credit: {
    amounts: [{ unit: 'PLN', minor: '1200' }],
    goodwill: [],
    nature: 'owed',
    outages: ['OUT-000123'],
    hasMoreOutages: false,
    rules: ['Art. 105'],
    claim: 'none',
    claimUntil: null,
  },
  unsubscribeUrl: 'https://s.example.net/stop/abc',
}
const sender: MailSender = { name: 'Telnet', stopKeyword: 'STOP', accent: '#0b6e4f' }

describe('a mail', () => {
  test('says the same in letters and with a face, and where to read more', () => {
    const { subject, text, html } = mailText('first', statement, reader, sender)
    const { document } = parseHTML(html)
    const shown = [...document.querySelectorAll('h1, p, a')].map(({ textContent }) => textContent)

    expect(subject).toBe('Your service does not work: OUT-000123')
    for (const words of [
      'Telnet: your service does not work since 22 Nov, 08:10 (Praga).',
      'Cause: a cable was cut.',
    ]) {
      expect(text).toContain(words)
      expect(shown).toContain(words)
    }
    expect([...document.querySelectorAll('a')].map(link => link.getAttribute('href'))).toEqual([
      statement.url,
      reader.unsubscribeUrl,
    ])
    expect(text).toContain('-- \nYou get this mail because it concerns your service from Telnet.\nGet no more of these')
  })

  test('of every kind is made in every language, and says which', () => {
    for (const language of ['en', 'id', 'pl'] as const)
      for (const kind of noticeKinds) {
        const { text, html } = mailText(kind, statement, { ...reader, language }, sender)
        expect(html).toContain(`<html lang="${language}">`)
        expect(`${text}${html.replaceAll(/<style>.*<\/style>/gs, '')}`).not.toMatch(/undefined|null|[{}]/)
      }
  })

  test('loads nothing, runs nothing, and lets no words become markup', () => {
    const evil = '"><script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>\u0000\u0008'
    const { subject, html } = mailText(
      'first',
      {
        ...statement,
        cause: { en: evil },
        words: { en: evil },
        area: { en: `${evil}\r\nBcc: a@b.example` },
        url: 'javascript:alert(1)',
      },
      { ...reader, unsubscribeUrl: `https://x.example/" onclick="alert(1)` },
      { ...sender, name: evil, accent: 'red;background:url(https://evil.example/x)' },
    )
    const { document } = parseHTML(html)

    expect(document.querySelectorAll('script, img, link, iframe, object, form, svg')).toHaveLength(0)
    expect([...document.querySelectorAll('*')].flatMap(each => each.getAttributeNames())).not.toContain('onclick')
    expect(html).not.toMatch(/url\(|@import|javascript:/)
    expect(['\0', '\b'].filter(sign => html.includes(sign))).toEqual([])
    expect(subject).not.toMatch(/[\r\n]/)
  })

  test('keeps the lines of the operator and the letters of the world', () => {
    const words = { en: 'Zażółć 😀\nsecond line' }
    expect(mailText('update', { ...statement, words }, reader, sender).html).toContain('Zażółć 😀<br>second line')
  })

  test.each([
    ['#0b6e4f', '#ffffff'],
    ['#ffe14d', '#000000'],
  ])('can be read on a button of %s', (accent, ink) => {
    const { html } = mailText('first', statement, reader, { ...sender, accent })
    expect(html).toContain(`background:${accent};color:${ink}`)
  })

  test('to somebody who cannot end it by a click shows no such link', () => {
    const { text, html } = mailText('first', statement, { ...reader, unsubscribeUrl: null, isCustomer: false }, sender)
    expect(`${text}${html}`).not.toContain('Get no more')
    expect(text).toContain('because you asked Telnet')
  })

  test('is not made where a fact is missing', () => {
    expect(() => mailText('restored', { ...statement, restoredAt: null }, reader, sender)).toThrow(MissingFact)
  })
})
