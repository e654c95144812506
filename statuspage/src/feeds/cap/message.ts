import type { Language } from '@pulih/kernel'
import type { AlertMessage, Impact, Page, PublicAlert, PublicArea, PublicOutage } from '../../picture.ts'
import { factLines, saidText } from '../facts.ts'
import { firstLanguage, hostOf, languageFolders, outageAddress, segment } from '../links.ts'
import { eventWords, labels, languageTags } from '../words.ts'
import { element, xmlFile, type Markup } from '../xml.ts'
import { capPolygons } from './polygons.ts'

/**
 * The last message of an outage as an alert of the Common Alerting Protocol 1.2 (https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html,
 * the same as ITU-T X.1303 bis). The order of the elements is that of its schema. `outage` null: it was none, and the alert is taken back.
 */
export function capMessage(page: Page, { outage: number, messages }: PublicAlert, outage: PublicOutage | null): string {
  const message = messages.at(-1)
  if (!message) throw new Error(`nothing was sent of ${number}`)
  const earlier = messages.slice(0, -1).slice(-mostReferences)
  const alert = element(
    'alert',
    { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
    element('identifier', {}, message.identifier),
    element('sender', {}, message.sender),
    element('sent', {}, message.sent),
    element('status', {}, 'Actual'),
    element('msgType', {}, message.kind),
    element('scope', {}, 'Public'),
    message.kind === 'Cancel' ? element('note', {}, labels.takenBack[firstLanguage(page)]) : null,
    earlier.length === 0 ? null : element('references', {}, earlier.map(reference).join(' ')),
    element('incidents', {}, segment(number)),
    outage === null ? null : capInfos(page, outage),
  )
  return xmlFile(alert)
}

/** A message of weeks refers to the last of those before it, which refer to the others. */
const mostReferences = 50

function reference({ sender, identifier, sent }: AlertMessage): string {
  return `${sender},${identifier},${sent}`
}

/** What a message says. As long as it is the same, nothing new is to be sent: nothing here comes from the instant of the picture. */
export function capContent(page: Page, outage: PublicOutage): string {
  return element('infos', {}, capInfos(page, outage)).markup
}

/**
 * The message that is sent after others: how it is to be named for ever. Its identifier is without space, comma, `<` and `&`, as the
 * standard asks, and holds its time, so that a database that was brought back from a copy does not name two alike.
 */
export function nextAlert(
  page: Page,
  number: string,
  kind: AlertMessage['kind'],
  place: number,
  now: string,
): AlertMessage {
  const moment = Temporal.Instant.from(now).toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')
  return {
    kind,
    sender: hostOf(page),
    identifier: `${segment(page.id)}-${segment(number)}-${place}-${moment}`,
    sent: capTime(page, now),
    sentAt: now,
  }
}

function capInfos(page: Page, outage: PublicOutage): readonly Markup[] {
  return languageFolders(page).map(({ language }) => info(page, outage, language))
}

function info(page: Page, outage: PublicOutage, language: Language): Markup {
  const [latest] = outage.updates
  const said = latest ? [saidText(page, latest, language), ''] : []
  const contact = [page.contact.phone, page.contact.mail, page.contact.url].filter(way => way !== null).join(', ')
  return element(
    'info',
    {},
    element('language', {}, languageTags[language]),
    element('category', {}, 'Infra'),
    element('event', {}, eventWords[outage.extent][language]),
    element('responseType', {}, outage.restoredAt === null ? 'Monitor' : 'AllClear'),
    element('urgency', {}, outage.restoredAt === null ? 'Immediate' : 'Past'),
    element('severity', {}, severities[outage.impact]),
    element('certainty', {}, 'Observed'),
    element('onset', {}, capTime(page, outage.startedAt)),
    element('expires', {}, capTime(page, expiry(outage))),
    element('senderName', {}, page.name),
    element('headline', {}, outage.title),
    element('description', {}, [...said, ...factLines(page, outage, language)].join('\n')),
    element('web', {}, outageAddress(page, outage.number, language)),
    contact === '' ? null : element('contact', {}, contact),
    parameter('ETR', outage.etr && capTime(page, outage.etr)),
    parameter('nextUpdateBy', outage.nextUpdateBy && capTime(page, outage.nextUpdateBy)),
    parameter('customersAffected', outage.services === null ? null : `${outage.services}`),
    parameter('customersRestored', outage.servicesBack === null ? null : `${outage.servicesBack}`),
    outage.areas.map(area),
  )
}

const severities: Readonly<Record<Impact, string>> = {
  none: 'Unknown',
  minor: 'Minor',
  major: 'Moderate',
  critical: 'Severe',
}

function parameter(name: string, value: string | null): Markup | null {
  return value === null ? null : element('parameter', {}, element('valueName', {}, name), element('value', {}, value))
}

function area({ key, name, geometry }: PublicArea): Markup {
  return element(
    'area',
    {},
    element('areaDesc', {}, name),
    capPolygons(geometry).map(polygon => element('polygon', {}, polygon)),
    element('geocode', {}, element('valueName', {}, 'area'), element('value', {}, key)),
  )
}

/** An alert nobody renews must end by itself: a day after the last thing that was promised. */
function expiry(outage: PublicOutage): string {
  const promised = [outage.updatedAt, outage.etr, outage.nextUpdateBy].filter(instant => instant !== null).toSorted()
  return Temporal.Instant.from(promised.at(-1) ?? outage.updatedAt)
    .add({ hours: 24 })
    .toString()
}

/** With the offset of the page's zone, and never `Z`: the standard writes UTC as `-00:00`. */
function capTime(page: Page, instant: string): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(page.timeZone)
    .toString({ smallestUnit: 'second', timeZoneName: 'never' })
    .replace(/\+00:00$/, '-00:00')
}
