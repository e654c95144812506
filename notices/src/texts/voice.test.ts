import { assert, property, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '@pulih/kernel'
import { spokenDay, spokenTime } from './spoken.ts'
import type { Statement } from './statement.ts'
import { voiceText } from './voice.ts'

const statement: Statement = {
  version: 1,
  number: 'OUT-000120',
  extent: 'total',
  since: '2026-11-22T07:05:00Z',
  until: null,
  restoredAt: null,
  etr: '2026-11-22T12:00:00Z',
  nextUpdateBy: null,
  area: { en: 'Praga', pl: 'Praga', id: 'Praga' },
  cause: { en: 'a cable was cut.', pl: 'przecięty kabel', id: 'kabel terputus' },
  words: { en: 'Our people are there. More at https://s.example.net/o/1.' },
  compensation: 'automatic',
  claimUntil: null,
  url: 'https://s.example.net/o/120',
}
const options = { goesOn: true }
const say = (language: 'en' | 'id' | 'pl', given: Partial<Statement> = {}, timeZone = 'Europe/Warsaw') =>
  voiceText({ ...statement, ...given }, { language, timeZone }, { name: 'Telnet' }, options)

describe('what a caller hears', () => {
  test('is what happened and until when, in words, without addresses', () => {
    expect(say('en')).toBe(
      'Good day, this is Telnet. Your service does not work since the twenty-second of November, eight oh five in the morning. ' +
        'This concerns Praga. We expect it to work again by the twenty-second of November, one o’clock in the afternoon. ' +
        'Cause: a cable was cut. Our people are there. What is owed to you for it comes by itself. We are sorry for the trouble. ' +
        'The number of this outage is one, two, zero. To speak to one of us, please stay on the line.',
    )
  })

  test('is in Polish as Poles say it', () => {
    const text = say('pl', { etr: null, nextUpdateBy: '2026-12-31T22:30:00Z' })
    expect(text).toContain('nie działa od dwudziestego drugiego listopada, godziny ósmej zero pięć.')
    expect(text).toContain(
      'Odezwiemy się do trzydziestego pierwszego grudnia, godziny dwudziestej trzeciej trzydzieści.',
    )
    expect(text).toContain('Numer tej awarii to jeden, dwa, zero.')
  })

  test('is in Indonesian in the time of Indonesia', () => {
    const text = say('id', {}, 'Asia/Jakarta')
    expect(text).toContain('sejak tanggal dua puluh dua November pukul empat belas lewat lima menit.')
    expect(text).toContain('paling lambat tanggal dua puluh dua November pukul sembilan belas.')
  })

  test('of planned work is when it ends', () => {
    const text = say('en', { until: '2026-11-22T23:15:00Z', etr: null })
    expect(text).toContain('from the twenty-second of November, eight oh five in the morning to')
    expect(text).toContain('the twenty-third of November, twelve fifteen at night.')
    expect(text).not.toMatch(/cannot say|number of this outage/)
  })

  test('does not ask to stay where nobody comes', () => {
    const given = { language: 'en', timeZone: 'UTC' } as const
    expect(voiceText(statement, given, { name: 'Telnet' }, { goesOn: false })).not.toContain('stay on the line')
  })

  test('is not said where a fact is missing', () => {
    expect(() => say('en', { compensation: 'claim' })).toThrow('claimUntil')
    expect(say('en', { compensation: 'claim', claimUntil: '2027-01-03' })).toContain('until the third of January.')
  })

  test('holds no addresses and no endless speeches, whatever people wrote', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 3_000 }), words => {
        for (const language of languages)
          expect(say(language, { words: { [language]: words } }).length).toBeLessThan(1_500)
      }),
      { numRuns: 50 },
    )
    for (const words of ['Go to www.example.net now.', 'Mail x@example.net!', 'See example.net.', 'https://a.b/.'])
      expect(say('en', { words: { en: `${words} We work.` } })).toBe(say('en', { words: { en: 'We work.' } }))
  })
})

test('every day and every minute has words', () => {
  for (const language of languages) {
    for (let day = 1; day <= 31; day++)
      expect(spokenDay(language, `2026-12-${String(day).padStart(2, '0')}`)).not.toMatch(/\d|undefined|^the {2}/)
    const said = new Set<string>()
    for (let minute = 0; minute < 1_440; minute++) {
      const at = new Date(Date.UTC(2026, 10, 22, 0, minute)).toISOString()
      said.add(spokenTime(language, 'UTC', at))
    }
    expect(said.size).toBe(1_440)
    expect([...said].join(' ')).not.toMatch(/\d|undefined/)
  }
})
