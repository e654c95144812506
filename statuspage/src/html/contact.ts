import { mailAddress, phoneAddress, webAddress } from './address.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/** Where customers turn to otherwise; what cannot be followed is shown as text. */
export function contactSection(view: View): Html | null {
  const { url, phone, mail } = view.picture.page.contact
  const ways = [
    way(view.say('contact.help'), url, webAddress),
    way(view.say('contact.phone'), phone, phoneAddress),
    way(view.say('contact.mail'), mail, mailAddress),
  ].filter(one => one !== null)
  if (ways.length === 0) return null
  return html`<section aria-labelledby="contact">
    <h2 id="contact">${view.say('contact.title')}</h2>
    <dl class="card facts">${ways}</dl>
  </section>`
}

function way(name: string, text: string | null, addressOf: (text: string) => string | null): Html | null {
  if (text === null || text === '') return null
  const address = addressOf(text)
  const shown = text.replace(/^https?:\/\//, '')
  const answer = address === null ? html`${text}` : html`<a href="${address}"><bdi>${shown}</bdi></a>`
  return html`<div>
    <dt>${name}</dt>
    <dd>${answer}</dd>
  </div> `
}

/** The same facts for programs. */
export function feedsList(view: View): Html {
  const feeds: readonly (readonly [string, string])[] = [
    ['Atom', view.paths.atom],
    ['RSS', view.paths.rss],
    [view.say('feeds.calendar'), '/maintenance.ics'],
    [view.say('feeds.data'), '/api/v2/summary.json'],
    [view.say('feeds.warnings'), '/cap/index.atom'],
    [view.say('feeds.developers'), view.paths.developers],
  ]
  return html`<h2 id="feeds">${view.say('feeds.title')}</h2>
    <ul class="feeds">
      ${feeds.map(([name, address]) => html`<li><a href="${address}">${name}</a></li> `)}
    </ul>`
}

/** Where anybody asks to be told, where the operator has such a place. */
export function subscribeLink(view: View): Html | null {
  const { portal = null } = view.picture.page
  const address = portal === null ? null : webAddress(`${portal.replace(/\/$/, '')}/subscribe`)
  return address === null ? null : html`<p><a href="${address}">${view.say('page.subscribe')}</a></p>`
}
