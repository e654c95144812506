import { render } from 'preact'
import { App, languageKey } from './app.tsx'
import { firstLanguage, loadMessages } from './say.ts'
import './style/portal.css'
import { applyTheme, remembered } from './theme.ts'

applyTheme()
const language = firstLanguage(remembered(languageKey), navigator.languages)
const root = document.getElementById('root')
const messages = await loadMessages(language)
if (root) render(<App first={language} firstMessages={messages} />, root)
