import type { PublicPlace } from '@pulih/contracts'
import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Icon } from '../parts/icon.tsx'
import { PlaceField } from '../parts/place-field.tsx'
import { Loaded } from '../parts/states.tsx'
import { Problem, useTrying } from '../parts/trying.tsx'
import { pathOf } from '../router.ts'

type View = ReplyTo<'getSubscription'>

interface OneProps {
  readonly token: string
  readonly before: View
}

/** What somebody asked to be told of: to see, to change, to end. */
export function OneSubscription({ token }: { readonly token: string }) {
  const { say } = useTelling()
  const loading = useLoading(() => ask('getSubscription', { token }), [token])
  return (
    <div class="door">
      <h1>{say('told.yours')}</h1>
      <Loaded loading={loading}>{before => <One token={token} before={before} />}</Loaded>
    </div>
  )
}

function One({ token, before }: OneProps) {
  const { say, format } = useTelling()
  const [now, setNow] = useState(before)
  const trying = useTrying(say)
  const end = () => trying.run(async () => setNow(await ask('endSubscription', { token })), null)
  return (
    <>
      <div class={now.ended ? 'notice open' : 'notice good'} role="status">
        <Icon name={now.ended ? 'warn' : 'check'} />
        <p>
          {say(now.ended ? 'told.ended' : 'told.going', {
            channel: say(`channel.${now.channel}`),
            address: now.address,
            since: format.day(now.since),
          })}
        </p>
      </div>
      {now.ended ? (
        <a class="button wide" href={pathOf({ name: 'subscribe' })}>
          {say('told.ask-anew')}
        </a>
      ) : (
        <>
          <ChangeForm key={`${now.scope} ${now.key}`} token={token} before={now} onChanged={setNow} />
          <button type="button" class="button wide" disabled={trying.isBusy} onClick={() => void end()}>
            {say('told.end')}
          </button>
          <Problem id="end-problem" text={trying.problem} />
          <p class="hint">
            <a href={pathOf({ name: 'stop', token })}>{say('stop.title')}</a>
          </p>
        </>
      )}
    </>
  )
}

function ChangeForm({ token, before, onChanged }: OneProps & { readonly onChanged: (after: View) => void }) {
  const { say, language } = useTelling()
  const [place, setPlace] = useState(() => placeOf(before))
  const [isSaved, setIsSaved] = useState(false)
  const trying = useTrying(say)
  // Of a service only whoever holds it can say more, in the portal.
  if (place === null) return <p>{say('told.service', { service: before.key ?? '' })}</p>
  const save = async () => {
    setIsSaved(false)
    if (place.scope === 'area' && place.key === '')
      return trying.fail('told.area-needed', document.getElementById('area'))
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await trying.run(async () => {
      onChanged(await ask('changeSubscription', { token, body: { place, language, timeZone } }))
      setIsSaved(true)
    }, null)
  }
  return (
    <form
      noValidate
      class="stack"
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <PlaceField place={place} onPlace={setPlace} />
      <Problem id="place-problem" text={trying.problem} />
      <p role="status">{isSaved && say('told.saved')}</p>
      <button type="submit" class="button primary wide" disabled={trying.isBusy}>
        {say('told.save')}
      </button>
    </form>
  )
}

function placeOf({ scope, key }: View): PublicPlace | null {
  if (scope === 'everything') return { scope }
  return scope === 'service' ? null : { scope, key: key ?? '' }
}
