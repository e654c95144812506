import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { keywordOf, startTokenIn } from './keywords.ts'

describe('a message of one word', () => {
  test.each([
    ['STOP', 'stop', null],
    [' stop. ', 'stop', null],
    ['Koniec', 'stop', 'pl'],
    ['DOŚĆ!', 'stop', 'pl'],
    ['Berhenti', 'stop', 'id'],
    ['unsubscribe', 'stop', 'en'],
    ['START', 'start', null],
    ['wznów', 'start', 'pl'],
    ['Mulai', 'start', 'id'],
    ['status?', 'status', null],
    ['AWARIA', 'outage', 'pl'],
    ['gangguan', 'outage', 'id'],
    ['HELP', 'help', 'en'],
    ['/stop@PulihBot', 'stop', null],
    ['/status', 'status', null],
    ['ＳＴＯＰ', 'stop', null],
  ] as const)('%s means %s', (text, means, language) => {
    expect(keywordOf(text)).toEqual({ means, language })
  })
})

describe('a message of several words', () => {
  test('is also the one that the operator names', () => {
    expect(keywordOf('Tutup dong', 'TUTUP')).toEqual({ means: 'stop', language: null })
    expect(keywordOf('Tutup dong')).toBeNull()
    expect(keywordOf('UNREG')?.means).toBe('stop')
  })

  test('stops where it begins with a word that means nothing else', () => {
    expect(keywordOf('Stop, please')?.means).toBe('stop')
    expect(keywordOf('rezygnuję z powiadomień')?.means).toBe('stop')
    expect(keywordOf('STOP\n\nSent from my phone')?.means).toBe('stop')
  })

  test('is left to people where it only begins like one', () => {
    expect(keywordOf('Stop charging me for a line that has not worked since May')).toBeNull()
    expect(keywordOf('End of my patience: no internet')).toBeNull()
    expect(keywordOf('koniec umowy jest w maju')).toBeNull()
    expect(keywordOf('Cancel my appointment')).toBeNull()
  })

  test('tells of an outage with the place where it is', () => {
    expect(keywordOf('Awaria internetu, ul. Polna 3, od rana nic nie działa')).toEqual({
      means: 'outage',
      language: 'pl',
    })
  })

  test('without a known word means nothing', () => {
    expect(keywordOf('Nie działa internet')).toBeNull()
    expect(keywordOf('please stop')).toBeNull()
    expect(keywordOf('')).toBeNull()
    expect(keywordOf('constructor')).toBeNull()
    expect(keywordOf('__proto__')).toBeNull()
  })

  test('whatever it holds is read without an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), text => {
        const found = keywordOf(text)
        expect(found === null || typeof found.means === 'string').toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('a link to a bot', () => {
  test('brings its token', () => {
    expect(startTokenIn('/start cABC_-9')).toBe('cABC_-9')
    expect(startTokenIn('/start@PulihBot abc ')).toBe('abc')
  })

  test('without one brings nothing', () => {
    expect(startTokenIn('/start')).toBeNull()
    expect(startTokenIn('/start a b')).toBeNull()
    expect(startTokenIn(`/start ${'a'.repeat(65)}`)).toBeNull()
  })
})
