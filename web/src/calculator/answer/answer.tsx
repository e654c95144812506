import type { Answer, Case } from '@pulih/engine'
import { useState } from 'preact/hooks'
import type { Loaded } from '../loading.ts'
import { useSpeech } from '../page/context.ts'
import { answerView, type AnswerView } from './answer-view.ts'
import { dayMapOf } from './day-map.ts'
import { Days } from './days.tsx'
import { letterOf } from './letter.ts'
import { SchemeCard } from './scheme-card.tsx'

/** The answer to a case, from the figure down to the sources. */
export function AnswerPage({
  question,
  answer,
  rulebook,
}: {
  readonly question: Case
  readonly answer: Answer
  readonly rulebook: Loaded['rulebook']
}) {
  const { say, words, language } = useSpeech()
  const view = answerView(words, question, answer, rulebook)
  const map = dayMapOf(question, answer)
  const counted = map?.countedBy ? (rulebook.schemes.get(map.countedBy)?.title[language] ?? null) : null
  const something = view.schemes.filter(({ tone }) => tone !== 'none')
  const nothing = view.schemes.filter(({ tone }) => tone === 'none')
  return (
    <>
      <Verdict view={view} />
      <Todo question={question} view={view} />
      {map && <Days map={map} title={counted} />}
      {view.schemes.length > 0 && (
        <section aria-labelledby="schemes-heading">
          <h3 id="schemes-heading">{say('scheme.heading')}</h3>
          {something.map((scheme, index) => (
            <SchemeCard key={scheme.id} scheme={scheme} isFirst={index === 0} />
          ))}
          {nothing.length > 0 && (
            <details class="nothing" open={something.length === 0}>
              <summary>{say('scheme.nothing', { count: nothing.length })}</summary>
              {nothing.map((scheme, index) => (
                <SchemeCard key={scheme.id} scheme={scheme} isFirst={something.length === 0 && index === 0} />
              ))}
            </details>
          )}
        </section>
      )}
      {view.notApplied.length > 0 && (
        <details class="not-applied" open={view.schemes.length === 0}>
          <summary>{say('scheme.not-applied', { count: view.notApplied.length })}</summary>
          <ul class="marks">
            {view.notApplied.map(({ id, title, reasons }) => (
              <li key={id} class="no">
                <strong>{title}</strong>
                {reasons.map(reason => (
                  <span key={reason} class="reason">
                    {reason}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </details>
      )}
      <Share />
    </>
  )
}

function Verdict({ view }: { readonly view: AnswerView }) {
  const { say } = useSpeech()
  const isSum = view.verdict === 'owed'
  return (
    <section class={`verdict ${view.verdict}`}>
      <p class="lead">{say(`answer.${view.verdict}`)}</p>
      {isSum && <p class="figure">{view.recommended}</p>}
      {view.verdict === 'perhaps' && <p class="figure">{view.maximum}</p>}
      {view.verdict === 'goodwill' && <p class="figure">{view.goodwill}</p>}
      {isSum && view.isOpen && <Range view={view} />}
      <p>
        {view.verdict === 'owed'
          ? view.isOpen
            ? say('answer.open', { minimum: view.minimum, maximum: view.maximum })
            : say('answer.agreed')
          : say(`answer.${view.verdict}-text`)}
      </p>
      {view.goodwill !== null && view.verdict !== 'goodwill' && (
        <p class="goodwill">{say('answer.goodwill-besides', { amount: view.goodwill })}</p>
      )}
    </section>
  )
}

/** The three figures on one line. */
function Range({ view }: { readonly view: AnswerView }) {
  const { words } = useSpeech()
  const figures = (['minimum', 'recommended', 'maximum'] as const).map(kind => ({
    kind,
    name: words.phrase(`figure.${kind}`),
    amount: view[kind],
  }))
  return (
    <dl class="figures">
      {figures.map(({ name, amount, kind }) => (
        <div key={kind} class={kind}>
          <dt>{name}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Whom to ask, by when, and with which words. */
function Todo({ question, view }: { readonly question: Case; readonly view: AnswerView }) {
  const speech = useSpeech()
  const { say } = speech
  const due = view.schemes.flatMap(({ settlement, title, tone }) =>
    settlement && tone !== 'none' ? [{ ...settlement, title }] : [],
  )
  if (due.length === 0) return null
  const asks = due.some(({ isAutomatic }) => !isAutomatic)
  return (
    <section class="todo" aria-labelledby="todo-heading">
      <h3 id="todo-heading">{say('todo.heading')}</h3>
      <ol>
        {due.map(({ title, isAutomatic, claimBy, payBy }) => (
          <li key={title}>
            {isAutomatic
              ? payBy === null
                ? say('todo.automatic', { title })
                : say('todo.automatic-by', { title, date: payBy })
              : claimBy === null
                ? say('todo.ask', { title })
                : say('todo.ask-by', { title, date: claimBy })}
            {!isAutomatic && payBy !== null && ` ${say('todo.pay-by', { date: payBy })}`}
          </li>
        ))}
        <li>{say('todo.refused')}</li>
      </ol>
      {asks && <Letter text={letterOf(speech, question, view)} />}
    </section>
  )
}

function Letter({ text }: { readonly text: string }) {
  const { say } = useSpeech()
  return (
    <details class="letter">
      <summary>{say('todo.letter')}</summary>
      <pre tabIndex={0}>{text}</pre>
      <CopyButton label={say('todo.letter-copy')} text={() => text} />
    </details>
  )
}

function Share() {
  const { say } = useSpeech()
  return (
    <section class="share">
      <CopyButton label={say('share.link')} text={() => window.location.href} />
      <button type="button" class="quiet" onClick={() => window.print()}>
        {say('share.print')}
      </button>
      <p class="hint">{say('share.note')}</p>
    </section>
  )
}

/** Copies, and says so to everyone. */
function CopyButton({ label, text }: { readonly label: string; readonly text: () => string }) {
  const { say } = useSpeech()
  const [state, setState] = useState<'idle' | 'linked' | 'failed'>('idle')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setState('linked')
    } catch {
      // Without permission, or on a page that was opened without encryption.
      setState('failed')
    }
    setTimeout(() => setState('idle'), 4000)
  }
  return (
    <span class="copy">
      <button type="button" class="quiet" onClick={() => void copy()}>
        {label}
      </button>
      <span role="status">{state === 'idle' ? '' : say(`share.${state}`)}</span>
    </span>
  )
}
