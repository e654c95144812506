import { html } from './html.ts'
import type { Sheet } from './layout.ts'
import { lookUpSection } from './look-up.ts'
import type { View } from './view.ts'

/** Whoever followed a link that leads nowhere is shown where things are. */
export function missingSheet(view: View): Sheet {
  return {
    title: view.say('missing.title'),
    main: html`<header class="title">
        <h1>${view.say('missing.title')}</h1>
        <p>${view.say('missing.text')}</p>
        <p><a href="${view.paths.home}">${view.say('missing.home')}</a></p>
      </header>
      ${lookUpSection(view)}`,
    path: paths => paths.missing,
    form: 'answer',
  }
}
