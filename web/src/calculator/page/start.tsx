import type { Language } from '@pulih/kernel'
import { render } from 'preact'
import { loadLanguage, loadRules } from '../loading.ts'
import { App } from './app.tsx'
import { stateFromAddress } from './page-state.ts'

/** Shows the page that the address asks for. */
export async function start(root: HTMLElement, language: Language): Promise<void> {
  const page = stateFromAddress(language)
  // Both at once: on a slow line each waits for its own answer. A failure shows when the page asks again.
  if (page.draft.jurisdiction !== '') loadRules(page.draft.jurisdiction).catch(() => undefined)
  await loadLanguage(page.language)
  render(<App start={page} />, root)
}
