import type { PublicOutage, PublicUpdate } from '../picture.ts'
import { textFor } from '../texts.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** Everything that was said, the latest first. */
export function allUpdates(view: View, { updates }: PublicOutage): Html {
  if (updates.length === 0) return html`<p class="quiet">${view.say('updates.none')}</p>`
  return html`<ol class="updates">
    ${updates.map(update => html`<li>${updateOf(view, update)}</li> `)}
  </ol>`
}

/** The latest, and the earlier ones behind a word. */
export function latestUpdates(view: View, outage: PublicOutage): Html | null {
  const [latest, ...earlier] = outage.updates
  if (!latest) return null
  return html`<div class="latest">${updateOf(view, latest)}</div>
    ${
      earlier.length > 0 &&
      html`<details class="earlier" id="e-${outage.id}">
        <summary>${view.say('updates.earlier', { n: earlier.length })}</summary>
        ${allUpdates(view, { ...outage, updates: earlier })}
      </details>`
    }`
}

function updateOf(view: View, update: PublicUpdate): Html {
  const { at, status } = update
  return html`<p class="said">${view.times.moment(at)} · ${view.say(`stage.${status}`)}</p>
    ${statement(view, update)}`
}

/** In the reader's language; otherwise in the one there is, said to be and marked for those who have it read out. */
function statement(view: View, update: PublicUpdate): Html | null {
  const said = textFor(view.picture.page, update, view.language)
  if (said === null) return null
  const { text, language } = said
  const paragraphs = text.split(/(?:\r?\n){2,}/).filter(paragraph => paragraph.trim() !== '')
  const lines = (paragraph: string) =>
    paragraph.split(/\r?\n/).map((line, index) => html`${index > 0 && html`<br />`}${line}`)
  const isForeign = language !== view.language
  const foreign = isForeign && html`lang="${language}"`
  return html`${isForeign && html`<p class="quiet">${view.say('updates.in-language', { language })}</p>`}${paragraphs.map(paragraph => html`<p dir="auto" ${foreign}>${lines(paragraph)}</p> `)}`
}
