import type { Language } from '@pulih/kernel'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { ask, Refused } from './api.ts'
import { SpeechContext, VisitContext, type Door, type Me } from './context.ts'
import { formatIn } from './format.ts'
import { Credit } from './pages/credit.tsx'
import { Credits } from './pages/credits.tsx'
import { Home } from './pages/home.tsx'
import { isForAnybody, isLater, LaterPage } from './pages/later.tsx'
import { Outages } from './pages/outages.tsx'
import { RightsPage } from './pages/rights.tsx'
import { SignIn } from './pages/sign-in.tsx'
import { Shell } from './parts/shell.tsx'
import { Failed, NotFound, Waiting } from './parts/states.tsx'
import { usePage, type Page } from './router.ts'
import { loadMessages, sayIn, type Messages } from './say.ts'
import { remember } from './theme.ts'

interface AppProps {
  readonly first: Language
  readonly firstMessages: Messages
  /** Asked already, while the words came. */
  readonly who: Promise<Opening>
}

export type Opening =
  | { readonly state: 'opening' }
  | { readonly state: 'failed'; readonly reason: unknown }
  | { readonly state: 'open'; readonly door: Door; readonly me: Me | null; readonly wasSignedOut: boolean }

export const languageKey = 'pulih-portal-language'

/** The portal: who is there, in which language, and at which page. */
export function App({ first, firstMessages, who }: AppProps) {
  const [spoken, setSpoken] = useState({ language: first, messages: firstMessages })
  const [opening, setOpening] = useState<Opening>({ state: 'opening' })
  const page = usePage()
  const speech = useMemo(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    const say = sayIn(spoken.language, spoken.messages)
    return { language: spoken.language, say, format: formatIn(spoken.language, timeZone) }
  }, [spoken])

  const open = () => void whoIsThere().then(setOpening)
  useEffect(() => void who.then(setOpening), [])
  useEffect(() => {
    document.documentElement.lang = spoken.language
    document.title = `${speech.say(titleOf(page))} · Pulih`
  }, [spoken, page])

  const changeLanguage = (language: Language) => {
    remember(languageKey, language)
    void loadMessages(language).then(messages => setSpoken({ language, messages }))
  }
  const signedOut = () =>
    setOpening(before => (before.state === 'open' ? { ...before, me: null, wasSignedOut: true } : before))
  const visit = {
    me: opening.state === 'open' ? opening.me : null,
    door: opening.state === 'open' ? opening.door : { code: false, provider: false, jurisdiction: 'XX' },
    signedOut,
  }
  return (
    <SpeechContext.Provider value={speech}>
      <VisitContext.Provider value={visit}>
        <Shell page={page} onLanguage={changeLanguage}>
          {page.name === 'rights' ? (
            <RightsPage />
          ) : isLater(page) && isForAnybody(page) ? (
            <LaterPage key={page.name} page={page} />
          ) : opening.state === 'opening' ? (
            <Waiting />
          ) : opening.state === 'failed' ? (
            <Failed reason={opening.reason} again={open} />
          ) : opening.me === null ? (
            <SignIn wasSignedOut={opening.wasSignedOut} onSignedIn={open} />
          ) : (
            <OwnPage page={page} />
          )}
        </Shell>
      </VisitContext.Provider>
    </SpeechContext.Provider>
  )
}

function OwnPage({ page }: { readonly page: Page }) {
  if (isLater(page)) return <LaterPage page={page} />
  switch (page.name) {
    case 'home':
      return <Home />
    case 'outages':
      return <Outages />
    case 'credits':
      return <Credits />
    case 'credit':
      return <Credit key={page.credit} credit={page.credit} />
    case 'rights':
      return <RightsPage />
    case 'nothing':
      return <NotFound />
  }
}

function titleOf(page: Page) {
  switch (page.name) {
    case 'outages':
      return 'nav.outages'
    case 'credits':
    case 'credit':
      return 'nav.credits'
    case 'rights':
      return 'nav.rights'
    case 'preferences':
      return 'nav.preferences'
    case 'subscribe':
    case 'confirm':
    case 'subscription':
      return 'told.title'
    case 'stop':
      return 'stop.title'
    case 'home':
    case 'nothing':
      return 'page.title'
  }
}

export async function whoIsThere(): Promise<Opening> {
  try {
    const [door, me] = await Promise.all([ask('getPortalDoor'), ask('getPortalMe').catch(nobodyIfRefused)])
    return { state: 'open', door, me, wasSignedOut: false }
  } catch (reason) {
    return { state: 'failed', reason }
  }
}

function nobodyIfRefused(reason: unknown): null {
  if (reason instanceof Refused && reason.code === 'access.unauthenticated') return null
  throw reason
}
