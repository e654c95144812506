import { describe, expect, test } from 'vitest'
import type { Credit } from './credit.ts'
import { factsOf, sentencesFor } from './sentences.ts'
import { smsText } from './sms.ts'
import type { Reader, Statement } from './statement.ts'
import { fillWhatsappTemplate } from './whatsapp.ts'

const statement: Statement = {
  version: 1,
  number: '',
  extent: 'total',
  since: '2026-10-02T08:00:00Z',
  until: null,
  restoredAt: null,
  etr: null,
  nextUpdateBy: null,
  area: {},
  cause: {},
  words: {},
  compensation: null,
  claimUntil: null,
  url: 'https://telnet.example/portal/credits',
}
const plain: Credit = {
  amounts: [{ unit: 'PLN', minor: '1250' }],
  goodwill: [],
  nature: 'owed',
  outages: ['OUT-000123'],
  hasMoreOutages: false,
  rules: ['Jedna trzydziesta abonamentu'],
  claim: 'none',
  claimUntil: null,
}
const sender = { name: 'Telnet', stopKeyword: 'STOP' }

function told(language: Reader['language'], given: Partial<Credit> = {}): string {
  const { lead, rest } = sentencesFor('credit', statement, readerOf(language, given), sender)
  // Intl puts blanks between figures and currencies that no line breaks at.
  return [lead, ...rest].join(' ').replaceAll('\u00a0', ' ')
}

function readerOf(language: Reader['language'], given: Partial<Credit> = {}): Reader {
  const credit = { ...plain, ...given }
  return { language, timeZone: 'Europe/Warsaw', isCustomer: true, credit, unsubscribeUrl: null }
}

describe('a credit', () => {
  test('says how much, for what and why, as the reader writes amounts', () => {
    expect(told('pl')).toBe('Telnet: za OUT-000123 otrzymują Państwo 12,50 zł. Podstawa: Jedna trzydziesta abonamentu.')
    expect(told('id', { amounts: [{ unit: 'IDR', minor: '15000000' }], rules: ['Permenkominfo'] })).toBe(
      'Telnet: Anda menerima Rp 150.000,00 untuk OUT-000123. Dasarnya: Permenkominfo.',
    )
    expect(told('en', { amounts: [{ unit: 'JPY', minor: '500' }] })).toContain('you get JP¥500 for')
  })

  test('names everything that is given, and three outages and that there are more', () => {
    const amounts = [
      { unit: 'PLN', minor: '90071992547409931' },
      { unit: 'data:GB', minor: '5' },
    ]
    const outages = ['OUT-000001', 'OUT-000002', 'OUT-000003']
    expect(told('pl', { amounts, outages, hasMoreOutages: true })).toContain(
      'za OUT-000001, OUT-000002, OUT-000003 i inne otrzymują Państwo 900 719 925 474 099,31 zł i 5 GB (dane).',
    )
  })

  test('that corrects another, or is a gift, says so', () => {
    expect(told('en', { nature: 'correction' })).toContain('This corrects what you got before: ')
    expect(told('en', { nature: 'goodwill' })).toContain('We give it as goodwill: ')
  })

  test('of which a part is a gift says how much is', () => {
    const goodwill = [{ unit: 'PLN', minor: '250' }]
    expect(told('en', { goodwill })).toMatch(/: .+\. Of this we give PLN 2\.50 as goodwill\.$/)
    expect(told('pl', { goodwill })).toContain(' W tym 2,50 zł przyznajemy w geście dobrej woli.')
    expect(told('id', { goodwill })).toContain(' Dari jumlah itu, PLN 2,50 kami berikan secara sukarela.')
  })

  test('that has to be asked for says by when before it says why', () => {
    expect(told('en', { claim: 'all', claimUntil: '2026-11-01' })).toContain(
      'OUT-000123. You have to ask for it by 1 November 2026. Why',
    )
    expect(told('id', { claim: 'some', claimUntil: '2026-11-01' })).toContain('Sebagian perlu Anda minta')
  })

  test('is told although nobody knows its rule or its outage by name', () => {
    expect(told('en', { rules: [], outages: [] })).toBe(
      'Telnet: you get PLN 12.50 for an outage. Why you get it: compensation for an outage.',
    )
  })

  test('fits into an SMS, with the page where it is worked out', () => {
    const options = { mostSegments: 2, transliterated: true }
    const { text, segments } = smsText('credit', statement, readerOf('pl'), sender, options)

    expect(segments).toHaveLength(1)
    expect(text).toContain('12,50 zl. Podstawa: Jedna trzydziesta abonamentu. Wiecej: https://telnet.example/portal')
  })

  test('fills the template of WhatsApp', () => {
    const facts = factsOf(statement, readerOf('pl', { claim: 'all', claimUntil: '2026-11-01' }), sender)
    const { missing, parameters } = fillWhatsappTemplate('credit', 'pl', facts)

    expect(missing).toEqual([])
    expect(
      parameters
        .map(({ text }) => text)
        .join(' | ')
        .replaceAll('\u00a0', ' '),
    ).toBe(
      'Telnet | 12,50 zł | OUT-000123 | Należy o nie wystąpić do 1 listopada 2026. Podstawa: Jedna trzydziesta abonamentu. | https://telnet.example/portal/credits',
    )
  })
})
