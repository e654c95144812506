import type { PortalCredit } from '@pulih/contracts'
import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useSpeech } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Icon } from '../parts/icon.tsx'
import { Empty, Loaded } from '../parts/states.tsx'

type Credits = ReplyTo<'listPortalCredits'>

/** Everything that was granted, newest first. */
export function Credits() {
  const { say, format, language } = useSpeech()
  const credits = useLoading(() => ask('listPortalCredits', { query: { language, limit: 25 } }), [language])
  return (
    <div class="stack">
      <div>
        <h1>{say('credits.title')}</h1>
        <p class="lead">{say('credits.lead')}</p>
      </div>
      <Loaded loading={credits}>
        {first =>
          first.items.length === 0 ? (
            <Empty title={say('credits.none')} text={say('credits.none-text')}>
              <a href="/portal/outages">{say('credits.outages')}</a>
            </Empty>
          ) : (
            <>
              {first.waiting.length > 0 && (
                <p class="notice good">
                  <Icon name="clock" />
                  <span>
                    {say('credits.waiting', {
                      amount: first.waiting.map(({ amount, unit }) => format.amount(amount, unit)).join(' · '),
                    })}
                  </span>
                </p>
              )}
              <CreditList key={language} first={first} />
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function CreditList({ first }: { readonly first: Credits }) {
  const { say, language } = useSpeech()
  const [more, setMore] = useState<Pick<Credits, 'items' | 'next'>>({ items: [], next: first.next })
  const showMore = async () => {
    if (more.next === null) return
    const page = await ask('listPortalCredits', { query: { language, limit: 25, cursor: more.next } })
    setMore(before => ({ items: [...before.items, ...page.items], next: page.next }))
  }
  return (
    <>
      <ul class="plain credits">
        {[...first.items, ...more.items].map(credit => (
          <li key={credit.credit}>
            <CreditLine credit={credit} />
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

function CreditLine({ credit }: { readonly credit: PortalCredit }) {
  const { say, format } = useSpeech()
  return (
    <a class="card credit-line" href={`/portal/credits/${credit.credit}`}>
      <span class="what">
        <strong>
          {say(`what.${credit.what}`)} · {say(`kind.${credit.kind}`)}
        </strong>
        <span class="soft">{credit.title ?? credit.service}</span>
        <span class="soft">{say('credits.granted', { date: format.day(credit.grantedAt) })}</span>
      </span>
      <span class="sum">{format.amount(credit.amount, credit.unit)}</span>
      <span class="why">
        {say('credits.why')}
        <Icon name="next" />
      </span>
    </a>
  )
}
