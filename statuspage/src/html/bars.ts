import type { Component } from '../picture.ts'
import { boundsFor, runsOf } from './availability.ts'
import type { Level } from './headline.ts'
import { html, type Html } from './html.ts'
import type { View } from './view.ts'

/**
 * A bar per day as one dashed line per level: three units of a bar, one of a gap, and the dashes begin anew with each piece of the line.
 * So two hundred components of ninety days stay a few kilobytes. Days with an interruption are taller, for those who see no colours.
 */
export function bars(view: View, { days }: Component): Html {
  const runs = runsOf(days, boundsFor(view.picture.page.promise))
  const counted = (...levels: readonly Level[]) =>
    runs.filter(({ level }) => levels.includes(level)).reduce((sum, { length }) => sum + length, 0)
  const label = view.say('bars.label', {
    full: counted('fine'),
    less: counted('worse', 'part', 'down'),
    unknown: counted('none'),
  })
  const lines = drawn.flatMap(level => {
    const pieces = runs.filter(run => run.level === level)
    if (pieces.length === 0) return []
    const way = pieces.map(({ from, length }) => `M${from * 4} ${heights[level]}h${length * 4 - 1}`).join('')
    return [html`<path class="${level}" d="${way}" />`]
  })
  return html`<svg
    class="bars"
    viewBox="0 0 ${Math.max(1, days.length * 4 - 1)} 20"
    preserveAspectRatio="none"
    role="img"
    aria-label="${label}"
  >
    ${lines}
  </svg>`
}

const drawn = ['none', 'fine', 'worse', 'part', 'down'] as const

/** The middle of the line; how thick it is says the style sheet. */
const heights = { none: 18, fine: 12, worse: 10, part: 10, down: 10, work: 10 } as const

/** What the colours of the bars mean, in shares. */
export function legend(view: View): Html {
  const { worse, part } = boundsFor(view.picture.page.promise)
  const keys: readonly (readonly [Level, string])[] = [
    ['fine', view.share(1)],
    ...(worse < 1 ? [['worse', view.say('components.from', { share: view.share(worse) })] as const] : []),
    ...(part < worse ? [['part', view.say('components.from', { share: view.share(part) })] as const] : []),
    ['down', view.say('components.less')],
    ['none', view.say('components.unknown')],
  ]
  return html`<ul class="legend">
    ${keys.map(
      ([level, text]) =>
        html`<li>
          <svg class="key" viewBox="0 0 3 20" preserveAspectRatio="none" aria-hidden="true">
            <path class="${level}" d="M0 ${heights[level]}h3" /></svg
          >${text}
        </li> `,
    )}
  </ul>`
}

/** The bars in words: each day of each component on which something was missing. */
export function barsInWords(view: View): Html {
  const { components } = view.picture
  const rows = components.flatMap(component => {
    const { days } = component
    const missed = days.flatMap((day, index) => (day === null || day.lost === 0 ? [] : [{ day, index }]))
    if (missed.length === 0) return []
    const told = missed.map(({ day, index }) =>
      view.say('bars.day', {
        day: view.times.day(view.times.today.subtract({ days: days.length - 1 - index })),
        share: view.available(day),
      }),
    )
    return [
      html`<dt dir="auto">${view.nameOf(component)}</dt>
        <dd>${told.join('; ')}</dd>`,
    ]
  })
  return html`<details class="in-words" id="in-words">
    <summary>${view.say('bars.in-words')}</summary>
    ${rows.length === 0 ? html`<p>${view.say('bars.no-days')}</p>` : html`<dl>${rows}</dl>`}
  </details>`
}
