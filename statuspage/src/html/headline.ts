import type { Picture, PublicOutage } from '../picture.ts'
import { html, type Html } from './html.ts'
import type { Key } from './say.ts'
import type { View } from './view.ts'

/** How bad it is, as colour, sign and word. `none`: nothing is known. */
export type Level = 'fine' | 'work' | 'worse' | 'part' | 'down' | 'none'

export function levelOfOutage(outage: PublicOutage): Level {
  if (outage.planned) return 'work'
  if (outage.restoredAt !== null || outage.status === 'resolved') return 'fine'
  if (outage.status === 'monitoring') return 'worse'
  if (outage.extent === 'degraded') return 'worse'
  return outage.impact === 'major' || outage.impact === 'critical' ? 'down' : 'part'
}

/** The worst of what is going on. Where all outages are only being watched, the page does not cry that something is down. */
export function levelOf(picture: Picture): Level {
  if (allWatched(picture.open)) return 'worse'
  const levels = [...picture.open.map(levelOfOutage), ...picture.components.map(({ status }) => levelOfStatus[status])]
  if (picture.planned.some(({ status }) => status === 'in_progress')) levels.push('work')
  return worst.find(level => levels.includes(level)) ?? 'fine'
}

export const levelOfStatus = {
  operational: 'fine',
  degraded_performance: 'worse',
  partial_outage: 'part',
  major_outage: 'down',
  under_maintenance: 'work',
} as const

const worst: readonly Level[] = ['down', 'part', 'worse', 'work']

/** One sentence that says how things are. */
export function headline(view: View): string {
  const { key, values, places } = sentenceFor(view)
  return view.say(key, { ...values, places })
}

/** The same, with the names of places kept from turning the direction of the sentence round. */
export function headlineOnPage(view: View): Html {
  const { key, values, places } = sentenceFor(view)
  return view.tell(key, { ...values, places: html`<bdi>${places}</bdi>` })
}

interface Sentence {
  readonly key: Key
  readonly values: Readonly<Record<string, string | number>>
  readonly places: string
}

function sentenceFor(view: View): Sentence {
  const { open } = view.picture
  const places = placesOf(view)
  const plain = (key: Key): Sentence => ({ key, values: { n: open.length }, places })
  if (open.length === 0) {
    const level = levelOf(view.picture)
    if (level === 'fine') return plain('headline.fine')
    if (level === 'work') return plain('headline.work')
    return plain(level === 'worse' ? 'headline.limited' : 'headline.not-working')
  }
  if (allWatched(open)) return plain('headline.back')

  const count = countOf(open)
  const effect = count === null || count === 0 ? 'other' : effectOf(open)
  const where = places === '' ? 'other' : 'yes'
  return { key: 'headline.outages', values: { n: open.length, where, effect, count: count ?? 0 }, places }
}

function allWatched(open: readonly PublicOutage[]): boolean {
  return open.length > 0 && open.every(({ status }) => status === 'monitoring')
}

/** Connections that do not work yet; null as soon as one outage does not say: half a sum would be read as the whole. */
function countOf(outages: readonly PublicOutage[]): number | null {
  return outages.reduce<number | null>((sum, outage) => {
    const down = downOf(outage)
    return sum === null || down === null ? null : sum + down
  }, 0)
}

export function downOf({ services, servicesBack }: PublicOutage): number | null {
  return services === null ? null : Math.max(0, services - (servicesBack ?? 0))
}

function effectOf(outages: readonly PublicOutage[]): string {
  const extents = new Set(outages.map(({ extent }) => extent))
  return extents.size > 1 ? 'mixed' : extents.has('total') ? 'down' : 'worse'
}

const placesInSentence = 2
const lengthInSentence = 48

function placesOf(view: View): string {
  const names = [...new Set(view.picture.open.flatMap(({ areas }) => areas.map(({ name }) => name)))]
  const some = names.slice(0, placesInSentence).map(short)
  const rest = names.length - some.length
  if (rest === 0) return some.length === 0 ? '' : view.list(some)
  return view.say('places.more', { places: some.join(', '), n: rest })
}

/** A name as long as a paragraph would bury the sentence; in full it stands with its outage. */
function short(name: string): string {
  return name.length <= lengthInSentence ? name : `${name.slice(0, lengthInSentence - 1).toWellFormed()}…`
}
