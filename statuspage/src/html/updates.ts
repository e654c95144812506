import type { PublicOutage, PublicUpdate } from '../picture.ts'
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

function updateOf(view: View, { at, status, text }: PublicUpdate): Html {
  return html`<p class="said">${view.times.moment(at)} · ${view.say(`stage.${status}`)}</p>
    ${statement(view, text)}`
}

/** In the reader's language, otherwise in the page's first one, marked as such for those who have it read out. */
function statement(view: View, text: PublicUpdate['text']): Html | null {
  const [first] = view.picture.page.languages
  const own = text[view.language]
  const language = own === undefined ? first : view.language
  const whole = own ?? (first && text[first])
  if (whole === undefined || language === undefined) return null
  const paragraphs = whole.split(/(?:\r?\n){2,}/).filter(paragraph => paragraph.trim() !== '')
  const lines = (paragraph: string) =>
    paragraph.split(/\r?\n/).map((line, index) => html`${index > 0 && html`<br />`}${line}`)
  const foreign = language !== view.language && html`lang="${language}"`
  return html`${paragraphs.map(paragraph => html`<p dir="auto" ${foreign}>${lines(paragraph)}</p> `)}`
}
