import type { PublicPlace } from '@pulih/contracts'
import { useRef, useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { useLoading } from '../loading.ts'
import { ContactField, type Contact } from '../parts/contact-field.tsx'
import { PlaceField } from '../parts/place-field.tsx'
import { Prove, type AskedAt } from '../parts/prove.tsx'
import { Empty, Loaded } from '../parts/states.tsx'
import { Problem, useTrying } from '../parts/trying.tsx'
import { canPush, subscribeToPush } from '../push.ts'
import { pathOf } from '../router.ts'

type Options = ReplyTo<'getSubscriptionOptions'>

/** Anybody, customer or not, asks to be told of outages. */
export function Subscribe() {
  const { say } = useTelling()
  const loading = useLoading(() => ask('getSubscriptionOptions'), [])
  return (
    <div class="door">
      <div>
        <h1>{say('told.title')}</h1>
        <p class="lead">{say('told.lead')}</p>
      </div>
      <Loaded loading={loading}>{options => <SubscribeForm options={options} />}</Loaded>
    </div>
  )
}

function SubscribeForm({ options }: { readonly options: Options }) {
  const { say, language } = useTelling()
  const channels = options.channels.filter(channel => channel !== 'push' || (options.pushKey !== null && canPush()))
  const [place, setPlace] = useState<PublicPlace>(placeInAddress)
  const [contact, setContact] = useState<Contact>({
    channel: channels.includes('email') ? 'email' : (channels[0] ?? 'email'),
    address: '',
  })
  const [asked, setAsked] = useState<AskedAt | null>(null)
  const trying = useTrying(say)
  const input = useRef<HTMLInputElement>(null)
  if (channels.length === 0) return <Empty title={say('told.none')} text={say('told.none-text')} />
  if (asked !== null)
    return (
      <Prove asked={asked} telegramBot={options.telegramBot} onDone={openSubscription} onOther={() => setAsked(null)} />
    )

  const submit = async () => {
    const { channel } = contact
    if (place.scope === 'area' && place.key === '')
      return trying.fail('told.area-needed', document.getElementById('area'))
    const isTyped = channel !== 'push' && channel !== 'telegram'
    if (isTyped && contact.address.trim() === '') return trying.fail('told.address-needed', input.current)
    await trying.run(async () => {
      const pushed = channel === 'push' ? await subscribeToPush(options.pushKey ?? '').catch(() => null) : null
      if (channel === 'push' && pushed === null) return trying.fail('told.push-refused', null)
      const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
      const address = channel === 'push' ? pushed : isTyped ? contact.address.trim() : null
      const { proof, start } = await ask('askSubscription', { body: { place, channel, address, language, timeZone } })
      const isByCode = channel === 'sms' || channel === 'whatsapp'
      setAsked({ proof, start, channel, address: contact.address.trim(), isByCode })
    }, input.current)
  }
  return (
    <form
      noValidate
      class="stack"
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <PlaceField place={place} onPlace={setPlace} />
      <ContactField
        id="address"
        channels={channels}
        contact={contact}
        onContact={setContact}
        isWrong={trying.problem !== null}
        input={input}
      />
      <Problem id="address-problem" text={trying.problem} />
      <button type="submit" class="button primary wide" disabled={trying.isBusy}>
        {say(trying.isBusy ? 'sign-in.sending' : 'told.ask')}
      </button>
      <p class="hint">{say('told.promise', { sender: options.sender })}</p>
    </form>
  )
}

/** A link from an outage's page brings its number. */
function placeInAddress(): PublicPlace {
  const outage = new URLSearchParams(location.search).get('outage')
  return outage !== null && /^OUT-\d{6,15}$/.test(outage) ? { scope: 'outage', key: outage } : { scope: 'everything' }
}

function openSubscription(token: string | null): void {
  location.assign(token === null ? '/portal/preferences' : pathOf({ name: 'subscription', token }))
}
