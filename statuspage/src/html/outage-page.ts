import type { PlannedStatus, PublicOutage, PublicStatus } from '../picture.ts'
import { contactSection } from './contact.ts'
import { factsOf } from './facts.ts'
import { levelOfOutage } from './headline.ts'
import { asOf } from './home.ts'
import { html, type Html } from './html.ts'
import { whereItIs } from './map.ts'
import { badge } from './outage-card.ts'
import { allUpdates } from './updates.ts'
import type { View } from './view.ts'

/** Everything that the public may know of one outage: what a customer is sent a link to. */
export function outagePage(view: View, outage: PublicOutage, present: boolean): Html {
  const where = whereItIs(view, [outage])
  const facts = html`<section aria-labelledby="facts">
    <h2 id="facts">${view.say('facts.title')}</h2>
    <div class="card">${factsOf(view, outage, 'whole')}</div>
  </section>`
  const explained = outage.compensation !== null && outage.compensation !== 'none'
  return html`<section class="hero ${levelOfOutage(outage)}">
      <div>
        ${badge(view, outage)}
        <h1 dir="auto">${outage.title}</h1>
        ${present && html`<p class="as-of">${asOf(view)}</p>`} ${stages(view, outage)}
      </div>
    </section>
    <div class="columns">
      <div>
        ${facts}
        ${
          (present || outage.updates.length > 0) &&
          html`<section aria-labelledby="updates">
            <h2 id="updates">${view.say('updates.title')}</h2>
            <div class="card">${allUpdates(view, outage)}</div>
          </section>`
        }
        ${
          explained &&
          html`<section aria-labelledby="compensation">
            <h2 id="compensation">${view.say('compensation.title')}</h2>
            <p class="card reading">${view.say('compensation.how')}</p>
          </section>`
        }
      </div>
      ${where}
    </div>
    ${contactSection(view)}`
}

const ofOutages: readonly PublicStatus[] = ['investigating', 'identified', 'monitoring', 'resolved']
const ofWork: readonly PlannedStatus[] = ['scheduled', 'in_progress', 'completed']

/** The way that each outage goes, and how far this one is. */
function stages(view: View, { planned, status }: PublicOutage): Html | null {
  const all: readonly (PublicStatus | PlannedStatus)[] = planned ? ofWork : ofOutages
  const reached = all.indexOf(status)
  if (reached === -1) return null
  return html`<ol class="stages" aria-label="${view.say('stages.title')}">
    ${all.map(
      (stage, index) =>
        html`<li class="${index <= reached ? 'done' : 'to-come'}" ${stage === status && html`aria-current="step"`}>
          ${view.say(`stage.${stage}`)}
        </li> `,
    )}
  </ol>`
}
