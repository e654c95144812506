import type { PortalOutage } from '@pulih/contracts'
import { ask, type ReplyTo } from '../api.ts'
import { useSpeech } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Appeal } from '../parts/appeal-form.tsx'
import { Icon } from '../parts/icon.tsx'
import { NotListed } from '../parts/not-listed.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { Until } from '../parts/until.tsx'

type Appeals = ReplyTo<'listPortalAppeals'>['items']

/** What hit this subscriber in the last year or is planned, and the way to say that something about it is wrong. */
export function Outages() {
  const { say, language } = useSpeech()
  const loading = useLoading(
    () =>
      Promise.all([ask('listPortalOutages', { query: { language } }), ask('listPortalAppeals')]).then(
        ([outages, appeals]) => ({
          outages,
          appeals,
        }),
      ),
    [language],
  )
  return (
    <div class="stack">
      <div>
        <h1>{say('outages.title')}</h1>
        <p class="lead">{say('outages.lead')}</p>
      </div>
      <Loaded loading={loading}>
        {({ outages, appeals }, again) => (
          <>
            {outages.items.length === 0 ? (
              <Empty title={say('outages.none')} text={say('outages.none-text')} />
            ) : (
              <ul class="plain stack">
                {outages.items.map(outage => (
                  <li key={outage.outage}>
                    <OutageCard outage={outage} appeals={appeals.items} again={again} />
                  </li>
                ))}
              </ul>
            )}
            <NotListed appeals={withoutOutage(appeals.items, outages.items)} onSent={again} />
          </>
        )}
      </Loaded>
    </div>
  )
}

function withoutOutage(appeals: Appeals, outages: readonly PortalOutage[]): Appeals {
  const shown = new Set(
    outages.flatMap(({ outage, services }) => services.map(({ service }) => `${outage} ${service}`)),
  )
  return appeals.filter(({ outage, service }) => !shown.has(`${outage} ${service}`))
}

interface OutageProps {
  readonly outage: PortalOutage
  readonly appeals: Appeals
  readonly again: () => void
}

function OutageCard({ outage, appeals, again }: OutageProps) {
  const { say, format, language } = useSpeech()
  return (
    <article class={`card outage ${outage.state}`}>
      <header>
        <h2>
          {outage.planned
            ? say('outages.planned-work')
            : say(outage.extent === 'total' ? 'outages.total' : 'outages.degraded')}
        </h2>
        <span class={`badge ${outage.state}`}>
          <Icon name={outage.state === 'restored' ? 'check' : outage.state === 'planned' ? 'clock' : 'warn'} />
          {say(`outages.${outage.state}`)}
        </span>
      </header>
      <p>
        {outage.to === null
          ? say('outages.since', { from: format.moment(outage.from) })
          : `${format.range(outage.from, outage.to)} · ${say('outages.length', { length: format.length(outage.from, outage.to) })}`}
      </p>
      {outage.state === 'ongoing' && (
        <p>
          <strong>
            <Until outage={outage} />
          </strong>
        </p>
      )}
      {outage.cause !== null && (
        <p>
          <span class="soft">{say('outages.cause')}: </span>
          {outage.cause}
        </p>
      )}
      {outage.updates.length > 0 && (
        <details open={outage.state === 'ongoing'}>
          <summary>{say('outages.updates')}</summary>
          <ol class="updates">
            {outage.updates.map(({ at, text, language: written }) => (
              <li key={at}>
                <time dateTime={at}>{format.moment(at)}</time>
                {written !== null && written !== language && (
                  <p class="soft">{say('outages.in-language', { language: written })}</p>
                )}
                <p lang={written ?? undefined} dir="auto">
                  {text}
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
      <ul class="plain hit">
        {outage.services.map(hit => (
          <HitService key={hit.service} outage={outage} hit={hit} appeals={appeals} again={again} />
        ))}
      </ul>
      <p class="soft number">{outage.outage}</p>
    </article>
  )
}

function HitService({ outage, hit, appeals, again }: OutageProps & { readonly hit: PortalOutage['services'][number] }) {
  const { say } = useSpeech()
  const said = appeals.find(({ outage: about, service }) => about === outage.outage && service === hit.service) ?? null
  return (
    <li>
      <p>
        <Icon name={hit.kind} />
        <span>
          <strong>{say(`kind.${hit.kind}`)}</strong> <span class="soft number">{hit.service}</span>
          <br />
          <span class="soft">{say(hit.automatic ? 'outages.automatic' : 'outages.not-automatic')}</span>
        </span>
      </p>
      {outage.state === 'restored' && (
        <details open={said !== null}>
          <summary>{say('appeal.title')}</summary>
          {said === null && <p class="soft">{say('appeal.lead')}</p>}
          <Appeal outage={outage.outage} service={hit.service} said={said} onSent={again} />
        </details>
      )}
    </li>
  )
}
