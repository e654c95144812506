import { html, type Html } from './html.ts'
import type { Level } from './headline.ts'

/** A sign beside its word, so that no colour is the only carrier of a meaning. The drawings stand once in each page. */
export function sign(level: Level): Html {
  return html`<svg class="sign ${level}" aria-hidden="true"><use href="#${level}" /></svg>`
}

/** Drawn for this page on a grid of 24: a disc (or another shape, for those who see no colours) with a mark cut out. */
export const signs: Html = html`
  <svg class="unseen" aria-hidden="true">
    <symbol id="fine" viewBox="0 0 24 24">
      <circle cx="12" cy="12" r="11" />
      <path class="mark" d="m7 12.5 3.5 3.5L17 9" />
    </symbol>
    <symbol id="work" viewBox="0 0 24 24">
      <rect x="1" y="1" width="22" height="22" rx="6" />
      <path class="mark" d="M12 6.5V12l3.5 2.5" />
      <circle class="mark" cx="12" cy="12" r="7" />
    </symbol>
    <symbol id="worse" viewBox="0 0 24 24">
      <circle cx="12" cy="12" r="11" />
      <path class="mark" d="M6 13.5c2-4 4-4 6-1.5s4 2.5 6-1.5" />
    </symbol>
    <symbol id="part" viewBox="0 0 24 24">
      <path d="M12 1.5 23.5 22H.5z" />
      <path class="mark" d="M12 9v6m0 3v.1" />
    </symbol>
    <symbol id="down" viewBox="0 0 24 24">
      <path d="M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z" />
      <path class="mark" d="m8 8 8 8m0-8-8 8" />
    </symbol>
    <symbol id="none" viewBox="0 0 24 24">
      <circle cx="12" cy="12" r="11" />
      <path class="mark" d="M8 12h8" />
    </symbol>
  </svg>
`
