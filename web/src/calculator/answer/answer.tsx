import type { Answer, Case } from '@pulih/engine'
import { addDays, noCurrency } from '@pulih/kernel'
import { useState } from 'preact/hooks'
import type { Loaded } from '../loading.ts'
import { useEditing, useSpeech, type Speech } from '../page/context.ts'
import { answersByPeriod } from '../work-out.ts'
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
  const speech = useSpeech()
  const { say, words, language } = speech
  const view = answerView(words, question, answer, rulebook)
  const map = dayMapOf(question, answer)
  const counted = map?.countedBy ? (rulebook.schemes.get(map.countedBy)?.title[language] ?? null) : null
  const something = view.schemes.filter(({ tone }) => tone !== 'none')
  const nothing = view.schemes.filter(({ tone }) => tone === 'none')
  return (
    <>
      <Verdict view={view} facts={factsText(speech, question)} />
      <Periods rulebook={rulebook} currency={answer.currency} />
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

function Verdict({ view, facts }: { readonly view: AnswerView; readonly facts: string }) {
  const { say } = useSpeech()
  const isSum = view.verdict === 'owed'
  const figure =
    view.verdict === 'perhaps'
      ? view.maximum
      : view.verdict === 'goodwill'
        ? view.goodwill
        : isSum
          ? view.recommended
          : null
  return (
    <section class={`verdict ${view.verdict}`}>
      <p class="lead">{say(`answer.${view.verdict}`)}</p>
      {figure !== null && <p class={figure.length > 11 ? 'figure long' : 'figure'}>{figure}</p>}
      {isSum && view.isOpen && <Range view={view} />}
      <p>
        {view.verdict === 'owed'
          ? view.isOpen
            ? say(view.isSure ? 'answer.open' : 'answer.unsure', { minimum: view.minimum, maximum: view.maximum })
            : say('answer.agreed')
          : say(`answer.${view.verdict}-text`)}
      </p>
      <p class="facts">{facts}</p>
      {view.goodwill !== null && view.verdict !== 'goodwill' && (
        <p class="goodwill">{say('answer.goodwill-besides', { amount: view.goodwill })}</p>
      )}
    </section>
  )
}

/** Several billing periods, each with its own credit: which there are, and which one is on view. */
function Periods({ rulebook, currency }: { readonly rulebook: Loaded['rulebook']; readonly currency: string }) {
  const { say, words } = useSpeech()
  const { draft, change } = useEditing()
  const answers = answersByPeriod(draft, rulebook)
  if (answers.length < 2) return null
  return (
    <section class="periods" aria-labelledby="periods-heading">
      <h3 id="periods-heading">{say('periods.heading')}</h3>
      <p class="hint">{say('periods.text')}</p>
      <div>
        {answers.map(({ period, recommended, isShown }) => (
          <button
            key={period.from}
            type="button"
            aria-pressed={isShown}
            onClick={() => change({ ...draft, month: period.from.slice(0, 7) })}
          >
            <span>
              {say('form.period-option', { from: words.date(period.from), to: words.date(addDays(period.to, -1)) })}
            </span>
            <strong>{words.money(recommended, currency)}</strong>
          </button>
        ))}
      </div>
    </section>
  )
}

/** What the answer is about, for whoever reads it on paper or by a link. */
function factsText({ words, locale }: Speech, question: Case): string {
  const { service, subscriber, jurisdiction } = question
  return [
    new Intl.DisplayNames(locale, { type: 'region' }).of(jurisdiction) ?? jurisdiction,
    words.word('kind', service?.kind ?? ''),
    words.word('subscriber', subscriber?.type ?? 'consumer'),
    words.word('payment', subscriber?.payment ?? 'postpaid'),
    `${words.word('base', 'monthly-fee')} ${words.money(service?.monthlyFee ?? '0', service?.currency ?? noCurrency)}`,
  ].join(' · ')
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
