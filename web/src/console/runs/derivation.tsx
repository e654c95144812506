import { Rulebook, type Answer, type Case, type HolidayCalendar, type Scheme } from '@pulih/engine'
import { wordsFor } from '@pulih/phrases'
import { use, useMemo, type ReactNode } from 'react'
import { answerView, type LookView, type SchemeView } from '../../calculator/answer/answer-view.ts'
import { loadLanguage } from '../../calculator/loading.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { useLanguage, useSay, type Language } from '../../ui/language.tsx'
import type { Explanation } from './explanation.tsx'
import styles from './runs.module.css'

const loading = new Map<Language, Promise<void>>()

/** The sentences about rules, once for each language. */
function sentencesOf(language: Language): Promise<void> {
  const known = loading.get(language) ?? loadLanguage(language)
  loading.set(language, known)
  return known
}

/** The way from the facts to the amount, as anybody can do it again: what happened, what had to hold, the sum, where it stands. */
export function Derivation({ found }: { readonly found: Explanation }): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  use(sentencesOf(language))
  const view = useMemo(
    () =>
      answerView(
        wordsFor(language),
        found.case as Case,
        found.answer as Answer,
        Rulebook.trusted(found.schemes as Scheme[], found.calendars as HolidayCalendar[]),
      ),
    [language, found],
  )
  return (
    <div>
      {view.schemes.map(scheme => (
        <SchemePart key={scheme.id} scheme={scheme} />
      ))}
      {view.notApplied.length > 0 && (
        <section className={styles['scheme']}>
          <h3 className={styles['part']}>{say('why.notApplied')}</h3>
          <ul className={styles['lines']}>
            {view.notApplied.map(({ id, title, reasons }) => (
              <Line key={id} icon="minus">
                {title}: {reasons.join(' ')}
              </Line>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

const tones = { owed: 'good', goodwill: 'plan', open: 'warn', none: 'quiet' } as const

function SchemePart({ scheme }: { readonly scheme: SchemeView }): ReactNode {
  const say = useSay()
  return (
    <article className={styles['scheme']}>
      <header className={styles['schemeHead']}>
        <div>
          <h3>{scheme.title}</h3>
          <div className={styles['chips']}>
            <Badge tone={tones[scheme.tone]}>{scheme.outcome}</Badge>
            <Badge tone="quiet" mark="square">
              {scheme.status}
            </Badge>
          </div>
        </div>
        {scheme.amount !== null && (
          <div className={styles['amount']}>
            {scheme.amount}
            {scheme.range && (
              <small>
                {scheme.range.minimum} – {scheme.range.maximum}
              </small>
            )}
          </div>
        )}
      </header>
      {scheme.looks.map((look, index) => (
        <Look key={index} look={look} />
      ))}
      {scheme.rows.length > 0 && (
        <>
          <h4 className={styles['part']}>{say('why.sum')}</h4>
          <table className={styles['sum']}>
            <tbody>
              {scheme.rows.map((row, index) => (
                <tr key={index}>
                  <td>{row.text}</td>
                  <td>
                    {row.exact ? '=' : '≈'} {row.result}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {scheme.benefits.length > 0 && <Notes title={say('why.benefits')} texts={scheme.benefits} icon="plus" />}
      {scheme.remarks.length > 0 && <Notes title={say('why.remarks')} texts={scheme.remarks} />}
      {scheme.questions.map(({ question, answers }) => (
        <div key={question}>
          <h4 className={styles['part']}>{say('why.question', { question })}</h4>
          <ul className={styles['lines']}>
            {answers.map(({ says, why, gives }) => (
              <Line key={says} icon="book">
                <strong>{says}</strong> {why} <cite>{gives}</cite>
              </Line>
            ))}
          </ul>
        </div>
      ))}
      {scheme.openQuestions.length > 0 && <Notes title={say('why.open')} texts={scheme.openQuestions} />}
      {scheme.settlement && <Notes title={say('why.settlement')} texts={scheme.settlement.sentences} />}
      <h4 className={styles['part']}>{say('why.sources')}</h4>
      <ul className={styles['lines']}>
        {[...scheme.statusNotes].map(text => (
          <Line key={text} icon="info">
            {text}
          </Line>
        ))}
        {scheme.sources.map(({ cite, confidence, isPrimary, url }) => (
          <Line key={cite} icon="book">
            {url === null ? (
              cite
            ) : (
              <a href={url} rel="noreferrer" target="_blank">
                {cite}
              </a>
            )}{' '}
            <Badge tone={isPrimary ? 'good' : 'warn'} mark="hollow">
              {confidence}
            </Badge>
          </Line>
        ))}
      </ul>
    </article>
  )
}

function Look({ look }: { readonly look: LookView }): ReactNode {
  const say = useSay()
  return (
    <>
      {look.heading !== '' && <h4 className={styles['part']}>{look.heading}</h4>}
      {look.happened.length > 0 && <h4 className={styles['part']}>{say('why.happened')}</h4>}
      <ul className={styles['lines']}>
        {look.happened.map(({ text, counts }) => (
          <Line key={text} icon={counts ? 'check' : 'minus'} kind={counts ? 'yes' : undefined}>
            {text}
          </Line>
        ))}
        {look.measured.map(text => (
          <Line key={text} icon="clock">
            {text}
          </Line>
        ))}
      </ul>
      {look.conditions.length > 0 && (
        <h4 className={styles['part']}>{say(look.anyOf ? 'why.conditionsAny' : 'why.conditions')}</h4>
      )}
      <ul className={styles['lines']}>
        {look.conditions.map(({ text, met, articles }) => (
          <Line key={text} icon={met ? 'check' : 'close'} kind={met ? 'yes' : 'no'}>
            {text} {articles !== '' && <cite>({articles})</cite>}
          </Line>
        ))}
      </ul>
      {look.articles !== '' && (
        <ul className={styles['lines']}>
          <Line icon="book">
            <cite>{look.articles}</cite>
          </Line>
        </ul>
      )}
    </>
  )
}

function Notes({
  title,
  texts,
  icon = 'info',
}: {
  readonly title: string
  readonly texts: readonly string[]
  readonly icon?: IconName
}): ReactNode {
  return (
    <>
      <h4 className={styles['part']}>{title}</h4>
      <ul className={styles['lines']}>
        {texts.map(text => (
          <Line key={text} icon={icon}>
            {text}
          </Line>
        ))}
      </ul>
    </>
  )
}

function Line({
  icon,
  kind,
  children,
}: {
  readonly icon: IconName
  readonly kind?: 'yes' | 'no' | undefined
  readonly children: ReactNode
}): ReactNode {
  return (
    <li className={kind === undefined ? undefined : styles[kind]}>
      <Icon name={icon} size={14} />
      <span>{children}</span>
    </li>
  )
}
