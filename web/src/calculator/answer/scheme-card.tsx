import { useSpeech } from '../page/context.ts'
import type { LookView, QuestionView, SchemeView, SourceView } from './answer-view.ts'
import type { Row } from './arithmetic.ts'

/** One rule: what it gives, and for whoever wants to know, every step and source. */
export function SchemeCard({ scheme, isFirst }: { readonly scheme: SchemeView; readonly isFirst: boolean }) {
  const { say, words } = useSpeech()
  return (
    <article class={`scheme ${scheme.tone}`}>
      <header>
        <div>
          <h4>{scheme.title}</h4>
          <p class="facets">
            <span class="tag">{scheme.status}</span> {words.sentence(scheme.outcome)}
          </p>
        </div>
        <p class="amount">
          {scheme.amount !== null && <strong>{scheme.amount}</strong>}
          {scheme.range && (
            <span class="range">
              {scheme.range.minimum} – {scheme.range.maximum}
            </span>
          )}
        </p>
      </header>
      {scheme.isDoubtful &&
        scheme.statusNotes.map(text => (
          <p key={text} class="caution">
            {text}
          </p>
        ))}
      {scheme.benefits.length > 0 && (
        <ul class="benefits">
          {scheme.benefits.map(text => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
      <details open={isFirst}>
        <summary>{say('scheme.why')}</summary>
        {scheme.looks.map((look, index) => (
          <Look key={index} look={look} />
        ))}
        {scheme.rows.length > 0 && <Sum rows={scheme.rows} looks={scheme.looks} />}
        {scheme.remarks.length > 0 && (
          <>
            <h5>{words.phrase('heading.remarks')}</h5>
            <Notes texts={scheme.remarks} />
          </>
        )}
      </details>
      {(scheme.questions.length > 0 || scheme.openQuestions.length > 0) && (
        <details>
          <summary>{say('scheme.doubt')}</summary>
          {scheme.questions.length > 0 && <p>{say('scheme.doubt-text')}</p>}
          {scheme.questions.map(question => (
            <Question key={question.question} question={question} />
          ))}
          {scheme.openQuestions.length > 0 && (
            <>
              <h5>{say('scheme.not-decided')}</h5>
              <Notes texts={scheme.openQuestions} />
            </>
          )}
        </details>
      )}
      {scheme.settlement && scheme.settlement.sentences.length > 0 && (
        <details>
          <summary>{words.phrase('heading.settlement')}</summary>
          <Notes texts={scheme.settlement.sentences} />
        </details>
      )}
      <details>
        <summary>{words.phrase('heading.sources')}</summary>
        {!scheme.isDoubtful && scheme.statusNotes.map(text => <p key={text}>{text}</p>)}
        <ul class="sources">
          {scheme.sources.map(source => (
            <Source key={source.cite} source={source} />
          ))}
        </ul>
      </details>
    </article>
  )
}

function Look({ look }: { readonly look: LookView }) {
  const { say, words } = useSpeech()
  return (
    <>
      {look.heading !== '' && <p class="look">{look.heading}</p>}
      {look.happened.length > 0 && (
        <>
          <h5>{words.phrase('heading.what-happened')}</h5>
          <ul class="marks">
            {look.happened.map(({ text, counts }) => (
              <li key={text} class={counts ? 'yes' : 'note'}>
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
      {look.measured.length > 0 && (
        <>
          <h5>{words.phrase('heading.measured')}</h5>
          <ul class="marks">
            {look.measured.map(text => (
              <li key={text} class="note">
                {text}
              </li>
            ))}
          </ul>
        </>
      )}
      {look.conditions.length > 0 && (
        <>
          <h5>{words.phrase('heading.conditions')}</h5>
          {look.anyOf && <p>{say('scheme.any-of')}</p>}
          <ul class="marks">
            {look.conditions.map(({ text, met, articles }) => (
              <li key={text} class={met ? 'yes' : 'no'}>
                <span class="visually-hidden">{say(met ? 'scheme.met' : 'scheme.not-met')}: </span>
                {text} {articles !== '' && <cite>{articles}</cite>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

/** The arithmetic as one would write it on paper. */
function Sum({ rows, looks }: { readonly rows: readonly Row[]; readonly looks: readonly LookView[] }) {
  const { say, words } = useSpeech()
  const articles = [...new Set(looks.map(look => look.articles).filter(text => text !== ''))].join('; ')
  return (
    <>
      <h5>{words.phrase('heading.calculation')}</h5>
      <table class="sum">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{say('scheme.step')}</th>
            <th scope="col">{say('scheme.result')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              <td>{row.text}</td>
              <td>
                {!row.exact && <span aria-label={say('scheme.about')}>≈ </span>}
                {row.result}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {articles !== '' && (
        <p>
          <cite>{articles}</cite>
        </p>
      )}
    </>
  )
}

function Question({ question }: { readonly question: QuestionView }) {
  return (
    <div class="question">
      <h5>{question.question}</h5>
      <dl>
        {question.answers.map(answer => (
          <div key={answer.says + answer.gives}>
            <dt>{answer.gives}</dt>
            <dd>
              {answer.says} <span class="why">{answer.why}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Notes({ texts }: { readonly texts: readonly string[] }) {
  return (
    <ul class="marks">
      {texts.map(text => (
        <li key={text} class="note">
          {text}
        </li>
      ))}
    </ul>
  )
}

function Source({ source }: { readonly source: SourceView }) {
  const { say } = useSpeech()
  return (
    <li>
      {source.url === null ? (
        source.cite
      ) : (
        <a href={source.url} target="_blank" rel="noopener noreferrer external">
          {source.cite}
          <span class="visually-hidden"> {say('scheme.opens')}</span>
        </a>
      )}{' '}
      <span class={source.isPrimary ? 'tag sure' : 'tag'}>{source.confidence}</span>
    </li>
  )
}
