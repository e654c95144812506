import { goingOn } from './affected.ts'
import { componentsSection } from './components.ts'
import { contactSection } from './contact.ts'
import { headlineOnPage, levelOf } from './headline.ts'
import { html, type Html } from './html.ts'
import { lookUpSection } from './look-up.ts'
import { whereItIs } from './map.ts'
import { outageCard, outageLine } from './outage-card.ts'
import { sign } from './signs.ts'
import type { View } from './view.ts'

/** How things are now, in the order in which a customer asks: is it broken, is it mine, when will it work, what do I get. */
export function homePage(view: View): Html {
  const { picture } = view
  const level = levelOf(picture)
  const where = whereItIs(view, goingOn(picture))
  const outages = outagesSection(view)
  const planned = plannedSection(view)
  const beside = outages ?? planned
  return html`<section class="hero ${level}">
      ${sign(level)}
      <div>
        <h1>${headlineOnPage(view)}</h1>
        <p class="as-of">${asOf(view)}</p>
      </div>
    </section>
    ${lookUpSection(view)}
    ${where && beside ? html`<div class="columns">${beside}${where}</div>` : html`${beside}${where}`}
    ${outages && planned} ${componentsSection(view)} ${recentSection(view)}
    <div class="pair">${compensationSection(view)}${contactSection(view)}</div>`
}

export function asOf(view: View): Html {
  const { asOf } = view.picture
  return view.tell('page.as-of', { when: html`<time datetime="${asOf}">${view.times.whole(asOf)}</time>` })
}

function outagesSection(view: View): Html | null {
  const { open } = view.picture
  if (open.length === 0) return null
  return html`<section aria-labelledby="outages">
    <h2 id="outages">${view.say('outages.title')}${open.length > 1 && html` <small>${open.length}</small>`}</h2>
    ${open.map(outage => outageCard(view, outage))}
  </section>`
}

function plannedSection(view: View): Html | null {
  const { planned } = view.picture
  if (planned.length === 0) return null
  return html`<section aria-labelledby="planned">
    <h2 id="planned">${view.say('planned.title')}</h2>
    <ul class="card lines">
      ${planned.slice(0, plannedAtOnce).map(work => outageLine(view, work))}
    </ul>
    ${
      planned.length > plannedAtOnce &&
      html`<p><a href="${view.paths.planned}">${view.say('planned.title')} (${planned.length})</a></p>`
    }
  </section>`
}

const plannedAtOnce = 5
const recentAtOnce = 3

function recentSection(view: View): Html | null {
  const { past } = view.picture
  if (past.length === 0) return null
  return html`<section aria-labelledby="recent">
    <h2 id="recent">${view.say('history.recent')}</h2>
    <ul class="card lines">
      ${past.slice(0, recentAtOnce).map(outage => outageLine(view, outage))}
    </ul>
    <p><a href="${view.paths.history}">${view.say('history.all')}</a></p>
  </section>`
}

/** Only where compensation is spoken of at all. */
export function compensationSection(view: View): Html | null {
  const { open, past } = view.picture
  if (![...open, ...past].some(({ compensation }) => compensation !== null && compensation !== 'none')) return null
  return html`<section aria-labelledby="compensation">
    <h2 id="compensation">${view.say('compensation.title')}</h2>
    <p class="card reading">${view.say('compensation.how')}</p>
  </section>`
}
