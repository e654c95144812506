import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useSpeech, useVisit } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Icon } from '../parts/icon.tsx'
import { ServiceCard } from '../parts/service-card.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { isAhead, Until } from '../parts/until.tsx'

type Services = ReplyTo<'listPortalServices'>

/** Does it work, and if not until when: the one thing that people come for, before everything else. */
export function Home() {
  const { say, language } = useSpeech()
  const { me } = useVisit()
  const services = useLoading(() => ask('listPortalServices', { query: { language } }), [language])
  return (
    <div class="stack">
      <Loaded loading={services}>
        {first => (
          <>
            <Answer overall={first.overall} />
            {first.items.length > 0 && <WaitingMoney />}
            <section class="stack" aria-labelledby="services">
              <div class="heading-row">
                <h2 id="services">{say('home.services')}</h2>
                {me && <p class="soft">{say('home.customer', { customer: me.customer })}</p>}
              </div>
              {first.items.length === 0 ? (
                <Empty title={say('home.no-services')} text={say('home.no-services-text')} />
              ) : (
                <ServiceList first={first} />
              )}
            </section>
            {first.items.length > 0 && (
              <aside class="tip">
                <strong>{say('home.not-right')}</strong>
                <p>{say('home.not-right-text')}</p>
              </aside>
            )}
          </>
        )}
      </Loaded>
    </div>
  )
}

function Answer({ overall }: { readonly overall: Services['overall'] }) {
  const { say, format } = useSpeech()
  const { running, down, degraded, worst, planned } = overall
  if (running === 0) return <h1>{say('page.title')}</h1>
  return (
    <section class={`answer ${down > 0 ? 'down' : degraded > 0 ? 'degraded' : 'works'}`}>
      <span class="sign">
        <Icon name={worst ? 'warn' : 'check'} />
      </span>
      <div>
        <h1>
          {down > 0
            ? say('home.down', { services: down })
            : degraded > 0
              ? say('home.degraded', { services: degraded })
              : say('home.works')}
        </h1>
        {worst ? (
          <>
            <p>
              <Until outage={worst} />
            </p>
            {isAhead(worst.nextUpdateBy) && (
              <p>{say('home.next-update', { when: format.moment(worst.nextUpdateBy) })}</p>
            )}
            {worst.cause !== null && <p class="cause">{worst.cause}</p>}
          </>
        ) : (
          <p>{say('home.works-text', { services: running })}</p>
        )}
        {planned && (
          <p class="planned">
            <Icon name="clock" />
            <span>
              <strong>{say('home.planned', { from: format.moment(planned.from) })}</strong> {say('home.planned-text')}
            </span>
          </p>
        )}
      </div>
    </section>
  )
}

function WaitingMoney() {
  const { say, format, language } = useSpeech()
  const credits = useLoading(() => ask('listPortalCredits', { query: { language, limit: 1 } }), [language])
  if (credits.state !== 'there' || credits.value.waiting.length === 0) return null
  const amounts = credits.value.waiting.map(({ amount, unit }) => format.amount(amount, unit)).join(' · ')
  return (
    <section class="money">
      <div>
        <h2>{say('home.waiting')}</h2>
        <p class="soft">{say('home.waiting-text')}</p>
      </div>
      <p class="sum">{amounts}</p>
      <a href="/portal/credits">{say('home.to-credits')}</a>
    </section>
  )
}

function ServiceList({ first }: { readonly first: Services }) {
  const { say, language } = useSpeech()
  const [more, setMore] = useState<Pick<Services, 'items' | 'next'>>({ items: [], next: first.next })
  const showMore = async () => {
    if (more.next === null) return
    const page = await ask('listPortalServices', { query: { language, cursor: more.next } })
    setMore(before => ({ items: [...before.items, ...page.items], next: page.next }))
  }
  return (
    <>
      <ul class="services">
        {[...first.items, ...more.items].map(service => (
          <li key={service.service}>
            <ServiceCard service={service} />
          </li>
        ))}
      </ul>
      {more.next !== null && (
        <button type="button" class="button" onClick={() => void showMore()}>
          {say('home.more')}
        </button>
      )}
    </>
  )
}
