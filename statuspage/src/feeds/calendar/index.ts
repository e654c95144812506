import type { Language } from '@pulih/kernel'
import type { PageFile, Picture, PublicOutage } from '../../picture.ts'
import { factLines, saidText } from '../facts.ts'
import { feedFile } from '../files.ts'
import { folderOf, outageAddress } from '../links.ts'
import { labels } from '../words.ts'
import { calendarText, textLine } from './lines.ts'

/**
 * Planned work as a calendar to subscribe to, https://www.rfc-editor.org/rfc/rfc5545. Work that was called off stays in it as cancelled,
 * or it would stay in the calendars of those who have it.
 */
export function calendarFile(picture: Picture, language: Language): PageFile {
  const { page } = picture
  const works = [...picture.planned, ...picture.past.filter(work => work.planned)]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pulih//Status page//EN',
    'CALSCALE:GREGORIAN',
    textLine('NAME', `${page.name}: ${labels.plannedWork[language]}`),
    textLine('X-WR-CALNAME', `${page.name}: ${labels.plannedWork[language]}`),
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    ...(works.length === 0 ? universalTime : works.flatMap(work => eventLines(picture, work, language))),
    'END:VCALENDAR',
  ]
  return feedFile(`${folderOf(page, language)}/maintenance.ics`, 'text/calendar', calendarText(lines))
}

/** A calendar must hold something (section 3.6): without work it says what UTC is. */
const universalTime = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
]

function eventLines({ page, asOf }: Picture, work: PublicOutage, language: Language): readonly string[] {
  const [latest] = work.updates
  const said = latest ? [saidText(page, latest, language), ''] : []
  // The same event in each language: who subscribes to two sees it once.
  return [
    'BEGIN:VEVENT',
    textLine('UID', `${work.id}@${page.id}`),
    `DTSTAMP:${utc(asOf)}`,
    `SEQUENCE:${work.revision}`,
    `CREATED:${utc(work.createdAt)}`,
    `LAST-MODIFIED:${utc(work.updatedAt)}`,
    `DTSTART:${utc(work.startedAt)}`,
    ...(endsAfterStart(work) ? [`DTEND:${utc(work.until)}`] : []),
    `STATUS:${work.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    // Work in the network does not make its reader busy.
    'TRANSP:TRANSPARENT',
    textLine('SUMMARY', work.title),
    textLine('DESCRIPTION', [...said, ...factLines(page, work, language)].join('\n')),
    ...(work.areas.length === 0 ? [] : [textLine('LOCATION', work.areas.map(area => area.name).join(', '))]),
    `URL:${outageAddress(page, work.number, language)}`,
    'END:VEVENT',
  ]
}

/** An end at or before the start is forbidden (section 3.8.2.2); both are written to the second. */
function endsAfterStart(work: PublicOutage): work is PublicOutage & { readonly until: string } {
  return work.until !== null && utc(work.until) > utc(work.startedAt)
}

/** `20261125T230000Z`. */
function utc(instant: string): string {
  return Temporal.Instant.from(instant).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
}
