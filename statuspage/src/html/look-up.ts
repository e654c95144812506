import type { Language } from '@pulih/kernel'
import type { Picture, PublicOutage } from '../picture.ts'
import { assetsOf } from './assets.ts'
import { contactSection } from './contact.ts'
import { levelOfOutage, type Level } from './headline.ts'
import { html, type Html } from './html.ts'
import { documentOf, type Sheet } from './layout.ts'
import { outageCard } from './outage-card.ts'
import type { Key } from './say.ts'
import { sign } from './signs.ts'
import { viewFor, type View } from './view.ts'

/**
 * What somebody who looks himself up is told. `clear` is said of what is not hit and of what is not known alike, so that nobody learns
 * which numbers there are. `unknown`: who is hit cannot be looked up now. `some`: part of the place is hit.
 */
export type LookUpAnswer =
  | { readonly kind: 'clear' | 'own-clear' | 'unknown' | 'own-unknown' | 'busy' | 'expired' }
  | {
      readonly kind: 'hit' | 'some' | 'own-hit'
      /** The worst of it. */
      readonly concern: Concern
      readonly outages: readonly string[]
      /** Whether nothing else can be missing, so that who is only to expect work may be told that he has no outage. */
      readonly isSure: boolean
    }

/** An outage, work that is being done, or work that is still to come and hurts nobody yet. */
export type Concern = 'outage' | 'work' | 'planned'

/** The page with an answer, for readers of one language. What was asked is not in it. */
export function lookUpPage(picture: Picture, language: Language, answer: LookUpAnswer): string {
  const view = viewFor(picture, language)
  return documentOf(view, lookUpSheet(view, answer), assetsOf(picture.page))
}

export function lookUpSheet(view: View, answer: LookUpAnswer | null): Sheet {
  return {
    title: answer === null ? view.say('look-up.title') : told(view, answer),
    main: html`<header class="title">
        <h1>${view.say('look-up.title')}</h1>
        <p>${view.say('look-up.intro')}</p>
      </header>
      ${answer && answerOf(view, answer)}
      <section aria-labelledby="ask">
        <h2 id="ask">${view.say(answer === null ? 'look-up.ask' : 'look-up.again')}</h2>
        <div class="card">${lookUpForm(view)}</div>
      </section>
      ${contactSection(view)}`,
    path: paths => paths.lookUp,
    ...(answer && { form: 'answer' as const }),
  }
}

/** Works without a script, like everything here. */
export function lookUpForm(view: View): Html {
  return html`<form class="look-up" action="${view.paths.lookUp}" method="get" role="search">
    <label for="q">${view.say('look-up.label')}</label>
    <input
      id="q"
      name="q"
      type="search"
      required
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      enterkeyhint="search"
    />
    <button>${view.say('look-up.button')}</button>
  </form>`
}

/** On the first page, where it is the second question that somebody has. */
export function lookUpSection(view: View): Html {
  return html`<section class="card asking" aria-labelledby="ask">
    <h2 id="ask">${view.say('look-up.title')}</h2>
    ${lookUpForm(view)}
    <p class="quiet">${view.say('look-up.privacy')}</p>
  </section>`
}

function answerOf(view: View, answer: LookUpAnswer): Html {
  const outages = outagesOf(view, answer)
  const level = levelOf(answer, outages)
  const more = moreToSay(answer)
  return html`<section class="hero ${level}" role="status">
      ${sign(level)}
      <div>
        <h2>${told(view, answer)}</h2>
        ${more && html`<p>${view.say(more)}</p>`}
      </div>
    </section>
    ${outages.length > 0 && html`<section class="answers" aria-label="${view.say('outages.title')}">${outages.map(outage => outageCard(view, outage))}</section>`}`
}

function told(view: View, answer: LookUpAnswer): string {
  if (!('outages' in answer)) return view.say(`answer.${answer.kind}`)
  const meant = outagesOf(view, answer)
    .filter(outage => concernOf(outage) === answer.concern)
    .toSorted((a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt))
  const [first] = meant
  return view.say(`answer.${answer.kind}-${answer.concern}`, {
    n: meant.length,
    when: first ? plannedTime(view, first) : '',
  })
}

function plannedTime({ times }: View, { startedAt, until, etr }: PublicOutage): string {
  const end = until ?? etr
  return end === null || Date.parse(end) <= Date.parse(startedAt)
    ? times.momentText(startedAt)
    : times.between(startedAt, end)
}

function concernOf({ planned, status }: PublicOutage): Concern {
  return !planned ? 'outage' : status === 'in_progress' ? 'work' : 'planned'
}

function moreToSay(answer: LookUpAnswer): Key | null {
  if (!('outages' in answer)) return moreToPlain[answer.kind]
  if (answer.concern === 'planned') return answer.isSure ? 'look-up.none-now' : 'look-up.unknown-now'
  return answer.kind === 'some' ? 'look-up.exactly' : null
}

const moreToPlain = {
  clear: 'look-up.tell-us',
  'own-clear': 'look-up.tell-us',
  unknown: 'look-up.nothing-follows',
  'own-unknown': 'look-up.nothing-follows',
  busy: null,
  expired: null,
} as const satisfies Readonly<Record<string, Key | null>>

function outagesOf({ picture }: View, answer: LookUpAnswer): readonly PublicOutage[] {
  if (!('outages' in answer)) return []
  return [...picture.open, ...picture.planned].filter(({ id }) => answer.outages.includes(id))
}

const worst: readonly Level[] = ['down', 'part', 'worse', 'work', 'fine']

function levelOf(answer: LookUpAnswer, outages: readonly PublicOutage[]): Level {
  if (answer.kind === 'clear' || answer.kind === 'own-clear') return 'fine'
  const levels = outages.map(levelOfOutage)
  return worst.find(level => levels.includes(level)) ?? 'none'
}
