import { firstLanguage, languageFiles } from './languages.ts'

const root = document.getElementById('root')
if (root) void open(root)

/** The engine counts days with Temporal and cannot even be loaded without it; browsers that have none yet load it from us first. */
async function open(root: HTMLElement): Promise<void> {
  const language = firstLanguage()
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
  const [{ start }] = await Promise.all([import('./page/start.tsx'), languageFiles[language]()])
  return start(root, language)
}
