import type { Language } from '@pulih/kernel'
import { countryByZone, countryOf } from '../countries.ts'
import { emptyDraft, type Draft } from '../draft.ts'
import { readLink, writeLink, type LinkRefusal } from '../link.ts'

/** Everything that the address of the page holds. */
export interface PageState {
  readonly draft: Draft
  readonly language: Language
  readonly isAnswered: boolean
  /** Why the link that led here was not used. */
  readonly refusal: { readonly reason: LinkRefusal; readonly part: string } | null
}

/** Without a link: the country whose clocks run like this machine's. */
export function stateFromAddress(usual: Language): PageState {
  const link = readLink(window.location.hash)
  if ('draft' in link) {
    const { draft, isAnswered } = link
    return { draft, isAnswered, language: link.language ?? usual, refusal: null }
  }
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const refusal = link.refusal === null ? null : { reason: link.refusal, part: link.part }
  return { draft: firstDraft(countryByZone(zone)?.code ?? ''), isAnswered: false, language: usual, refusal }
}

export function firstDraft(code: string): Draft {
  const country = countryOf(code)
  if (!country) return emptyDraft
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone
  const timeZone = country.zones.find(zone => zone === here) ?? country.zones[0] ?? ''
  return { ...emptyDraft, jurisdiction: code, currency: country.currency, timeZone }
}

let later: { readonly timer: ReturnType<typeof setTimeout>; readonly show: () => void } | null = null

/** Steps that somebody may want to go back to are pushed; letters as they are typed are not, and browsers limit how often. */
export function showInAddress({ draft, language, isAnswered }: PageState, how: 'push' | 'replace'): void {
  const address = `#${writeLink({ draft, language, isAnswered })}`
  if (later) clearTimeout(later.timer)
  if (how === 'push') {
    // What was typed last belongs to the step that is left.
    later?.show()
    later = null
    window.history.pushState(null, '', address)
    return
  }
  const show = () => window.history.replaceState(null, '', address)
  const timer = setTimeout(() => {
    later = null
    show()
  }, 250)
  later = { timer, show }
}

/** The reader went elsewhere: what was still to be shown is not. */
export function forgetAddress(): void {
  if (later) clearTimeout(later.timer)
  later = null
}
