import { describe, expect, test } from 'vitest'
import type { Credit } from './credit.ts'
import { MissingFact, sentencesFor } from './sentences.ts'
import { smsText } from './sms.ts'
import { noticeKinds, type Reader, type Sender, type Statement } from './statement.ts'

const statement: Statement = {
  version: 1,
  number: 'OUT-000123',
  extent: 'total',
  since: '2026-11-22T07:10:00Z',
  until: null,
  restoredAt: null,
  etr: '2026-11-22T12:00:00Z',
  nextUpdateBy: null,
  area: { en: 'Praga', pl: 'Praga', id: 'Praga' },
  cause: { en: 'a cable was cut', pl: 'przecięty kabel', id: 'kabel terputus' },
  words: { en: 'Our people are there.', pl: 'Nasi ludzie są na miejscu.', id: 'Petugas kami di lokasi.' },
  compensation: 'automatic',
  claimUntil: null,
  url: 'https://s.example.net/o/123',
}
const reader: Reader = {
  language: 'en',
  timeZone: 'Europe/Warsaw',
  isCustomer: true,
  credit: null,
  unsubscribeUrl: null,
}
const aCredit: Credit = {
  amounts: [{ unit: 'PLN', minor: '1200' }],
  goodwill: [],
  nature: 'owed',
  outages: ['OUT-000123'],
  hasMoreOutages: false,
  rules: ['Art. 105'],
  claim: 'none',
  claimUntil: null,
}
const sender: Sender = { name: 'Telnet', stopKeyword: 'STOP' }
const options = { mostSegments: 2, transliterated: true }

describe('a message', () => {
  test('says what happened, why, until when, and what follows, where the reader is', () => {
    const { lead, rest, subject } = sentencesFor('first', statement, reader, sender)
    expect([subject, lead, ...rest]).toEqual([
      'Your service does not work: OUT-000123',
      'Telnet: your service does not work since 22 Nov, 08:10 (Praga).',
      'Our people are there.',
      'Cause: a cable was cut.',
      'We expect it to work again by 22 Nov, 13:00.',
      'What is owed to you for it comes by itself.',
    ])
    const jakarta = sentencesFor('first', statement, { ...reader, language: 'id', timeZone: 'Asia/Jakarta' }, sender)
    expect(jakarta.lead).toBe('Telnet: layanan Anda tidak berfungsi sejak 22 Nov, 14.10 (Praga).')
  })

  test('says how long it lasted when it is over', () => {
    const over = { ...statement, restoredAt: '2026-11-22T09:15:00Z' }
    expect(sentencesFor('restored', over, reader, sender).lead).toContain('since 22 Nov, 10:15, after 2 hrs, 5 mins.')
    // Whoever is out by another one, too, sees of which this is said.
    for (const language of ['en', 'id', 'pl'] as const)
      expect(sentencesFor('restored', over, { ...reader, language }, sender).lead).toContain('OUT-000123:')
    expect(sentencesFor('restored', over, { ...reader, language: 'pl' }, sender).lead).toContain(
      'po przerwie trwającej 2 godz. i 5 min. Przepraszamy.',
    )
  })

  test.each([
    ['restored', statement, 'restoredAt'],
    ['update', { ...statement, words: {} }, 'words'],
    ['planned', statement, 'until'],
    ['credit', statement, 'amount'],
  ] as const)('of the kind %s is not made where a fact is missing', (kind, given, fact) => {
    expect(() => sentencesFor(kind, given, reader, sender)).toThrow(new MissingFact(fact, kind).message)
  })

  test('of every kind is made in every language where nothing is missing', () => {
    const whole = { ...statement, until: '2026-11-22T15:00:00Z', restoredAt: '2026-11-22T15:00:00Z' }
    for (const language of ['en', 'id', 'pl'] as const)
      for (const kind of noticeKinds) {
        const credited: Reader = { ...reader, language, credit: aCredit }
        const { lead, subject } = sentencesFor(kind, whole, credited, sender)
        expect(`${lead} ${subject}`).not.toMatch(/undefined|null|[{}]/)
      }
  })
})

describe('an SMS', () => {
  test('holds what matters most, and no more messages than may be paid for', () => {
    const two = smsText('first', statement, { ...reader, language: 'pl' }, sender, options)
    expect(two.encoding).toBe('gsm-7')
    expect(two.segments).toHaveLength(2)
    expect(two.text).toMatch(/^Telnet: Panstwa usluga nie dziala od .* Wiecej: https.*STOP\.$/)
    const one = smsText('first', statement, reader, sender, { ...options, mostSegments: 1 })
    expect(one.segments).toHaveLength(1)
    expect(one.text).toContain(statement.url)
  })

  test('that begins a story says how to get no more, and no other does', () => {
    const whole = { ...statement, until: '2026-11-22T15:00:00Z', restoredAt: '2026-11-22T15:00:00Z' }
    const named = { ...sender, stopKeyword: 'KONIEC' }
    const saying = noticeKinds.filter(kind =>
      smsText(kind, whole, { ...reader, credit: aCredit }, named, options).text.endsWith('KONIEC.'),
    )
    expect(saying).toEqual(['first', 'planned'])
  })

  test('with Polish letters costs what it costs', () => {
    const dear = smsText('first', statement, { ...reader, language: 'pl' }, sender, {
      mostSegments: 4,
      transliterated: false,
    })
    expect(dear.encoding).toBe('ucs-2')
    expect(dear.text).toContain('Państwa usługa nie działa')
  })
})

test("the operator's words that are not translated are told as he wrote them", () => {
  const given = { ...statement, words: { pl: 'Trwa naprawa.' } }
  expect(sentencesFor('update', given, reader, sender).lead).toContain('Trwa naprawa.')
})

test('an SMS costs no more than it may, however much an operator wrote', () => {
  const words = 'We are repairing the cable between the two exchanges. '.repeat(60)
  for (const mostSegments of [1, 2, 3]) {
    const { text, segments } = smsText('update', { ...statement, words: { pl: words } }, reader, sender, {
      mostSegments,
      transliterated: true,
    })
    expect(segments.length).toBeLessThanOrEqual(Math.max(1, mostSegments))
    expect(text).toContain(statement.url)
    expect(text).toContain('...')
  }
})
