import { render } from 'preact'
import { App, languageKey, whoIsThere } from './app.tsx'
import { firstLanguage, loadMessages } from './say.ts'
import './style/portal.css'
import { applyTheme, remembered } from './theme.ts'

applyTheme()
const language = firstLanguage(remembered(languageKey), navigator.languages)
const root = document.getElementById('root')
// On a slow line each question costs its own round; those that do not wait for each other are asked together.
const who = whoIsThere()
const messages = await loadMessages(language)
if (root) render(<App first={language} firstMessages={messages} who={who} />, root)
