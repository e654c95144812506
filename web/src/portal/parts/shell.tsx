import type { Language } from '@pulih/kernel'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { useSpeech, useVisit } from '../context.ts'
import { pathOf, type Page } from '../router.ts'
import { languageNames, languages } from '../say.ts'
import { isDark, setDark } from '../theme.ts'
import { Icon } from './icon.tsx'

interface ShellProps {
  readonly page: Page
  readonly onLanguage: (language: Language) => void
  readonly children: ComponentChildren
}

/** Name, pages, language and colours around every page. */
export function Shell({ page, onLanguage, children }: ShellProps) {
  const { say } = useSpeech()
  const { me } = useVisit()
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  // Who follows a link without seeing hears that there is another page.
  useEffect(() => {
    if (first.current) first.current = false
    else main.current?.focus()
  }, [pathOf(page)])
  return (
    <>
      <a class="skip" href="#content" onClick={() => main.current?.focus()}>
        {say('page.skip')}
      </a>
      <header class="masthead">
        <div class="bar">
          <a class="brand" href="/portal/">
            <Icon name="pulse" />
            Pulih
          </a>
          <div class="tools">
            <Languages onLanguage={onLanguage} />
            <Colours />
          </div>
        </div>
        <Pages page={page} isSignedIn={me !== null} />
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        {children}
      </main>
      {me && <Account />}
    </>
  )
}

function Pages({ page, isSignedIn }: { readonly page: Page; readonly isSignedIn: boolean }) {
  const { say } = useSpeech()
  const pages = isSignedIn
    ? (['home', 'outages', 'credits', 'preferences', 'rights'] as const)
    : (['home', 'subscribe', 'rights'] as const)
  const current = page.name === 'credit' ? 'credits' : page.name
  return (
    <nav class="pages" aria-label={say('page.menu')}>
      <ul>
        {pages.map(name => (
          <li key={name}>
            <a href={pathOf({ name })} aria-current={name === current ? 'page' : undefined}>
              {say(name === 'home' && !isSignedIn ? 'nav.sign-in' : `nav.${name}`)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Languages({ onLanguage }: Pick<ShellProps, 'onLanguage'>) {
  const { say, language } = useSpeech()
  return (
    <div class="languages" role="group" aria-label={say('page.language')}>
      {languages.map(each => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          aria-label={`${each.toUpperCase()} ${languageNames[each]}`}
          onClick={() => onLanguage(each)}
        >
          {each.toUpperCase()}
        </button>
      ))}
    </div>
  )
}

function Colours() {
  const { say } = useSpeech()
  const [dark, setIsDark] = useState(isDark)
  return (
    <button
      type="button"
      class="colours"
      aria-label={say(dark ? 'page.theme-light' : 'page.theme-dark')}
      onClick={() => {
        setDark(!dark)
        setIsDark(!dark)
      }}
    >
      <Icon name={dark ? 'sun' : 'moon'} />
    </button>
  )
}

function Account() {
  const { say } = useSpeech()
  const { me, signedOut } = useVisit()
  if (!me) return null
  const leave = (everywhere: boolean) => {
    // Even if it did not get through, whoever leaves a borrowed telephone wants nothing more to be seen.
    void ask('signOutOfPortal', { body: { everywhere } }).finally(signedOut)
  }
  return (
    <footer class="account">
      <p>{say('account.signed-in', { name: me.name ?? me.customer })}</p>
      <button type="button" class="link" onClick={() => leave(false)}>
        {say('account.sign-out')}
      </button>
      {me.devices > 1 && (
        <button type="button" class="link" onClick={() => leave(true)}>
          {say('account.everywhere', { devices: me.devices })}
        </button>
      )}
    </footer>
  )
}
