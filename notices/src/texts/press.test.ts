import { describe, expect, test } from 'vitest'
import { pressText, type Speaker } from './press.ts'
import { MissingFact, sentencesFor } from './sentences.ts'
import { noticeKinds, type Statement } from './statement.ts'

const statement: Statement = {
  version: 1,
  number: 'OUT-000123',
  extent: 'total',
  since: '2026-11-22T07:10:00Z',
  until: null,
  restoredAt: null,
  etr: '2026-11-22T12:00:00Z',
  nextUpdateBy: '2026-11-22T10:00:00Z',
  area: { en: 'Praga', pl: 'Praga', id: 'Praga' },
  cause: { pl: 'przecięty kabel' },
  words: { en: 'Our people are there.', pl: 'Nasi ludzie są na miejscu.' },
  compensation: 'claim',
  claimUntil: '2026-12-22',
  url: 'https://s.example.net/o/123',
}
const speaker: Speaker = {
  name: 'Telnet',
  timeZone: 'Europe/Warsaw',
  at: '2026-11-22T08:00:00Z',
  contacts: ['+48 22 000 00 00', 'press@example.net'],
}

describe('a press statement', () => {
  test('says what happened, what is known, the operator’s words, when it was said, and where to ask', () => {
    expect(pressText('first', statement, 'en', speaker)).toEqual({
      headline: 'Telnet: outage of services, Praga',
      text: `Telnet: outage of services, Praga

Telnet, 22 November 2026 at 09:00 (all times: Europe/Warsaw)

Since 22 November 2026 at 08:10 services of Telnet do not work in this area: Praga. We are working on it.

What is known:
- Cause: przecięty kabel
- Area: Praga
- Since: 22 November 2026 at 08:10
- Expected to work again by: 22 November 2026 at 13:00
- Next update by: 22 November 2026 at 11:00
- Compensation: customers can ask for it until 22 December 2026
- Advice: nobody who is hit has to report it again; whoever wants to hear how it goes on can ask to be told at https://s.example.net/o/123

Our people are there.

Contact: +48 22 000 00 00, press@example.net
How things stand: https://s.example.net/o/123
Number: OUT-000123
`,
    })
  })

  test('of the end says nothing that was written while it was out', () => {
    const given = { ...statement, restoredAt: '2026-11-22T11:30:00Z' }

    expect(pressText('restored', given, 'en', speaker)?.text).not.toContain('Our people are there.')
  })

  test('says that a cause and an estimate are not known rather than nothing', () => {
    const given = { ...statement, cause: {}, etr: null }

    const polish = pressText('first', given, 'pl', speaker)?.text

    expect(polish).toContain('- Przyczyna: jeszcze nieznana')
    expect(polish).toContain('- Przewidywany termin usunięcia: jeszcze nieznany')
  })

  test.each([
    ['restored', statement, 'restoredAt'],
    ['planned', statement, 'until'],
    ['update', { ...statement, words: {} }, 'words'],
    ['first', { ...statement, claimUntil: null }, 'claimUntil'],
  ] as const)('of the kind %s is not made where a fact is missing', (kind, given, fact) => {
    expect(() => pressText(kind, given, 'en', speaker)).toThrow(new MissingFact(fact, kind).message)
  })

  test('of every kind that is news is made in every language where nothing is missing', () => {
    const whole = { ...statement, until: '2026-11-22T15:00:00Z', restoredAt: '2026-11-22T15:00:00Z' }
    for (const language of ['en', 'id', 'pl'] as const)
      for (const kind of noticeKinds) {
        const made = pressText(kind, whole, language, speaker)
        expect(made?.text ?? '').not.toMatch(/undefined|null|[{}]/)
        expect(made === null).toBe(kind === 'credit')
      }
  })
})

describe('planned work that does not take place', () => {
  const withdrawn = { ...statement, until: '2026-11-22T15:00:00Z' }

  test('was no mistake, neither for the press nor for those who were told', () => {
    const reader = { language: 'en', timeZone: 'UTC', isCustomer: true, credit: null, unsubscribeUrl: null } as const
    const { subject, lead } = sentencesFor('retracted', withdrawn, reader, { name: 'Telnet', stopKeyword: 'STOP' })
    const press = pressText('retracted', withdrawn, 'en', speaker)

    expect(`${subject} ${lead} ${press?.text}`).not.toMatch(/mistake|outage since/)
    expect(lead).toContain('does not take place')
    expect(press?.headline).toBe('Telnet: planned work does not take place')
  })
})
