import { spreadsheetField } from '@pulih/kernel'
import type { OutageReview, ReviewFacts } from '@pulih/contracts'

const columns = ['part', 'what', 'at', 'promised', 'seconds', 'value', 'unit', 'owner', 'due', 'state'] as const
type Line = Partial<Readonly<Record<(typeof columns)[number], string | number | null>>>

/** A review as a table: one line for each of its facts, so that a spreadsheet can hold many of them under each other. */
export function reviewCsv(review: OutageReview): string {
  const lines = [...textLines(review), ...factLines(review.facts), ...followUpLines(review)]
  return [columns.join(','), ...lines.map(lineOf)].map(line => `${line}\r\n`).join('')
}

function lineOf(line: Line): string {
  return columns.map(column => spreadsheetField(String(line[column] ?? ''))).join(',')
}

function textLines({ number, state, version, at, actor, ...texts }: OutageReview): Line[] {
  return [
    { part: 'review', what: 'outage', value: number },
    { part: 'review', what: 'version', at, value: version, owner: actor, state },
    ...(['summary', 'rootCause', 'wentWell', 'toImprove'] as const).map(what => ({
      part: 'text',
      what,
      value: texts[what],
    })),
  ]
}

function factLines(facts: ReviewFacts): Line[] {
  const steps = ['began', 'known', 'recorded', 'confirmed', 'firstStatement', 'restored', 'closed'] as const
  const since = (at: string | null) =>
    at === null ? null : Math.round((Date.parse(at) - Date.parse(facts.began)) / 1000)
  return [
    ...steps.map(what => ({ part: 'step', what, at: facts[what], seconds: since(facts[what]) })),
    ...facts.updates.map(({ promised, came, late }) => ({
      part: 'update',
      what: came === null ? 'missing' : 'update',
      at: came,
      promised,
      seconds: late,
    })),
    ...facts.estimates.map(({ given, etr, missed }) => ({
      part: 'estimate',
      what: 'etr',
      at: given,
      promised: etr,
      seconds: missed,
    })),
    ...(['services', 'compensated', 'customers'] as const).map(what => ({ part: 'hit', what, value: facts[what] })),
    ...(['open', 'upheld', 'rejected'] as const).map(what => ({ part: 'appeals', what, value: facts.appeals[what] })),
    ...facts.money.flatMap(({ number, status, currency, owed, granted }) =>
      Object.entries({ owed, granted }).map(([what, value]) => ({
        part: `run ${number}`,
        ...{ what, value, unit: currency, state: status },
      })),
    ),
  ]
}

function followUpLines({ followUps }: OutageReview): Line[] {
  return followUps.map(({ title, owner, dueOn, state }) => ({
    part: 'follow-up',
    ...{ what: title, owner, due: dueOn, state },
  }))
}
