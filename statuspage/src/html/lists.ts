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

/** What is over, by local month. */
export function historyPage(view: View): Html {
  const months = Map.groupBy(view.picture.past, ({ startedAt }) => view.times.monthKey(startedAt))
  return html`<header class="title">
      <h1>${view.say('history.title')}</h1>
      <p class="as-of">${asOf(view)}</p>
      <p>${view.say(months.size === 0 ? 'history.none' : 'history.intro')}</p>
    </header>
    ${months.size > 1 && monthLinks(view, months)} ${[...months].map(([key, outages]) => monthOf(view, key, outages))}`
}

function monthLinks(view: View, months: ReadonlyMap<string, readonly PublicOutage[]>): Html {
  return html`<nav class="months" aria-label="${view.say('history.months')}">
    <ul>
      ${[...months].map(([key, outages]) => html`<li><a href="#m-${key}">${monthName(view, outages)}</a></li> `)}
    </ul>
  </nav>`
}

function monthOf(view: View, key: string, outages: readonly PublicOutage[]): Html {
  return html`<section aria-labelledby="m-${key}">
    <h2 id="m-${key}">
      ${monthName(view, outages)} <small>${view.say('history.count', { n: outages.length })}</small>
    </h2>
    <ul class="card lines">
      ${outages.map(outage => outageLine(view, outage))}
    </ul>
  </section>`
}

function monthName(view: View, [first]: readonly PublicOutage[]): string {
  return first ? view.times.month(first.startedAt) : ''
}
