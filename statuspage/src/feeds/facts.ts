import type { Language, Text } from '@pulih/kernel'
import type { Page, PublicOutage, PublicUpdate } from '../picture.ts'
import { textFor } from '../texts.ts'
import {
  claimUntilWords,
  claimWords,
  compensationWords,
  inLanguage,
  labels,
  languageTags,
  paymentWords,
  statusWords,
} from './words.ts'

/** What is known of an outage or of planned work, a line each, in the local time of the page. */
export function factLines(page: Page, outage: PublicOutage, language: Language): readonly string[] {
  const line = (label: Text, value: string | null) => (value === null ? [] : [`${label[language]}: ${value}`])
  const time = (instant: string | null) => (instant === null ? null : localTime(page, instant, language))
  const number = (count: number | null) => (count === null ? null : numbers[language].format(count))
  return [
    ...line(labels.status, statusWords[outage.status][language]),
    ...line(outage.planned ? labels.from : labels.since, time(outage.startedAt)),
    ...line(labels.until, time(outage.until)),
    ...line(labels.restored, time(outage.restoredAt)),
    ...line(labels.etr, time(outage.etr)),
    ...line(labels.nextUpdate, time(outage.nextUpdateBy)),
    ...line(labels.cause, outage.cause),
    ...line(labels.where, outage.areas.length === 0 ? null : outage.areas.map(area => area.name).join(', ')),
    ...line(labels.hit, number(outage.services)),
    ...line(labels.back, number(outage.servicesBack)),
    ...line(labels.compensation, compensationText(outage, language)),
  ]
}

function compensationText({ compensation, payment }: PublicOutage, language: Language): string | null {
  if (compensation === null) return null
  const stage = compensationWords[compensation][language]
  if (payment === null) return stage
  const { forms, claim, claimUntil } = payment
  const until = claimUntil === null ? '' : ` ${claimUntilWords[language]} ${localDay(claimUntil, language)}`
  const how = [...forms.map(form => paymentWords[form][language]), `${claimWords[claim][language]}${until}`].join(', ')
  return `${stage} (${how})`
}

/** A day has no zone: it is the same one wherever it is read. */
function localDay(date: string, language: Language): string {
  return days[language].format(Temporal.PlainDate.from(date))
}

const dayFormat = { day: 'numeric', month: 'long', year: 'numeric' } as const
const days: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat(languageTags.en, dayFormat),
  id: new Intl.DateTimeFormat(languageTags.id, dayFormat),
  pl: new Intl.DateTimeFormat(languageTags.pl, dayFormat),
}

/** With the zone, because a feed is read far away from its page. */
function localTime(page: Page, instant: string, language: Language): string {
  return clockOf(page.timeZone, language).format(Temporal.Instant.from(instant).epochMilliseconds)
}

/** Making one costs a hundred times what using it does. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string, language: Language): Intl.DateTimeFormat {
  const name = `${language} ${timeZone}`
  let clock = clocks.get(name)
  if (!clock) {
    clock = new Intl.DateTimeFormat(languageTags[language], {
      timeZone,
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    })
    clocks.set(name, clock)
  }
  return clock
}

const numbers: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat(languageTags.en),
  id: new Intl.NumberFormat(languageTags.id),
  pl: new Intl.NumberFormat(languageTags.pl),
}

/** What was said, for a reader of plain text: where it is in another language than he asked for, it says so before. */
export function saidText(page: Page, update: PublicUpdate, language: Language): string {
  const said = textFor(page, update, language)
  if (said === null) return ''
  return said.language === language ? said.text : `(${inLanguage[said.language][language]})\n${said.text}`
}

/** Paragraphs are divided by an empty line; the ends of lines of every system are one sign here. */
export function paragraphs(text: string): readonly string[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .filter(paragraph => paragraph.trim() !== '')
}
