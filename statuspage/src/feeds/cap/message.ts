import type { Language } from '@pulih/kernel'
import type { Impact, Page, PublicArea, PublicOutage } from '../../picture.ts'
import { factLines, updateText } from '../facts.ts'
import { hostOf, languageFolders, outageAddress, segment } from '../links.ts'
import { eventWords, languageTags } from '../words.ts'
import { element, xmlFile, type Markup } from '../xml.ts'
import { capPolygons } from './polygons.ts'

/**
 * An open outage as an alert of the Common Alerting Protocol 1.2 (https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html, the
 * same as ITU-T X.1303 bis). The order of the elements is that of its schema. A message under one identifier must never change, so
 * everything here comes from the outage as it was changed last, and nothing from the instant of the picture.
 */
export function capMessage(page: Page, outage: PublicOutage): string {
  const earlier = earlierMessages(outage)
  const alert = element(
    'alert',
    { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
    element('identifier', {}, capIdentifier(page, outage, outage.updatedAt)),
    element('sender', {}, hostOf(page)),
    element('sent', {}, capTime(page, outage.updatedAt)),
    element('status', {}, 'Actual'),
    element('msgType', {}, earlier.length === 0 ? 'Alert' : 'Update'),
    element('scope', {}, 'Public'),
    earlier.length === 0 ? null : element('references', {}, references(page, outage, earlier)),
    element('incidents', {}, segment(outage.number)),
    languageFolders(page).map(({ language }) => info(page, outage, language)),
  )
  return xmlFile(alert)
}

/** Of a message, by the instant at which it was sent: without space, comma, `<` and `&`, as the standard asks. */
export function capIdentifier(page: Page, outage: PublicOutage, sent: string): string {
  return `${segment(page.id)}-${segment(outage.number)}-${sent.replaceAll(/[-:.]/g, '')}`
}

/**
 * When messages of this outage were sent before: when it became known, and at each update. A change between two updates, such as another
 * ETR, had a message too, but leaves no instant in the picture; `incidents` holds them all together.
 */
function earlierMessages(outage: PublicOutage): readonly string[] {
  const instants = [outage.createdAt, ...outage.updates.map(update => update.at)]
  return [...new Set(instants)].filter(instant => instant < outage.updatedAt).toSorted()
}

function references(page: Page, outage: PublicOutage, earlier: readonly string[]): string {
  return earlier.map(sent => `${hostOf(page)},${capIdentifier(page, outage, sent)},${capTime(page, sent)}`).join(' ')
}

function info(page: Page, outage: PublicOutage, language: Language): Markup {
  const [latest] = outage.updates
  const said = latest ? [updateText(page, latest, language).text, ''] : []
  const contact = [page.contact.phone, page.contact.mail, page.contact.url].filter(way => way !== null).join(', ')
  return element(
    'info',
    {},
    element('language', {}, languageTags[language]),
    element('category', {}, 'Infra'),
    element('event', {}, eventWords[outage.extent][language]),
    element('responseType', {}, 'Monitor'),
    element('urgency', {}, 'Immediate'),
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
