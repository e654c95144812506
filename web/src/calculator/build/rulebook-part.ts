import { answerCase, Rulebook, type CalendarChoice, type Case, type HolidayCalendar, type Scheme } from '@pulih/engine'
import { caseFilesOf, readJson, rulebookFolder, schemeFiles } from '@pulih/rulebooks'
import { draftOf } from '../case-to-draft.ts'
import { emptyDraft, type Draft } from '../draft.ts'
import { caseOf } from '../draft-to-case.ts'

/** What the calculator loads for one jurisdiction: its rules, the calendars that they count by, and a case to look at. */
export interface RulebookPart {
  readonly schemes: readonly Scheme[]
  readonly calendars: readonly HolidayCalendar[]
  readonly example: Draft
}

export function rulebookPart(rulebook: Rulebook, jurisdiction: string): RulebookPart {
  const schemes = [...rulebook.schemes.values()].filter(scheme => scheme.jurisdiction === jurisdiction)
  const needed = calendarsIn(schemes)
  const calendars = rulebook.holidays.list().filter(calendar => needed.includes(calendar.id))
  return { schemes, calendars, example: exampleFor(rulebook, jurisdiction) }
}

/** The calendars that anything in the rules counts by, wherever it stands: heads, readings, patches. */
function calendarsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'calendar' ? namesIn(inner as CalendarChoice) : calendarsIn(inner),
  )
}

function namesIn(choice: CalendarChoice): readonly string[] {
  return typeof choice === 'string' ? [choice] : [choice.otherwise, ...Object.values(choice.byRegion)]
}

/** The simplest worked case that comes to something, under the rules that apply by themselves if any does. */
function exampleFor(rulebook: Rulebook, jurisdiction: string): Draft {
  const drafts = schemeFiles(`${rulebookFolder}/${jurisdiction.toLowerCase()}`)
    .flatMap(caseFilesOf)
    .flatMap(file => draftOf(readJson(file) as Case) ?? [])
  const usual = bestOf(
    drafts.map(draft => ({ ...draft, schemes: null })),
    rulebook,
  )
  const best = usual ?? bestOf(drafts, rulebook)
  if (!best) throw new Error(`no worked case of ${jurisdiction} makes an example`)
  return { ...emptyDraft, ...best }
}

function bestOf(drafts: readonly Draft[], rulebook: Rulebook): Draft | null {
  const rated = drafts.map(draft => ({ draft, merit: meritOf(draft, rulebook) })).toSorted((a, b) => b.merit - a.merit)
  return rated[0] && rated[0].merit > -1000 ? rated[0].draft : null
}

/** An example should be the common one, pay something, and be told in few words. */
function meritOf(draft: Draft, rulebook: Rulebook): number {
  const made = caseOf(draft, rulebook)
  if ('mistakes' in made) return -2000
  const answer = answerCase(made.question, rulebook)
  if (!/[1-9]/.test(answer.recommended)) return -1000
  const [first] = draft.interruptions
  if (!first || draft.interruptions.length > 1 || draft.activation || draft.appointments.length > 0) return -100
  const written = Object.values(draft.settings).length + draft.bills.length
  const isCommon = draft.subscriber === 'consumer' && draft.payment === 'postpaid' && first.extent === 'total'
  const hasReadings = answer.undisputedMinimum !== answer.arguableMaximum
  const isWhole = first.from.length === 16 && first.to.length === 16
  const days = (Date.parse(`${first.to.slice(0, 16)}Z`) - Date.parse(`${first.from.slice(0, 16)}Z`)) / 86_400_000
  return (
    (isCommon ? 40 : 0) +
    (hasReadings ? 8 : 0) +
    (isWhole ? 10 : 0) +
    (draft.kind === 'internet' ? 6 : 0) +
    (first.cause === 'network-fault' ? 10 : 0) +
    (days >= 1 && days <= 12 ? 12 : 0) -
    written
  )
}
