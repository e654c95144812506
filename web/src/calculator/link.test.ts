import {
  causes,
  appointmentOutcomes,
  extents,
  payments,
  remotenesses,
  serviceKinds,
  subscriberTypes,
} from '@pulih/engine'
import { languages } from '@pulih/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { countries } from './countries.ts'
import { emptyDraft, most, type Draft } from './draft.ts'
import { longestLink, readLink, writeLink } from './link.ts'

const typed = fc.stringMatching(/^[0-9A-Za-z .,%/-]{0,24}$/)
const clock = fc.constantFrom('', '2026-10-25T02:30', '2026-10-25T02:30~', '2025-01-01T00:00:01', '2031-12-31T23:59')
const date = fc.constantFrom('', '2026-02-28', '2024-02-29')
const name = fc.constantFrom('gb/automatic-compensation', 'pl/pke-377-3', 'us/il-732.30')

const drafts: fc.Arbitrary<Draft> = fc.record({
  jurisdiction: fc.constantFrom('', ...countries.map(({ code }) => code)),
  kind: fc.constantFrom(...serviceKinds),
  subscriber: fc.constantFrom(...subscriberTypes),
  payment: fc.constantFrom(...payments),
  region: fc.constantFrom('', 'US-NY', 'GB-SCT', 'AU-NSW'),
  remoteness: fc.constantFrom('' as const, ...remotenesses),
  timeZone: fc.constantFrom('', 'Europe/Warsaw', 'America/Argentina/Buenos_Aires'),
  currency: fc.constantFrom('', 'PLN', 'IDR'),
  fee: typed,
  listFee: typed,
  bills: fc.array(typed, { maxLength: most.bills }),
  cycleDay: fc.constantFrom('', '1', '15', '28'),
  month: fc.constantFrom('', '2026-03'),
  interruptions: fc.array(
    fc.record({
      from: clock,
      to: clock,
      extent: fc.constantFrom(...extents),
      delivered: typed,
      cause: fc.constantFrom(...causes),
      planned: fc.constantFrom('' as const, 'yes' as const, 'no' as const),
      noticeHours: typed,
      knownAt: clock,
      subscribersHit: typed,
      sitesHit: typed,
    }),
    { maxLength: most.interruptions },
  ),
  reports: fc.array(clock, { maxLength: most.reports }),
  appointments: fc.array(fc.record({ at: clock, outcome: fc.constantFrom(...appointmentOutcomes) }), {
    maxLength: most.appointments,
  }),
  activation: fc.option(fc.record({ promised: date, actual: date })),
  designated: fc.boolean(),
  signatoryOf: fc.array(name, { maxLength: most.codes }),
  settings: fc.dictionary(fc.stringMatching(/^[a-z][A-Za-z0-9]{0,20}$/), typed, { maxKeys: most.settings }),
  schemes: fc.option(fc.array(name, { maxLength: most.schemes })),
})

describe('a link', () => {
  test('brings back every draft, language and state that it was made of', () => {
    fc.assert(
      fc.property(drafts, fc.option(fc.constantFrom(...languages)), fc.boolean(), (draft, language, isAnswered) => {
        const link = writeLink({ draft, language, isAnswered })
        fc.pre(link.length <= longestLink)

        expect(readLink(`#${link}`)).toEqual({
          draft: { ...draft, settings: { ...draft.settings } },
          language,
          isAnswered,
        })
      }),
      { numRuns: 500 },
    )
  })

  test('of any text is read or refused, and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary', maxLength: 80 })), text => {
        const read = readLink(`#v=1&${text}`)

        expect('draft' in read || 'refusal' in read).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('holds nothing that was typed and could not be read again', () => {
    const draft = { ...emptyDraft, fee: '<script>alert(1)</script>', settings: { share: '{"a":1}' } }
    const link = writeLink({ draft, language: null, isAnswered: false })

    expect(link).not.toContain('script')
    expect(readLink(`#${link}`)).toMatchObject({ draft: { fee: '', settings: { share: '' } } })
  })

  test.each([
    ['too-long', '', `v=1&fee=${'9'.repeat(longestLink)}`],
    ['other-version', '', 'v=2&country=PL'],
    ['other-version', '', 'country=PL'],
    ['unknown-part', '', 'v=1&__proto__=1'],
    ['unknown-part', '', 'v=1&constructor=1'],
    ['unknown-part', '', 'v=1&colour=red'],
    ['part-twice', 'fee', 'v=1&fee=1&fee=2'],
    ['part-twice', 'set', 'v=1&set=share_1/30&set=share_1/15'],
    ['too-many', 'out', `v=1${'&out=__total_unknown'.repeat(most.interruptions + 1)}`],
    ['too-many', 'rule', `v=1${'&rule=pl/x'.repeat(most.schemes + 1)}`],
    ['bad-part', 'country', 'v=1&country=XX'],
    ['bad-part', 'country', 'v=1&country=__proto__'],
    ['bad-part', 'fee', 'v=1&fee=<img src=x onerror=alert(1)>'],
    ['bad-part', 'zone', 'v=1&zone=Mars/Olympus'],
    ['bad-part', 'zone', `v=1&zone=${'a'.repeat(60)}/b`],
    ['bad-part', 'currency', 'v=1&currency=pln'],
    ['bad-part', 'cycle', 'v=1&cycle=29'],
    ['bad-part', 'month', 'v=1&month=2026-13'],
    ['bad-part', 'out', 'v=1&out=2026-01-01_2026-01-02_total_unknown'],
    ['bad-part', 'out', 'v=1&out=__total_sabotage'],
    ['bad-part', 'out', 'v=1&out=__total_unknown_______x'],
    ['bad-part', 'visit', 'v=1&visit=2026-01-01T10:00_late'],
    ['bad-part', 'start', 'v=1&start=tomorrow_'],
    ['bad-part', 'set', 'v=1&set=__proto___1'],
    ['bad-part', 'rule', 'v=1&rule=../../etc/passwd'],
    ['bad-part', 'code', 'v=1&code=javascript:alert(1)'],
    ['bad-part', 'lang', 'v=1&lang=de'],
    ['bad-part', 'answer', 'v=1&answer=yes'],
  ])('is refused as %s (%s): %s', (refusal, part, text) => {
    expect(readLink(`#${text}`)).toEqual({ refusal, part })
  })

  test('that is empty is none', () => {
    expect(readLink('')).toEqual({ refusal: null })
    expect(readLink('#')).toEqual({ refusal: null })
  })
})
