import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { answerCase } from '@pulih/engine'
import { loadRulebook, readJson, rulebookFolder } from '@pulih/rulebooks'
import { afterAll, describe, expect, test } from 'vitest'
import { explainCommand, type ExplainOptions } from './index.ts'

const rulebook = loadRulebook()
const folder = mkdtempSync(join(tmpdir(), 'pulih-explain-'))
afterAll(() => rmSync(folder, { recursive: true }))

const thirtyHours = join(rulebookFolder, 'nl', 'cases', 'telecommunicatiewet-7.1a', '30-hours.json')
const explain = (file: string, options: Partial<ExplainOptions> = {}) => explainCommand({ file, rulebook, ...options })
/** One space for each that does not break, and for each line break. */
const plain = (text: string) => text.replaceAll(/[\s\u00A0\u202F]+/g, ' ')

function written(name: string, content: unknown): string {
  const file = join(folder, name)
  writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content))
  return file
}

function aCase(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return { ...(readJson(thirtyHours) as Record<string, unknown>), ...changes }
}

function anInterruption(hours: number, changes: Record<string, unknown> = {}): Record<string, unknown> {
  const to = Temporal.Instant.from('2026-09-10T06:00:00Z').add({ seconds: Math.round(hours * 3600) })
  return { from: '2026-09-10T08:00:00+02:00', to: to.toString(), extent: 'total', cause: 'network-fault', ...changes }
}

describe('an answer in English', () => {
  test('shows the figures, what happened, the condition with its article and the arithmetic', async () => {
    const { text, exitCode } = await explain(thirtyHours)

    expect(exitCode).toBe(0)
    expect(plain(text)).toContain('Undisputed minimum €4.00 Recommended €4.00 Arguable maximum €4.00')
    expect(plain(text)).toContain('10 September 2026 at 08:00 – 11 September 2026 at 14:00 (30 hours): counts')
    expect(plain(text)).toContain('Started periods of 24 hours: 2')
    expect(plain(text)).toContain('✓ Time without service: 30 hours. Needed: more than 12 hours [art. 7.1a]')
    expect(plain(text)).toContain('60.00 × 1/30 → 2.00; × 2 = 4.00; the greatest of 4.00 and 1.00 = 4.00')
    expect(plain(text)).toContain('On claim: the customer has to ask.')
  })

  test.each(['en', 'id', 'pl'] as const)(
    'shows the days and the share of each, and no reduced fraction: %s',
    async lang => {
      const threeDays = join(rulebookFolder, 'pl', 'cases', 'pke-377-6', 'three-days-late.json')

      const { text } = await explain(threeDays, { lang })

      expect(plain(text)).toMatch(/60[.,]00 × 3 × 1\/30 = 6[.,]00/)
    },
  )

  test('says why nothing is owed', async () => {
    const { text } = await explain(
      written('short.json', aCase({ expect: undefined, interruptions: [anInterruption(11)] })),
    )

    expect(plain(text)).toContain('✗ Time without service: 11 hours. Needed: more than 12 hours')
    expect(plain(text)).toContain('law · not owed')
    expect(text).not.toContain('How it is settled')
  })

  test('says why an interruption does not count', async () => {
    const { text } = await explain(
      written('flood.json', aCase({ interruptions: [anInterruption(30, { cause: 'flood' })] })),
    )

    expect(plain(text)).toContain('does not count, because of its cause: flood.')
  })

  test('shows which reading gives which figure, where they differ', async () => {
    const { text } = await explain(written('twelve.json', aCase({ interruptions: [anInterruption(12)] })))

    expect(plain(text)).toContain('Recommended €0.00')
    expect(plain(text)).toMatch(/Arguable maximum €[1-9]/)
    expect(plain(text)).toContain('Does an interruption of exactly 12 hours count?')
    expect(plain(text)).toMatch(/Arguable maximum €[\d.]+: 12 hours are enough\./)
  })

  test('lists what was not applied, with the reason', async () => {
    const { text } = await explain(
      written('hosting.json', aCase({ service: { ...(aCase()['service'] as object), kind: 'hosting' } })),
    )

    expect(plain(text)).toContain('Not applied, because')
    expect(plain(text)).toContain(
      'The rule is not for this kind of service: hosting. It covers: internet, telephone, mobile or television.',
    )
  })

  test('lists the days that were counted', async () => {
    const { text } = await explain(join(rulebookFolder, 'au', 'cases', 'csg-repair', 'rural-six-days-late.json'))

    expect(plain(text)).toMatch(/Working days .*: 6 \(10 ?– ?11 September 2026, 14 ?– ?17 September 2026\)/)
  })
})

describe('a rule that gives way', () => {
  test('is not called owed, and has nothing to settle', async () => {
    const { text } = await explain(join(rulebookFolder, 'pl', 'cases', 'contract-1-30', 'yields-to-the-statute.json'))

    expect(plain(text)).toContain('pl/contract-1-30 · contract · already covered elsewhere')
    expect(plain(text)).toContain('Gives way to: pl/pke-377-3')
    expect(text.match(/How it is settled/g)).toHaveLength(1)
  })
})

test('a value that the operator has not set leaves no arithmetic that nobody did', async () => {
  const { text } = await explain(
    join(rulebookFolder, 'au', 'cases', 'csg-repair', 'small-business-amount-not-set.json'),
  )

  expect(plain(text)).toContain('cannot be determined')
  expect(plain(text)).toContain('the operator has not set “')
  expect(text).not.toContain('How it is calculated')
})

test('an answer in Indonesian says the same', async () => {
  const text = plain((await explain(thirtyHours, { lang: 'id' })).text)

  expect(text).toContain('Disarankan €4,00')
  expect(text).toContain('10 September 2026 pukul 08.00 – 11 September 2026 pukul 14.00 (30 jam): dihitung')
  expect(text).toContain('Waktu tanpa layanan: 30 jam. Syarat: lebih dari 12 jam [art. 7.1a]')
  expect(text).toContain('Biaya bulanan 60,00 × 1/30 → 2,00; × 2 = 4,00')
})

test('an answer in Polish says the same', async () => {
  const text = plain((await explain(thirtyHours, { lang: 'pl' })).text)

  expect(text).toContain('Bezsporne minimum 4,00 €')
  expect(text).toContain('10 września 2026 08:00 – 11 września 2026 14:00 (30 godzin): liczy się')
  expect(text).toContain('Czas bez usługi: 30 godzin. Wymagane: więcej niż 12 godzin [art. 7.1a]')
  expect(text).toContain('Opłata miesięczna 60,00 × 1/30 → 2,00; × 2 = 4,00')
  expect(text).toContain('Na wniosek: klient musi się zgłosić.')
})

test('colour is only there when asked for', async () => {
  expect((await explain(thirtyHours)).text).not.toContain('\u001B')
  expect((await explain(thirtyHours, { colour: true })).text).toContain('\u001B[1m')
})

describe('as JSON', () => {
  test('an answer is exactly what the engine answers', async () => {
    const { text } = await explain(thirtyHours, { json: true })

    expect(JSON.parse(text)).toEqual(answerCase(readJson(thirtyHours), rulebook))
  })

  test('a list of cases is a list of answers, in order', async () => {
    const { text, exitCode } = await explain(written('list.json', [aCase({ case: 'a' }), aCase({ case: 'b' })]), {
      json: true,
    })

    expect(exitCode).toBe(0)
    expect((JSON.parse(text) as { case: string }[]).map(answer => answer.case)).toEqual(['a', 'b'])
  })

  test('mistakes have pointer, code, values and message', async () => {
    const { text, exitCode } = await explain(written('bad-list.json', [aCase(), { case: 'b' }]), { json: true })
    const [, bad] = JSON.parse(text) as { mistakes: Record<string, unknown>[] }[]

    expect(exitCode).toBe(2)
    expect(bad?.mistakes).toContainEqual({
      pointer: '/1/jurisdiction',
      code: 'missing-field',
      values: { field: 'jurisdiction' },
      message: 'The field “jurisdiction” is missing. Add it.',
    })
  })
})

describe('with --check', () => {
  test('an expectation that is met exits 0 and says so', async () => {
    const { text, exitCode } = await explain(thirtyHours, { check: true })

    expect(exitCode).toBe(0)
    expect(text).toContain('✓ As expected.')
  })

  test('a difference exits 1 and names it', async () => {
    const { text, exitCode } = await explain(written('wrong.json', aCase({ expect: { recommended: '5.00' } })), {
      check: true,
    })

    expect(exitCode).toBe(1)
    expect(text).toContain('recommended: expected 5.00, found 4.00')
  })

  test('without the option nobody asks', async () => {
    expect((await explain(written('wrong.json', aCase({ expect: { recommended: '5.00' } })))).exitCode).toBe(0)
  })

  test('a case that expects nothing is told so', async () => {
    const { text, exitCode } = await explain(written('silent.json', aCase({ expect: undefined })), { check: true })

    expect(exitCode).toBe(0)
    expect(text).toContain('nothing was checked')
  })
})

describe('a bad case', () => {
  test('exits 2 and shows every mistake at once, each with its place and a remedy', async () => {
    const file = written(
      'bad.json',
      aCase({
        interuptions: [],
        service: { kind: 'internett', timeZone: 'Europe/Warsaw', monthlyFee: 60, currency: 'EUR' },
      }),
    )
    const { text, exitCode } = await explain(file)

    expect(exitCode).toBe(2)
    expect(text).toContain('3 mistakes')
    expect(plain(text)).toMatch(/\/interuptions There is no field .* Did you mean “interruptions”\?/)
    expect(plain(text)).toMatch(/\/service\/kind "internett" is not a known word here\. .* Did you mean “internet”\?/)
    expect(plain(text)).toContain('/service/monthlyFee 60 is no amount. Write a decimal')
  })

  test('speaks Polish and Indonesian', async () => {
    const file = written('end.json', aCase({ interruptions: [anInterruption(-1)] }))

    expect(plain((await explain(file, { lang: 'pl' })).text)).toContain('1 błąd')
    expect(plain((await explain(file, { lang: 'pl' })).text)).toContain(
      '/interruptions/0/to Koniec nie jest po początku.',
    )
    expect(plain((await explain(file, { lang: 'id' })).text)).toContain(
      '/interruptions/0/to Akhirnya tidak setelah awalnya.',
    )
  })

  test.each([
    ['a comma too many', '{"case": "x",\n  "a": [1, 2,],\n}', 'line 2, column 14'],
    ['an end too early', '{"a":\n', 'line 2, column 1. The text ends too early'],
    ['single quotes', "{'a': 1}", 'line 1, column 2'],
    ['something after the end', '{} {}', 'line 1, column 4'],
    ['nothing at all', '', 'line 1, column 1'],
  ])('with %s names line and column', async (_, content, place) => {
    const { text, exitCode } = await explain(written('broken.json', content))

    expect(exitCode).toBe(2)
    expect(plain(text)).toContain(place)
  })

  test('that is absent, a folder, too large or no text is refused with a reason', async () => {
    const results = await Promise.all([
      explain(join(folder, 'absent.json')),
      explain(folder),
      explain(written('large.json', new Uint8Array(5 * 1024 * 1024 + 1))),
      explain(written('latin.json', Uint8Array.of(0x22, 0xe9, 0x22))),
      explain(written('none.json', [])),
    ])

    expect(results.map(result => result.exitCode)).toEqual([2, 2, 2, 2, 2])
    const reasons = ['There is no file', 'EISDIR', 'larger than 5 MB', 'not UTF-8', 'holds no case']
    results.forEach(({ text }, index) => expect(plain(text)).toContain(reasons[index]))
  })
})

test('`-` reads standard input', async () => {
  async function* chunks() {
    const text = JSON.stringify(aCase({ case: 'piped' }))
    yield Buffer.from(text.slice(0, 10))
    yield text.slice(10)
  }

  const { text, exitCode } = await explain('-', { stdin: chunks() })

  expect(exitCode).toBe(0)
  expect(text).toContain('piped')
})
