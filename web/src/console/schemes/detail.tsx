import type { Parameter, Scheme, Source } from '@pulih/engine'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import figures from '../../ui/figures.module.css'
import runs from '../runs/runs.module.css'
import { StatusBadge, type Listed } from './badge.tsx'

/** One scheme: for whom, with what numbers from when, on what authority, and where its text is open. */
export function SchemeDetail({
  item,
  parameters,
}: {
  readonly item: Listed
  readonly parameters: Readonly<Record<string, string>>
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { language } = useLanguage()
  const scheme = item.scheme as Scheme
  const { from, to } = scheme.inForce
  return (
    <div className={runs['stack']}>
      <Card
        title={scheme.title[language]}
        aside={
          item.own ? (
            <ButtonLink to="/schemes/policy" search={{ from: item.id }} variant="default" size="xs">
              {say('policy.edit')}
            </ButtonLink>
          ) : null
        }
      >
        <div className={runs['chips']}>
          <StatusBadge status={item.status} />
          <Badge tone={item.inUse ? 'good' : 'quiet'} mark={item.inUse ? 'full' : 'hollow'}>
            {say(item.inUse ? 'schemes.inUse' : 'schemes.notInUse')}
          </Badge>
        </div>
        {scheme.statusNote && <p>{scheme.statusNote[language]}</p>}
        <dl className={runs['facts']}>
          <div>
            <dt>{say('scheme.id')}</dt>
            <dd>{scheme.id}</dd>
          </div>
          <div>
            <dt>{say('scheme.inForce')}</dt>
            <dd>
              {from === null ? say('scheme.always') : formats.day(from)} –{' '}
              {to === null ? say('scheme.untilFurther') : formats.day(to)}
            </dd>
          </div>
          <div>
            <dt>{say('outage.kinds')}</dt>
            <dd>
              {scheme.who.services === undefined
                ? say('run.everyKind')
                : scheme.who.services.map(kind => say(`kind.${kind}`)).join(', ')}
            </dd>
          </div>
          <div>
            <dt>{say('why.customer')}</dt>
            <dd>
              {scheme.who.subscribers === undefined
                ? say('run.everyKind')
                : scheme.who.subscribers.map(type => say(`customer.${type}`)).join(', ')}
            </dd>
          </div>
        </dl>
      </Card>
      <Parameters scheme={scheme} set={parameters} />
      <Sources sources={scheme.sources} />
      <Readings scheme={scheme} />
    </div>
  )
}

function Parameters({
  scheme,
  set,
}: {
  readonly scheme: Scheme
  readonly set: Readonly<Record<string, string>>
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { language } = useLanguage()
  const rows = Object.entries(scheme.parameters)
  return (
    <Card title={say('scheme.parameters')} flush>
      {rows.length === 0 ? (
        <p className={runs['note']}>{say('scheme.parameters.none')}</p>
      ) : (
        <div className={runs['scroll']}>
          <table className={figures['figures']}>
            <thead>
              <tr>
                <th scope="col">{say('scheme.parameter')}</th>
                <th scope="col">{say('scheme.value')}</th>
                <th scope="col">{say('scheme.source')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(([name, parameter]) => {
                const chosen = set[`${scheme.id}:${name}`] ?? set[name]
                return (
                  <tr key={name}>
                    <th scope="row">
                      {parameter.title?.[language] ?? name}
                      <div className={runs['under']}>
                        {name}
                        {parameter.setBy === 'operator' && ` · ${say('scheme.setByOperator')}`}
                      </div>
                    </th>
                    <td>
                      {chosen !== undefined && <strong>{chosen}</strong>}
                      {valuesOf(parameter).map(({ from, value }) => (
                        <div key={from}>
                          <ValueText unit={parameter.unit} value={value} />
                          <span className={runs['under']}> {say('scheme.from', { day: formats.day(from) })}</span>
                        </div>
                      ))}
                      {chosen === undefined && valuesOf(parameter).length === 0 && (
                        <Badge tone="warn">{say('scheme.notSet')}</Badge>
                      )}
                    </td>
                    <td>
                      {valuesOf(parameter).map(({ from, source, article }) => (
                        <div key={from}>
                          {citeOf(scheme.sources.find(({ id }) => id === source)?.cite ?? source)}
                          {article !== undefined && <div className={runs['under']}>{article}</div>}
                        </div>
                      ))}
                    </td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

/** Newest first; most have changed with the years. */
function valuesOf(parameter: Parameter) {
  return [...(parameter.values ?? [])].toSorted((a, b) => (a.from < b.from ? 1 : -1))
}

function ValueText({ unit, value }: { readonly unit: string; readonly value: string }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const time = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(value)
  if (unit === 'duration' && time) {
    const [, days = '0', hours = '0', minutes = '0'] = time
    return formats.span(((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60_000)
  }
  return say('scheme.plainValue', { value })
}

function Sources({ sources }: { readonly sources: readonly Source[] }): ReactNode {
  const say = useSay()
  const tones = { primary: 'good', mirror: 'plan', secondary: 'warn' } as const
  return (
    <Card title={say('why.sources')}>
      <ul className={runs['lines']}>
        {sources.map(({ id, cite, url, confidence }) => (
          <li key={id}>
            <Icon name="book" size={14} />
            <span>
              {url !== undefined && /^https?:\/\//.test(url) ? (
                <a href={url} target="_blank" rel="noreferrer">
                  {citeOf(cite)}
                </a>
              ) : (
                citeOf(cite)
              )}{' '}
              <Badge tone={tones[confidence]} mark="hollow">
                {say(`confidence.${confidence}`)}
              </Badge>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Readings({ scheme }: { readonly scheme: Scheme }): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const open = scheme.openQuestions ?? []
  if (scheme.readings.length === 0 && open.length === 0) return null
  const questions = [...new Set(scheme.readings.map(({ question }) => question[language]))]
  return (
    <Card title={say('scheme.readings')}>
      {questions.map(question => (
        <div key={question}>
          <h3 className={runs['part']}>{question}</h3>
          <ul className={runs['lines']}>
            {scheme.readings
              .filter(reading => reading.question[language] === question)
              .map(({ says, why, figures }) => (
                <li key={says[language]}>
                  <Icon name="book" size={14} />
                  <span>
                    <strong>{says[language]}</strong> {why[language]}{' '}
                    <cite>({figures.map(figure => say(`run.figure.${figure}`)).join(', ')})</cite>
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {open.length > 0 && (
        <>
          <h3 className={runs['part']}>{say('why.open')}</h3>
          <ul className={runs['lines']}>
            {open.map(text => (
              <li key={text[language]}>
                <Icon name="info" size={14} />
                <span>{text[language]}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  )
}

/** Our notes on where a copy lies mean nothing to a reader. */
function citeOf(cite: string): string {
  return cite.replace(/ \([a-z]{2}\/[\w.-]+\.md\)/g, '')
}
