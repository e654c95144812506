import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { septetsOf, textOfSeptets } from './alphabet.ts'
import { smsOf } from './segments.ts'
import { transliterate } from './transliterate.ts'

describe('a text as SMS', () => {
  test.each([
    ['160 letters are one message', 'a'.repeat(160), 'gsm-7', 1, 0],
    ['161 are two of 153', 'a'.repeat(161), 'gsm-7', 2, 145],
    ['70 of another alphabet are one', 'ż'.repeat(70), 'ucs-2', 1, 0],
    ['71 are two of 67', 'ż'.repeat(71), 'ucs-2', 2, 63],
    ['a sign of the extension counts twice', '€'.repeat(80), 'gsm-7', 1, 0],
    ['one letter makes all of them dear', `${'a'.repeat(70)}ż`, 'ucs-2', 2, 63],
    ['an emoji is two units', '😀'.repeat(35), 'ucs-2', 1, 0],
    ['nothing is one message', '', 'gsm-7', 1, 160],
  ] as const)('%s', (_, text, encoding, segments, left) => {
    const sms = smsOf(text)
    expect({ encoding: sms.encoding, segments: sms.segments.length, left: sms.left }).toEqual({
      encoding,
      segments,
      left,
    })
  })

  test('tears no character that takes two units', () => {
    const euro = smsOf(`${'a'.repeat(152)}€${'b'.repeat(100)}`)
    expect(euro.segments[0]).toBe('a'.repeat(152))
    const smile = smsOf(`${'ż'.repeat(66)}😀${'ż'.repeat(20)}`)
    expect(smile.segments).toEqual(['ż'.repeat(66), `😀${'ż'.repeat(20)}`])
  })

  test('is whole in its parts, none of which is too long, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'ż', '€', '😀', '{', ' ', 'Ω'), maxLength: 400 }), text => {
        const { segments, encoding, left, units } = smsOf(text)
        const length = (part: string) =>
          Array.from(part).reduce(
            (sum, each) => sum + (encoding === 'gsm-7' ? (septetsOf(each)?.length ?? 0) : each.length),
            0,
          )
        const most = (encoding === 'gsm-7' ? [160, 153] : [70, 67])[segments.length > 1 ? 1 : 0] ?? 0
        expect(segments.join('')).toBe(text)
        expect(segments.map(length).every(each => each <= most)).toBe(true)
        expect(segments.map(length).reduce((one, other) => one + other)).toBe(units)
        expect(left).toBe(most - length(segments.at(-1) ?? ''))
      }),
    )
  })

  test('knows 127 characters in seven bits and ten that are escaped', () => {
    const all = Array.from({ length: 0x2100 }, (_, code) => septetsOf(String.fromCharCode(code)))
    expect(all.filter(each => each?.length === 1)).toHaveLength(127)
    expect(all.filter(each => each?.length === 2)).toHaveLength(10)
  })
})

describe('septets', () => {
  test('say what they were made from', () => {
    const characters = fc.string({
      unit: fc.constantFrom('a', '€', '{', ' ', 'Ω', '@', '\n', 'ß', '~'),
      maxLength: 200,
    })
    fc.assert(
      fc.property(characters, text => {
        const septets = Array.from(text).flatMap(character => [...(septetsOf(character) ?? [])])
        expect(textOfSeptets(Uint8Array.from(septets))).toBe(text)
      }),
    )
  })

  test('that nobody knows are passed over or shown as unknown', () => {
    expect(textOfSeptets(Uint8Array.of(0x41, 0x1b, 0x41, 0x1b, 0x65, 0xff, 0x1b))).toBe('AA€\ufffd')
  })
})

describe('a text for the alphabet of GSM', () => {
  test('keeps the words of Polish and Indonesian', () => {
    expect(transliterate('Zażółć gęślą jaźń – „Łódź”…')).toBe('Zazolc gesla jazn - "Lodz"...')
    expect(transliterate('Gangguan sudah pulih. Rp 15.000')).toBe('Gangguan sudah pulih. Rp 15.000')
    expect(smsOf(transliterate('Usunęliśmy awarię. Przepraszamy.')).encoding).toBe('gsm-7')
  })

  test('keeps what GSM has, and what has no other form', () => {
    expect(transliterate('Äé€ñ 😀 日')).toBe('Äé€ñ 😀 日')
  })
})
