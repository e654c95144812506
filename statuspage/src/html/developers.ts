import { badgeSnippet } from '../feeds/badge/snippet.ts'
import { widgetSnippet } from '../feeds/widget/snippet.ts'
import { html, type Html } from './html.ts'
import type { Sheet } from './layout.ts'
import type { View } from './view.ts'

/** For those who show or read the page elsewhere: what there is, and what to copy. */
export function developersSheet(view: View): Sheet {
  return {
    title: view.say('developers.title'),
    main: html`<header class="title">
        <h1>${view.say('developers.title')}</h1>
        <p>${view.say('developers.intro')}</p>
      </header>
      ${copied(view, 'widget')} ${copied(view, 'badge')}
      <section aria-labelledby="files">
        <h2 id="files">${view.say('developers.files')}</h2>
        <ul class="card files">
          ${addresses(view).map(([path, says]) => html`<li><a href="${path}">${path}</a> <span>${says}</span></li> `)}
        </ul>
        <p class="quiet">${view.say('developers.live', { path: '/events' })}</p>
      </section>`,
    path: paths => paths.developers,
  }
}

function copied(view: View, what: 'widget' | 'badge'): Html {
  const { url } = view.picture.page
  const snippet = what === 'widget' ? widgetSnippet(url) : badgeSnippet(url, view.picture.page.name)
  return html`<section aria-labelledby="${what}">
    <h2 id="${what}">${view.say(`developers.${what}`)}</h2>
    <p>${view.say(`developers.${what}-says`)}</p>
    <pre class="card" tabindex="0" aria-label="${view.say('developers.copy')}"><code>${snippet}</code></pre>
    ${what === 'badge' && html`<p><img src="/badge.svg" alt="${view.say('developers.badge-looks')}" height="20" /></p>`}
  </section>`
}

function addresses(view: View): readonly (readonly [string, string])[] {
  const { paths } = view
  return [
    ['/api/v2/summary.json', view.say('developers.summary')],
    ['/api/v2/incidents.json', view.say('developers.incidents')],
    ['/areas.geojson', view.say('developers.areas')],
    [paths.atom, view.say('developers.atom')],
    [paths.rss, view.say('developers.rss')],
    ['/maintenance.ics', view.say('feeds.calendar')],
    ['/cap/index.atom', view.say('feeds.warnings')],
  ]
}
