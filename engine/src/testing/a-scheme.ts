import { answerCase, type Answer, type Line } from '../answer-case.ts'
import type { Case, CaseInterruption } from '../case.ts'
import type { HolidayCalendar } from '../holidays.ts'
import { Rulebook } from '../rulebook.ts'
import type { Amount, Head, Measure, Parameter, Scheme } from '../vocabulary.ts'

const said = (words: string) => ({ en: words, id: words, pl: words })

/** Weekends, and Wednesday 16 September 2026; it knows the year 2026 and no other. */
export const calendar: HolidayCalendar = {
  id: 'xx',
  title: said('Exampleland'),
  zone: 'Europe/Warsaw',
  weekend: ['saturday', 'sunday'],
  covers: { from: '2026-01-01', to: '2027-01-01' },
  sources: [{ id: 'act', cite: 'Holidays Act' }],
  days: [{ date: '2026-09-16', name: 'Example Day', source: 'act' }],
}

/** Counts every total loss and pays 30.00 for each event. */
export function aHead(changes: Partial<Head> = {}): Head {
  return {
    id: 'credit',
    cites: [{ source: 'act', article: '1' }],
    counts: { extent: ['total'], planned: 'counts' },
    pays: { money: '30.00' },
    duty: 'automatic',
    ...changes,
  }
}

export function aScheme(changes: Partial<Scheme> = {}): Scheme {
  return {
    id: 'xx/act',
    jurisdiction: 'XX',
    title: said('An act'),
    status: 'law',
    inForce: { from: '2020-01-01', to: null },
    sources: [{ id: 'act', cite: 'An Act', confidence: 'primary' }],
    currency: 'EUR',
    versionBy: 'onset',
    parameters: {},
    who: {},
    per: 'event',
    heads: [aHead()],
    combine: 'sum',
    rounding: { mode: 'half-away' },
    stacking: { rule: 'adds' },
    settlement: { forms: ['bill-credit'] },
    readings: [],
    ...changes,
  }
}

/** A scheme of one head that pays this amount. */
export function paying(pays: Amount | null, head: Partial<Head> = {}, scheme: Partial<Scheme> = {}): Scheme {
  return aScheme({ heads: [aHead({ pays, ...head })], ...scheme })
}

export function aParameter(
  unit: Parameter['unit'],
  ...values: readonly (readonly [from: string, value: string])[]
): Parameter {
  return { unit, values: values.map(([from, value]) => ({ from, value, source: 'act' })) }
}

/** A reading that changes one place of the scheme for some figures. */
export function aReading(
  id: string,
  figures: Scheme['readings'][number]['figures'],
  patch?: Readonly<Record<string, unknown>>,
): Scheme['readings'][number] {
  return {
    id,
    figures,
    question: said('What is meant?'),
    says: said('This.'),
    why: said('Because.'),
    ...(patch ? { patch } : {}),
  }
}

/** A wall-clock time in Warsaw, `2026-09-10 08:00`, as an instant. */
export function warsaw(time: string): string {
  return Temporal.PlainDateTime.from(time.replace(' ', 'T')).toZonedDateTime('Europe/Warsaw').toInstant().toString()
}

/** The network failed, from one wall-clock time in Warsaw to another. */
export function down(from: string, to: string, changes: Partial<CaseInterruption> = {}): CaseInterruption {
  return { from: warsaw(from), to: warsaw(to), ...changes }
}

/** An internet service in Warsaw for 30.00 EUR a month, with nothing wrong with it. */
export function aCase(changes: Partial<Case> = {}): Case {
  return {
    case: 'a case',
    jurisdiction: 'XX',
    service: { kind: 'internet', timeZone: 'Europe/Warsaw', monthlyFee: '30.00', currency: 'EUR' },
    ...changes,
  }
}

/** Answers under these schemes, all of them checked and all of them named. */
export function answer(schemes: Scheme | readonly Scheme[], changes: Partial<Case> = {}): Answer {
  const all: readonly Scheme[] = [schemes].flat()
  return answerCase(aCase({ schemes: all.map(scheme => scheme.id), ...changes }), rulebookOf(...all))
}

export function rulebookOf(...schemes: readonly Scheme[]): Rulebook {
  return Rulebook.from(schemes, [calendar])
}

/** The three figures, least first. */
export function figuresOfCase(schemes: Scheme | readonly Scheme[], changes: Partial<Case>): readonly string[] {
  const { undisputedMinimum, recommended, arguableMaximum } = answer(schemes, changes)
  return [undisputedMinimum, recommended, arguableMaximum]
}

export function recommendedLine(schemes: Scheme | readonly Scheme[], changes: Partial<Case>): Line {
  const line = answer(schemes, changes).lines.find(({ reading }) => reading === 'recommended')
  if (!line) throw new Error('the answer has no line')
  return line
}

/** What a measure yields for some facts: `5`, or `5/30` of the thing it is divided by; one text for each piece of time looked at. */
export function measured(
  measure: Measure,
  facts: Partial<Case>,
  head: Partial<Head> = {},
  scheme: Partial<Scheme> = {},
): string {
  const { units } = recommendedLine(paying({ pay: { money: '1.00' }, times: measure }, head, scheme), facts)
  return units
    .map(({ values }) =>
      values['outOf'] === 1 ? String(values['value']) : [values['value'], values['outOf']].join('/'),
    )
    .join(' + ')
}
