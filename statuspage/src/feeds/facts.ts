import type { Language, Text } from '@pulih/kernel'
import type { Page, PublicOutage, PublicUpdate } from '../picture.ts'
import { firstLanguage } from './links.ts'
import { compensationWords, labels, languageTags, statusWords } from './words.ts'

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
    ...line(labels.compensation, outage.compensation && compensationWords[outage.compensation][language]),
  ]
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

/** The text of an update in the language that was asked for, or in that of the page, with the language it really is in. */
export function updateText(
  page: Page,
  update: PublicUpdate,
  language: Language,
): { readonly text: string; readonly language: Language } {
  const first = firstLanguage(page)
  const asked = update.text[language]
  return asked === undefined ? { text: update.text[first] ?? '', language: first } : { text: asked, language }
}

/** Paragraphs are divided by an empty line; the ends of lines of every system are one sign here. */
export function paragraphs(text: string): readonly string[] {
  return text
    .replaceAll(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .filter(paragraph => paragraph.trim() !== '')
}
