import { languages, type Language } from '@pulih/kernel'
import { wordsFor } from '@pulih/phrases'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { AnswerPage } from '../answer/answer.tsx'
import { countryOf } from '../countries.ts'
import { emptyDraft, type Draft, type Field } from '../draft.ts'
import type { DraftMistake } from '../draft-to-case.ts'
import { idOf } from '../form/fields.tsx'
import { CaseForm } from '../form/form.tsx'
import { kindsOf } from '../form/where.tsx'
import { loadLanguage, loadRules, type Loaded } from '../loading.ts'
import { locales, sayIn } from '../say.ts'
import { atBestPeriod, workOut } from '../work-out.ts'
import { EditingContext, SpeechContext, type Editing, type Speech } from './context.ts'
import { AnswerBar, LinkRefused, LoadFailed, Masthead } from './frame.tsx'
import { Waiting } from './waiting.tsx'
import { firstDraft, forgetAddress, showInAddress, stateFromAddress, type PageState } from './page-state.ts'

/** The whole page: what is asked on one side, what follows on the other. */
export function App({ start }: { readonly start: PageState }) {
  const [page, setPage] = useState(start)
  const [touched, setTouched] = useState<ReadonlySet<Field>>(new Set())
  const answerRef = useRef<HTMLHeadingElement>(null)
  const { draft, isAnswered, language } = page
  const { loaded, hasFailed } = useRules(draft.jurisdiction)
  const [hasLostLine, setHasLostLine] = useState(false)
  const outcome = useMemo(() => (loaded ? workOut(draft, loaded.rulebook) : null), [draft, loaded])
  const speech = useMemo(() => speechOf(language), [language])
  const mistakes = outcome && 'mistakes' in outcome ? outcome.mistakes : []
  const { say } = speech

  const go = (next: PageState, how: 'push' | 'replace') => {
    setPage(next)
    showInAddress(next, how)
  }
  useEffect(() => {
    const back = async () => {
      forgetAddress()
      const next = stateFromAddress(language)
      await loadLanguage(next.language)
      setPage(next)
      setTouched(new Set())
    }
    const onBack = () => void back()
    window.addEventListener('popstate', onBack)
    return () => window.removeEventListener('popstate', onBack)
  }, [language])
  useEffect(() => {
    document.documentElement.lang = language
    document.title = say('page.title')
  }, [language])
  useEffect(() => {
    // A kind of service that no rule of the country is for cannot be chosen.
    const [first, ...kinds] = loaded ? kindsOf(loaded.rulebook) : []
    if (first && draft.kind !== first && !kinds.includes(draft.kind))
      setPage({ ...page, draft: { ...draft, kind: first } })
  }, [loaded])

  const editing: Editing = {
    draft,
    change: next => go({ ...page, draft: next, refusal: null }, 'replace'),
    mistakeAt: field => {
      const found = mistakes.find(mistake => mistake.field === field)
      const isShown = found && (isAnswered || (touched.has(field) && !isMissing(found)))
      return isShown ? say(`mistake.${found.code}`, found.values) : null
    },
    left: field => setTouched(before => (before.has(field) ? before : new Set([...before, field]))),
  }
  const showAnswer = () => {
    answerRef.current?.scrollIntoView({ block: 'start' })
    answerRef.current?.focus({ preventScroll: true })
  }
  const submit = () => {
    const asked = loaded ? atBestPeriod(draft, loaded.rulebook) : draft
    go({ ...page, draft: asked, isAnswered: true, refusal: null }, isAnswered ? 'replace' : 'push')
    const [first] = mistakes
    // After the next picture, when messages and answer stand.
    requestAnimationFrame(() => (first ? document.getElementById(idOf(first.field))?.focus() : showAnswer()))
  }
  const showExample = () => {
    if (loaded) go({ ...page, draft: loaded.example, isAnswered: true, refusal: null }, 'push')
  }
  const switchTo = async (next: Language) => {
    try {
      await loadLanguage(next)
    } catch {
      return setHasLostLine(true)
    }
    setHasLostLine(false)
    go({ ...page, language: next }, 'replace')
  }
  const answered = isAnswered && loaded && outcome && 'answer' in outcome ? { ...outcome, loaded } : null
  const amount = answered ? speech.words.money(answered.answer.recommended, answered.answer.currency) : null

  return (
    <SpeechContext.Provider value={speech}>
      <EditingContext.Provider value={editing}>
        <Masthead languages={languages} onLanguage={next => void switchTo(next)} onSkip={showAnswer} />
        <main>
          {page.refusal && (
            <LinkRefused refusal={page.refusal} onDismiss={() => go({ ...page, refusal: null }, 'replace')} />
          )}
          <div class="columns">
            <div class="asking">
              <CaseForm
                rulebook={loaded?.rulebook ?? null}
                mistakes={isAnswered ? mistakes : []}
                onCountry={code => {
                  setTouched(new Set())
                  go({ ...page, draft: inCountry(draft, code), isAnswered: false, refusal: null }, 'push')
                }}
                onExample={showExample}
                onClear={() => {
                  setTouched(new Set())
                  go({ ...page, draft: inCountry(emptyDraft, draft.jurisdiction), isAnswered: false }, 'push')
                }}
                onSubmit={submit}
              />
              {(hasFailed || hasLostLine) && <LoadFailed />}
              {draft.jurisdiction !== '' && !loaded && !hasFailed && (
                <p class="loading" role="status">
                  {say('page.loading')}
                </p>
              )}
            </div>
            <div class="answering">
              <h2 ref={answerRef} tabIndex={-1} class={answered ? 'visually-hidden' : undefined}>
                {say(answered ? 'answer.name' : 'answer.waiting')}
              </h2>
              {answered ? (
                <AnswerPage question={answered.question} answer={answered.answer} rulebook={answered.loaded.rulebook} />
              ) : (
                <Waiting isWrong={isAnswered && mistakes.length > 0} loaded={loaded} onExample={showExample} />
              )}
            </div>
          </div>
          <p class="visually-hidden" role="status">
            {amount === null ? '' : say('answer.updated', { amount })}
          </p>
        </main>
        {amount !== null && <AnswerBar amount={amount} onShow={showAnswer} watched={answerRef} />}
        <footer>
          <p>{say('page.disclaimer')}</p>
          <p>{say('page.privacy')}</p>
        </footer>
      </EditingContext.Provider>
    </SpeechContext.Provider>
  )
}

function isMissing({ code }: DraftMistake): boolean {
  return code === 'time-missing' || code === 'amount-missing' || code === 'nothing-happened'
}

function speechOf(language: Language): Speech {
  return { language, locale: locales[language], say: sayIn(language), words: wordsFor(language) }
}

/** The draft under another country's law: what depends on the country begins anew, times and fee stay. */
function inCountry(draft: Draft, code: string): Draft {
  const country = countryOf(code)
  const fresh = firstDraft(code)
  return {
    ...draft,
    jurisdiction: code,
    currency: country?.currency ?? '',
    timeZone: fresh.timeZone,
    region: '',
    remoteness: '',
    designated: false,
    signatoryOf: [],
    settings: {},
    schemes: null,
  }
}

/** The rules of a jurisdiction: on their way, here, or not to be had. */
function useRules(jurisdiction: string) {
  const [state, setState] = useState<{ readonly of: string; readonly loaded: Loaded | null }>({ of: '', loaded: null })
  useEffect(() => {
    if (jurisdiction === '') return
    // Whoever changes his mind may get the answers in another order than he asked.
    let isWanted = true
    const settle = (loaded: Loaded | null) => {
      if (isWanted) setState({ of: jurisdiction, loaded })
    }
    loadRules(jurisdiction).then(settle, () => settle(null))
    return () => {
      isWanted = false
    }
  }, [jurisdiction])
  const isHere = state.of === jurisdiction && jurisdiction !== ''
  return { loaded: isHere ? state.loaded : null, hasFailed: isHere && state.loaded === null }
}
