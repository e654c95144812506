import { causes } from '@pulih/engine'
import { languages } from '@pulih/kernel'
import { loadRulebook, policyFolder, readJson, schemeFiles } from '@pulih/rulebooks'
import type { Scheme } from '@pulih/engine'
import { widthOf } from '@pulih/explanations'
import { describe, expect, test } from 'vitest'
import { rulesCausesCommand, rulesCommand, rulesShowCommand, type SchemeSummary } from './index.ts'

const rulebook = loadRulebook().with(schemeFiles(policyFolder).map(file => readJson(file) as Scheme))
const nl = 'nl/telecommunicatiewet-7.1a'
const plain = (text: string) => text.replaceAll(/[\s\u00A0\u202F]+/g, ' ')

describe('the list of rules', () => {
  test('names every scheme, and fits 120 columns', () => {
    for (const lang of languages) {
      const { text, exitCode } = rulesCommand({ rulebook, lang })

      expect(exitCode).toBe(0)
      for (const id of rulebook.schemes.keys()) expect(text).toContain(id)
      expect(text.split('\n').filter(line => widthOf(line) > 120)).toEqual([])
    }
  })

  test('shows status, dates, source and readings in one row, and the title under it', () => {
    const { text } = rulesCommand({ rulebook, jurisdiction: 'nl' })

    expect(plain(text)).toContain('id status from until source readings')
    expect(plain(text)).toMatch(
      /nl\/telecommunicatiewet-7\.1a law 2017-07-01 secondary \d Refund after an interruption of more than 12 hours/,
    )
    expect(text).not.toContain('gb/')
  })

  test('speaks Polish and Indonesian', () => {
    expect(plain(rulesCommand({ rulebook, jurisdiction: 'NL', lang: 'pl' }).text)).toMatch(
      /prawo 2017-07-01 wtórne .* 1 podstawa/,
    )
    expect(plain(rulesCommand({ rulebook, jurisdiction: 'NL', lang: 'id' }).text)).toMatch(
      /hukum 2017-07-01 sekunder .* 1 skema/,
    )
  })

  test('as JSON tells the lowest confidence', () => {
    const schemes = JSON.parse(rulesCommand({ rulebook, json: true }).text) as SchemeSummary[]

    expect(schemes.length).toBe(rulebook.schemes.size)
    expect(schemes.find(scheme => scheme.id === nl)).toMatchObject({
      status: 'law',
      inForce: { from: '2017-07-01', to: null },
      confidence: 'secondary',
    })
  })

  test('of a jurisdiction without rules exits 2 and says which have some', () => {
    const { text, exitCode } = rulesCommand({ rulebook, jurisdiction: 'XX' })

    expect(exitCode).toBe(2)
    expect(text).toContain('NL')
  })
})

describe('one rule', () => {
  test('is told in English with its parameters, readings and sources', () => {
    const text = plain(rulesShowCommand({ rulebook, id: nl }).text)

    expect(text).toContain('services: internet, telephone, mobile and television')
    expect(text).toContain(
      'any cause except: earthquake, flood, terrorist attack and war. The rule does not say who has to prove it.',
    )
    expect(text).toContain('time without service: more than 12 hours [threshold]')
    expect(text).toMatch(
      /the greatest of: · \(1\/30 of the monthly fee, rounded half up .*\) × started periods of 24 hours/,
    )
    expect(text).toContain('threshold 2017-07-01 12 hours art. 7.1a consumentenbond')
    expect(text).toContain('arguable maximum: 12 hours are enough.')
    expect(text).toContain('(secondary source)')
    expect(text).toContain('https://www.consumentenbond.nl')
  })

  test('is told in Indonesian and Polish', () => {
    const [id, pl] = (['id', 'pl'] as const).map(lang => plain(rulesShowCommand({ rulebook, id: nl, lang }).text))

    expect(id).toContain('waktu tanpa layanan: lebih dari 12 jam [threshold]')
    expect(id).toContain('semua penyebab kecuali: gempa bumi, banjir')
    expect(pl).toContain('czas bez usługi: więcej niż 12 godzin [threshold]')
    expect(pl).toContain('1/30 opłaty miesięcznej')
  })

  test('as JSON is the scheme itself', () => {
    expect(JSON.parse(rulesShowCommand({ rulebook, id: nl, json: true }).text)).toEqual(rulebook.schemes.get(nl))
  })

  test('that is unknown exits 2 and names those that look alike', () => {
    const { text, exitCode } = rulesShowCommand({ rulebook, id: 'nl/telecomunicatiewet-7.1' })

    expect(exitCode).toBe(2)
    expect(text).toContain(nl)
  })

  test.each(languages)('is told without gaps in %s, whichever it is', lang => {
    const broken = [...rulebook.schemes.keys()].flatMap(id =>
      rulesShowCommand({ rulebook, id, lang })
        .text.replaceAll(/https?:\S+/g, '')
        .split('\n')
        .filter(line => /[{}]|undefined|NaN|\[object|\(\)|: $/.test(line))
        .map(line => `${id}: ${line}`),
    )
    expect(broken).toEqual([])
  })
})

test('the causes are listed with their names', () => {
  for (const lang of languages) {
    const { text } = rulesCausesCommand({ lang })
    for (const cause of causes) expect(text).toMatch(new RegExp(`^ {2}${cause} +\\S`, 'm'))
  }
  expect(rulesShowCommand({ id: 'causes' })).toEqual(rulesCausesCommand())
  expect(rulesCausesCommand({ lang: 'pl' }).text).toContain('przecięty światłowód')
  expect(rulesCausesCommand({ lang: 'id' }).text).toContain('kabel laut putus')
})
