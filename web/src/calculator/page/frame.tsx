import type { Language } from '@pulih/kernel'
import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { PageState } from './page-state.ts'
import { useSpeech } from './context.ts'

const names: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia', pl: 'Polski' }

/** Name, languages, and what the page is for. */
export function Masthead({
  languages,
  onLanguage,
  onSkip,
}: {
  readonly languages: readonly Language[]
  readonly onLanguage: (language: Language) => void
  readonly onSkip: () => void
}) {
  const { say, language } = useSpeech()
  return (
    <header class="masthead">
      <div class="bar">
        <button type="button" class="skip" onClick={onSkip}>
          {say('page.to-answer')}
        </button>
        <p class="brand">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M2 13h5l3-8 4 14 3-6h5" />
          </svg>
          Pulih
        </p>
        <nav aria-label={say('page.language')}>
          {languages.map(each => (
            <button
              key={each}
              type="button"
              lang={each}
              aria-pressed={each === language}
              aria-label={`${each.toUpperCase()} ${names[each]}`}
              onClick={() => onLanguage(each)}
            >
              {each.toUpperCase()}
            </button>
          ))}
        </nav>
      </div>
      <div class="intro">
        <h1>{say('page.heading')}</h1>
        <p>{say('page.lead')}</p>
        <p class="private">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M6 11V8a6 6 0 0 1 12 0v3M5 11h14v10H5z" />
          </svg>
          {say('page.privacy')}
        </p>
      </div>
    </header>
  )
}

export function LinkRefused({
  refusal,
  onDismiss,
}: {
  readonly refusal: NonNullable<PageState['refusal']>
  readonly onDismiss: () => void
}) {
  const { say } = useSpeech()
  return (
    <div class="alert" role="alert">
      <strong>{say('link.refused')}</strong>
      <p>{say(`link.${refusal.reason}`, { part: refusal.part })}</p>
      <button type="button" class="quiet" onClick={onDismiss}>
        {say('link.dismiss')}
      </button>
    </div>
  )
}

/** Begins anew: browsers remember a script that failed to load, and the address holds the whole case. */
export function LoadFailed() {
  const { say } = useSpeech()
  return (
    <div class="alert" role="alert">
      <p>{say('page.load-failed')}</p>
      <button type="button" class="quiet" onClick={() => window.location.reload()}>
        {say('page.try-again')}
      </button>
    </div>
  )
}

/** On a phone the answer is far below the question: its amount stays in view until the answer itself is. */
export function AnswerBar({
  amount,
  onShow,
  watched,
}: {
  readonly amount: string
  readonly onShow: () => void
  readonly watched: RefObject<HTMLElement | null>
}) {
  const { say } = useSpeech()
  const [isBelow, setIsBelow] = useState(false)
  useEffect(() => {
    const target = watched.current
    if (!target) return
    const observer = new IntersectionObserver(([entry]) => {
      if (entry) setIsBelow(!entry.isIntersecting && entry.boundingClientRect.top > 0)
    })
    observer.observe(target)
    return () => observer.disconnect()
  }, [])
  return isBelow ? (
    <button type="button" class="answer-bar" onClick={onShow}>
      {say('answer.bar', { amount })}
    </button>
  ) : null
}
