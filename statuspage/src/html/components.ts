import type { Component } from '../picture.ts'
import { availabilityOf, keeps } from './availability.ts'
import { bars, barsInWords, legend } from './bars.ts'
import { levelOfStatus } from './headline.ts'
import { html, type Html } from './html.ts'
import { sign } from './signs.ts'
import type { View } from './view.ts'

/** What the operator offers, in groups, each with its word, its days and how much of the promise was kept. */
export function componentsSection(view: View): Html | null {
  const { components, page } = view.picture
  if (components.length === 0) return null
  const kinds = [
    { title: view.say('components.services'), all: topOf(components, 'service') },
    { title: view.say('components.areas'), all: topOf(components, 'area') },
  ].filter(({ all }) => all.length > 0)
  const days = Math.max(...components.map(component => component.days.length))
  const promise =
    page.promise === null ? null : view.say('components.promise', { promise: view.share(Number(page.promise)) })
  return html`<section class="components" aria-labelledby="components">
    <h2 id="components">${view.say('components.title')}</h2>
    <span class="explained">
      <p>${view.say('components.bars', { n: days })} ${promise}</p>
      ${legend(view)}
    </span>
    ${kinds.map(
      ({ title, all }) =>
        html`<h3>${title}</h3>
          <ul class="rows card">
            ${all.map(component => html`<li>${familyOf(view, component)}</li>`)}
          </ul>`,
    )}
    ${barsInWords(view)} ${howItIsReckoned(view)}
  </section>`
}

/** The formula, for whoever wants to know what the shares say. */
function howItIsReckoned(view: View): Html {
  return html`<details class="in-words" id="reckoned">
    <summary>${view.say('reckoned.title')}</summary>
    <p>${view.say('reckoned.formula')}</p>
    <p>${view.say('reckoned.rules')}</p>
  </details>`
}

/** What stands at the top: it is in no group, or its group is not on the page. */
function topOf(components: readonly Component[], kind: Component['kind']): readonly Component[] {
  const ids = new Set(components.map(({ id }) => id))
  return components.filter(({ group, id, ...component }) => {
    return component.kind === kind && (group === null || group === id || !ids.has(group))
  })
}

/** A group is closed as long as all is well in it, so that what is not well is found at a glance. */
function familyOf(view: View, component: Component): Html {
  const members = view.picture.components.filter(({ group, id }) => group === component.id && id !== component.id)
  if (members.length === 0) return row(view, component)
  const open = members.some(({ status }) => status !== 'operational')
  return html`<details id="c-${component.id}" ${open && html`open`}>
    <summary>${row(view, component, view.say('components.parts', { n: members.length }))}</summary>
    <ul class="rows">
      ${members.map(member => html`<li>${row(view, member)}</li>`)}
    </ul>
  </details>`
}

function row(view: View, component: Component, parts: string | null = null): Html {
  const level = levelOfStatus[component.status]
  return html`<span class="row">
    <span class="name">
      ${sign(level)}<span
        ><span dir="auto">${view.nameOf(component)}</span>${parts !== null && html` <small>${parts}</small>`}</span
      >
    </span>
    <span class="word ${level}">${view.say(`component.${component.status}`)}</span>
    ${bars(view, component)}
    <span class="share">${availability(view, component)}</span>
  </span>`
}

/** Of a page that is young it is said of how many days it speaks. */
function availability(view: View, { days }: Component): Html {
  const all = availabilityOf(days)
  if (all === null) return html`${view.say('availability.unknown')}`
  const { promise } = view.picture.page
  const told = view.say('availability.share', { share: view.available(all) })
  const known = days.filter(day => day !== null).length
  const since = known < days.length ? html` <small>${view.say('availability.known', { days: known })}</small>` : html``
  if (promise === null) return html`${told}${since}`
  return keeps(all, Number(promise))
    ? html`${told}${since} <small>${view.say('availability.kept')}</small>`
    : html`${told}${since} <small class="missed">${view.say('availability.missed')}</small>`
}
