import type { PublicOutage } from '../picture.ts'
import { downOf } from './headline.ts'
import { html, joined, type Html } from './html.ts'
import type { Key } from './say.ts'
import type { View } from './view.ts'

/** What is known of an outage or of planned work, as words and their answers. */
export function factsOf(view: View, outage: PublicOutage, detail: 'short' | 'whole'): Html {
  const over = outage.restoredAt !== null
  const facts: readonly (readonly [Key, Html | null])[] = [
    ['fact.where', where(view, outage, detail)],
    [outage.planned || over ? 'fact.when' : 'fact.since', whenInTwoLines(view, outage)],
    ['fact.expected', outage.planned || over ? null : expected(view, outage)],
    ['fact.cause', cause(view, outage)],
    ['fact.connections', connections(view, outage)],
    ['fact.parts', detail === 'whole' ? parts(view, outage) : null],
    ['fact.compensation', outage.compensation && html`${compensationOf(view, outage)}`],
  ]
  return html`<dl class="facts">
    ${facts.map(
      ([key, answer]) =>
        answer &&
        html`<div ${key === 'fact.where' && outage.areas.length > 1 && html`class="wide"`}>
          <dt>${view.say(key)}</dt>
          <dd>${answer}</dd>
        </div> `,
    )}
  </dl>`
}

const namesInShort = 6

function where(view: View, { areas }: PublicOutage, detail: 'short' | 'whole'): Html | null {
  if (areas.length === 0) return null
  // One too many is said rather than counted.
  const most = detail === 'whole' || areas.length === namesInShort + 1 ? areas.length : namesInShort
  const names = areas.slice(0, most).map(({ name }) => html`<bdi>${name}</bdi>`)
  const rest = areas.length - most
  return html`${joined(names, ' · ')}${rest > 0 && html` <small>${view.say('areas.more', { n: rest })}</small>`}`
}

/** When it is or was; of what still goes on, since when and for how long. */
export function when(view: View, outage: PublicOutage): Html {
  const { at, duration } = whenOf(view, outage)
  return duration === null ? at : html`${at} <small>(${duration})</small>`
}

function whenInTwoLines(view: View, outage: PublicOutage): Html {
  const { at, duration } = whenOf(view, outage)
  return duration === null ? at : html`${at}<br /><small>${duration}</small>`
}

function whenOf(view: View, outage: PublicOutage): { readonly at: Html; readonly duration: Html | null } {
  const { startedAt, planned, until, restoredAt } = outage
  const { times } = view
  const end = restoredAt ?? (planned ? until : null)
  if (end !== null)
    return { at: html`${times.between(startedAt, end)}`, duration: html`${times.duration(startedAt, end)}` }
  if (planned) return { at: times.moment(startedAt), duration: null }
  return { at: times.moment(startedAt), duration: view.tell('since.for', { duration: times.running(startedAt) }) }
}

/** An estimate that has passed is never shown: neither now, nor when the page grows old before somebody's eyes (`data-until`). */
export function expected(view: View, { etr, nextUpdateBy }: PublicOutage): Html {
  const back = etr === null ? view.say('expected.unknown') : until(view, etr, 'expected.at', 'expected.passed')
  const next = nextUpdateBy !== null && until(view, nextUpdateBy, 'expected.next', 'expected.update-passed')
  return html`${back}${next && html`<br /><small>${next}</small>`}`
}

function until(view: View, instant: string, coming: Key, passed: Key): Html {
  if (Date.parse(instant) <= Date.parse(view.picture.asOf)) return html`${view.say(passed)}`
  const told = view.tell(coming, { when: view.times.moment(instant) })
  return html`<span data-until="${instant}" data-late="${view.say(passed)}">${told}</span>`
}

function cause(view: View, outage: PublicOutage): Html | null {
  if (outage.cause !== null) return html`<span dir="auto">${outage.cause}</span>`
  // Of what is over, a cause that nobody named is not still to come.
  return outage.planned || outage.restoredAt !== null ? null : html`${view.say('cause.unknown')}`
}

function connections(view: View, outage: PublicOutage): Html | null {
  const { services: hit, servicesBack: back, restoredAt, planned, extent } = outage
  const down = downOf(outage)
  if (hit === null || down === null) return null
  if (planned) return html`${view.say('connections.planned', { hit })}`
  if (restoredAt !== null) return html`${view.say('connections.were', { hit })}`
  const told = view.say(extent === 'total' ? 'connections.down' : 'connections.worse', { down })
  if (back === null || back === 0) return html`${told}`
  return html`${told}${progress(back, hit)}<small>${view.say('connections.back', { back, hit })}</small>`
}

/** The words beside it say the same. */
function progress(back: number, hit: number): Html {
  const part = hit === 0 ? 0 : Math.min(100, Math.max(0, Math.floor((back / hit) * 100)))
  return html`<svg class="progress" viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
    <path d="M0 1h100" />
    ${part > 0 && html`<path class="fine" d="M0 1h${part}" />`}
  </svg>`
}

function parts(view: View, outage: PublicOutage): Html | null {
  const names = view.picture.components
    .filter(({ id }) => outage.components.includes(id))
    .map(component => view.nameOf(component))
  return names.length === 0 ? null : html`<span dir="auto">${view.list(names)}</span>`
}

/** What follows, and once that is decided, how customers get it and whether they must ask. */
export function compensationOf(view: View, { compensation, payment }: PublicOutage): string {
  if (compensation === null) return ''
  const stage = view.say(`compensation.${compensation}`)
  if (payment === null || (compensation !== 'granted' && compensation !== 'given')) return stage
  const { forms, claim, claimUntil } = payment
  const how = view.say('payment.how', { stage, forms: view.list(forms.map(form => view.say(`payment.${form}`))) })
  const until = claimUntil === null ? '' : view.times.day(Temporal.PlainDate.from(claimUntil))
  return `${how} ${view.say('payment.claim', { claim, dated: claimUntil === null ? 'no' : 'yes', until })}`
}
