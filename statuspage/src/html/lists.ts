import { endOf } from '../past.ts'
import type { PublicOutage } from '../picture.ts'
import { contactSection } from './contact.ts'
import { asOf } from './home.ts'
import { html, type Html } from './html.ts'
import { outageCard, outageLine } from './outage-card.ts'
import type { View } from './view.ts'

/** Planned work that has begun or is to come. */
export function plannedPage(view: View): Html {
  const { planned } = view.picture
  return html`<header class="title">
      <h1>${view.say('planned.title')}</h1>
      <p class="as-of">${asOf(view)}</p>
      <p><a href="/maintenance.ics">${view.say('planned.calendar')}</a></p>
    </header>
    ${planned.length === 0 && html`<p class="card quiet">${view.say('planned.none')}</p>`}
    ${[...Map.groupBy(planned, ({ status }) => status)].map(
      ([status, works]) =>
        html`<section aria-labelledby="s-${status}">
          <h2 id="s-${status}">${view.say(`stage.${status}`)}</h2>
          ${works.map(work => outageCard(view, work))}
        </section>`,
    )}
    ${contactSection(view)}`
}

/** How many of what is over stand on the first page of the history; the others stand on the pages of their months. */
const mostAtOnce = 60

/** What is over, by the local month in which it ended, with a page for each. */
export function historyPage(view: View): Html {
  const latest = view.picture.past.slice(0, mostAtOnce)
  const months = monthsOf(view)
  return html`<header class="title">
      <h1>${view.say('history.title')}</h1>
      <p class="as-of">${asOf(view)}</p>
      <p>${view.say(months.size === 0 ? 'history.none' : 'history.intro')}</p>
    </header>
    ${months.size > 0 && monthLinks(view, months)}
    ${[...byMonth(view, latest)].map(([key, outages]) => monthOf(view, key, outages, months.get(key)?.length ?? 0))}`
}

/** What ended in one month. */
export function monthPage(view: View, key: string, outages: readonly PublicOutage[]): Html {
  return html`<header class="title">
      <h1>${view.say('history.title')}</h1>
      <p><a href="${view.paths.history}">${view.say('history.recent')}</a></p>
    </header>
    ${monthOf(view, key, outages, outages.length)}`
}

/** What is over by the month in which it ended, `2026-11`, the last first. */
export function monthsOf(view: View): ReadonlyMap<string, readonly PublicOutage[]> {
  return byMonth(view, view.picture.past)
}

function byMonth(view: View, outages: readonly PublicOutage[]): ReadonlyMap<string, readonly PublicOutage[]> {
  return Map.groupBy(outages, outage => view.times.monthKey(endOf(outage)))
}

function monthLinks(view: View, months: ReadonlyMap<string, readonly PublicOutage[]>): Html {
  return html`<nav class="months" aria-label="${view.say('history.months')}">
    <ul>
      ${[...months].map(
        ([key, outages]) => html`<li><a href="${view.paths.month(key)}">${monthName(view, outages)}</a></li> `,
      )}
    </ul>
  </nav>`
}

function monthOf(view: View, key: string, outages: readonly PublicOutage[], inAll: number): Html {
  return html`<section aria-labelledby="m-${key}">
    <h2 id="m-${key}">${monthName(view, outages)} <small>${view.say('history.count', { n: inAll })}</small></h2>
    <ul class="card lines">
      ${outages.map(outage => outageLine(view, outage))}
    </ul>
    ${
      inAll > outages.length &&
      html`<p><a href="${view.paths.month(key)}">${view.say('history.whole-month', { n: inAll })}</a></p>`
    }
  </section>`
}

export function monthName(view: View, [first]: readonly PublicOutage[]): string {
  return first ? view.times.month(endOf(first)) : ''
}
