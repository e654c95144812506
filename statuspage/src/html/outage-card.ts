import type { PublicOutage } from '../picture.ts'
import { factsOf, when } from './facts.ts'
import { levelOfOutage } from './headline.ts'
import { html, type Html } from './html.ts'
import { sign } from './signs.ts'
import { latestUpdates } from './updates.ts'
import type { View } from './view.ts'

/** An outage, or planned work, as far as a reader wants to know it at once. */
export function outageCard(view: View, outage: PublicOutage): Html {
  const level = levelOfOutage(outage)
  return html`<article class="card outage ${level}" id="o-${outage.id}" data-outage="${outage.number}">
    ${badge(view, outage)}
    <h3><a href="${view.paths.outage(outage.number)}" dir="auto">${outage.title}</a></h3>
    ${factsOf(view, outage, 'short')} ${latestUpdates(view, outage)}
  </article> `
}

/** How bad and how far it is, as sign and words, with the number that staff and customers call it by. */
export function badge(view: View, outage: PublicOutage): Html {
  return html`<p class="badge">
    ${sign(levelOfOutage(outage))}<span>${words(view, outage)}</span><span class="id" dir="auto">${outage.number}</span>
  </p>`
}

/** First the word that matters: what is missing as long as it is missing, and how far it is where that is over or still to come. */
function words(view: View, outage: PublicOutage): Html {
  const stage = view.say(`stage.${outage.status}`)
  const kind = view.say(outage.planned ? 'extent.planned' : `extent.${outage.extent}`)
  const word = (text: string) => html`<b class="word ${levelOfOutage(outage)}">${text}</b>`
  switch (outage.status) {
    case 'investigating':
    case 'identified':
      return html`${word(kind)} · ${stage}`
    case 'resolved':
    case 'completed':
    case 'cancelled':
      return html`${word(stage)} · ${kind}`
    case 'monitoring':
    case 'scheduled':
    case 'in_progress':
      return word(stage)
  }
}

/** One line of a list of what is over, or of planned work. */
export function outageLine(view: View, outage: PublicOutage): Html {
  const level = levelOfOutage(outage)
  return html`<li class="line" data-outage="${outage.number}">
    ${sign(level)}
    <div>
      <h3><a href="${view.paths.outage(outage.number)}" dir="auto">${outage.title}</a></h3>
      <p>${when(view, outage)}</p>
      <p class="quiet">
        ${words(view, outage)}${
          outage.compensation !== null &&
          html` · ${view.say('fact.compensation')}: ${view.say(`compensation.${outage.compensation}`)}`
        }
      </p>
    </div>
    <span class="id" dir="auto">${outage.number}</span>
  </li> `
}
