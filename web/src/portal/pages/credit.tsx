import type { CreditStatement } from '@pulih/contracts'
import { useState } from 'preact/hooks'
import { ask, fetchDocument } from '../api.ts'
import { useSpeech } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Appeal } from '../parts/appeal-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { Fact } from '../parts/service-card.tsx'
import { Loaded } from '../parts/states.tsx'
import { sayRefusal } from '../problems.ts'

type Reasons = NonNullable<CreditStatement['reasons']>
type Said = Reasons['happened'][number]

/** One credit as a statement: how much, why, where it is written, how it was worked out, and how to object. */
export function Credit({ credit }: { readonly credit: string }) {
  const { say, language } = useSpeech()
  const loading = useLoading(
    () =>
      Promise.all([ask('getPortalCredit', { credit, query: { language } }), ask('listPortalAppeals')]).then(
        ([statement, appeals]) => ({ statement, appeals: appeals.items }),
      ),
    [credit, language],
  )
  return (
    <div class="stack statement">
      <p class="no-print">
        <a class="back" href="/portal/credits">
          <Icon name="back" />
          {say('credit.back')}
        </a>
      </p>
      <Loaded loading={loading}>
        {({ statement, appeals }, again) => (
          <>
            <Head statement={statement} />
            {statement.reasons ? (
              <ReasonSections reasons={statement.reasons} />
            ) : (
              statement.what === 'goodwill' && <p class="card">{say('credit.no-rule')}</p>
            )}
            {statement.appeals.length > 0 && (
              <section class="card no-print appeals" aria-labelledby="appeal">
                <h2 id="appeal">{say('appeal.title')}</h2>
                <p class="soft">{say('appeal.lead')}</p>
                {statement.appeals.map(about => (
                  <AppealAbout
                    key={about.outage}
                    about={about}
                    service={statement.service}
                    said={
                      appeals.find(each => each.outage === about.outage && each.service === statement.service) ?? null
                    }
                    again={again}
                  />
                ))}
              </section>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function Head({ statement }: { readonly statement: CreditStatement }) {
  const { say, format } = useSpeech()
  const amount = format.amount(statement.amount.replace(/^-/, ''), statement.unit)
  const service = `${say(`kind.${statement.kind}`)} ${statement.service}`
  return (
    <section class="card head">
      <p class="soft">{say(`what.${statement.what}`)}</p>
      <h1 class="sum">{format.amount(statement.amount, statement.unit)}</h1>
      <p class="lead">{say(`credit.lead-${statement.what}`, { amount, service })}</p>
      {statement.reason !== null && <p>{statement.reason}</p>}
      <dl class="facts">
        {statement.title !== null && <Fact label={say('credit.rule')} text={statement.title} />}
        {statement.legal !== null && <Fact label={say('credit.legal')} text={statement.legal} />}
        {statement.periodFrom !== null && (
          <Fact label={say('credits.period', { date: '' }).trim()} text={format.date(statement.periodFrom)} />
        )}
        <Fact label={say('credits.granted', { date: '' }).trim()} text={format.day(statement.grantedAt)} />
        {statement.claimUntil !== null && (
          <Fact label={say('credit.claim-until')} text={format.date(statement.claimUntil)} />
        )}
        {statement.expiresOn !== null && (
          <Fact label={say('credit.expires-on')} text={format.date(statement.expiresOn)} />
        )}
      </dl>
      <Actions statement={statement} />
    </section>
  )
}

function Actions({ statement: { credit, language } }: { readonly statement: CreditStatement }) {
  const { say } = useSpeech()
  const [state, setState] = useState<'ready' | 'making'>('ready')
  const [problem, setProblem] = useState('')
  const download = async () => {
    setState('making')
    setProblem('')
    try {
      const url = URL.createObjectURL(await fetchDocument(credit, language))
      const link = document.createElement('a')
      link.href = url
      link.download = `pulih-${credit}.pdf`
      link.click()
      URL.revokeObjectURL(url)
    } catch (reason) {
      setProblem(sayRefusal(say, reason))
    } finally {
      setState('ready')
    }
  }
  return (
    <div class="actions no-print">
      <button type="button" class="button" disabled={state === 'making'} onClick={() => void download()}>
        <Icon name="down" />
        {say(state === 'making' ? 'credit.pdf-making' : 'credit.pdf')}
      </button>
      <button type="button" class="button" onClick={() => print()}>
        <Icon name="print" />
        {say('credit.print')}
      </button>
      <p class="problem" role="alert">
        {problem}
      </p>
    </div>
  )
}

function ReasonSections({ reasons }: { readonly reasons: Reasons }) {
  const { say } = useSpeech()
  return (
    <section class="card reasons">
      <SaidList heading={say('credit.happened')} said={reasons.happened} />
      <SaidList heading={say('credit.measured')} said={reasons.measured} />
      <SaidList heading={say('credit.conditions')} said={reasons.conditions} />
      <SaidList heading={say('credit.arithmetic')} said={reasons.arithmetic} />
      <SaidList heading={say('credit.remarks')} said={reasons.remarks} />
      <p class={reasons.agrees ? 'agrees' : 'problem'}>{say(reasons.agrees ? 'credit.agrees' : 'credit.differs')}</p>
      <SaidList heading={say('credit.settlement')} said={reasons.settlement} />
      <h2>{say('credit.articles')}</h2>
      <ul class="articles">
        {reasons.articles.map(({ cite, url }) => (
          <li key={cite}>{url === null ? cite : <Source cite={cite} url={url} />}</li>
        ))}
      </ul>
    </section>
  )
}

function Source({ cite, url }: { readonly cite: string; readonly url: string }) {
  // A rule of the operator's own may name any address: one that is no page is only text.
  if (!/^https?:\/\//.test(url)) return <>{cite}</>
  return (
    <a href={url} target="_blank" rel="noreferrer">
      {cite}
    </a>
  )
}

function SaidList({ heading, said }: { readonly heading: string; readonly said: readonly Said[] }) {
  const { say } = useSpeech()
  if (said.length === 0) return null
  return (
    <>
      <h2>{heading}</h2>
      <ul class="said-list">
        {said.map(({ mark, text }) => (
          <li key={text} class={mark}>
            {mark === 'yes' && <Icon name="check" />}
            {mark === 'no' && <Icon name="cross" />}
            <span>
              {text}
              {(mark === 'yes' || mark === 'no') && (
                <span class="visually-hidden"> ({say(mark === 'yes' ? 'credit.yes' : 'credit.no')})</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

interface AboutProps {
  readonly about: CreditStatement['appeals'][number]
  readonly service: string
  readonly said: Parameters<typeof Appeal>[0]['said']
  readonly again: () => void
}

function AppealAbout({ about, service, said, again }: AboutProps) {
  const { say, format } = useSpeech()
  const range = about.to === null ? format.moment(about.from) : format.range(about.from, about.to)
  return (
    <>
      <h3>{say('appeal.about', { outage: about.outage, range })}</h3>
      <Appeal outage={about.outage} service={service} said={said} onSent={again} />
      {said !== null && said.state === 'open' && (
        <p class="soft" role="status">
          {say('appeal.sent')}
        </p>
      )}
    </>
  )
}
