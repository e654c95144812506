import { render } from 'preact'
import { loadLanguage, loadRules } from './loading.ts'
import { App } from './page/app.tsx'
import { firstLanguage, stateFromAddress } from './page/page-state.ts'
import { sayIn } from './say.ts'

const root = document.getElementById('root')
if (root) void start(root)

async function start(root: HTMLElement): Promise<void> {
  const language = firstLanguage()
  const hasTemporal = 'Temporal' in globalThis
  const page = hasTemporal ? stateFromAddress(language) : null
  // Both at once: on a slow line each waits for its own answer.
  if (page && page.draft.jurisdiction !== '') loadRules(page.draft.jurisdiction).catch(() => undefined)
  await loadLanguage(page?.language ?? language)
  if (page) render(<App start={page} />, root)
  else render(<p class="alert">{sayIn(language)('page.too-old')}</p>, root)
}
