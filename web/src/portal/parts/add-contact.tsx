import { useRef, useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { canPush, subscribeToPush } from '../push.ts'
import { ContactField, type Contact } from './contact-field.tsx'
import { Prove, type AskedAt } from './prove.tsx'
import { Problem, useTrying } from './trying.tsx'

interface AddProps {
  readonly view: ReplyTo<'getPortalPreferences'>
  readonly onAdded: () => void
}

/** A subscriber adds an address of his, or wants messages again where somebody said STOP; a code shows that it is his. */
export function AddContact({ view, onAdded }: AddProps) {
  const { say, language } = useTelling()
  const channels = view.offered.filter(channel => channel !== 'push' || (view.pushKey !== null && canPush()))
  const [contact, setContact] = useState<Contact>({ channel: channels[0] ?? 'email', address: '' })
  const [asked, setAsked] = useState<AskedAt | null>(null)
  const trying = useTrying(say)
  const input = useRef<HTMLInputElement>(null)
  if (channels.length === 0) return null
  const submit = async () => {
    const { channel } = contact
    const isTyped = channel !== 'push' && channel !== 'telegram'
    if (isTyped && contact.address.trim() === '') return trying.fail('told.address-needed', input.current)
    await trying.run(async () => {
      const pushed = channel === 'push' ? await subscribeToPush(view.pushKey ?? '').catch(() => null) : null
      if (channel === 'push' && pushed === null) return trying.fail('told.push-refused', null)
      const address = channel === 'push' ? pushed : isTyped ? contact.address.trim() : null
      const { proof, start } = await ask('askPortalContact', { body: { channel, address, language } })
      setAsked({ proof, start, channel, address: contact.address.trim(), isByCode: isTyped })
    }, input.current)
  }
  const done = () => {
    setAsked(null)
    setContact({ ...contact, address: '' })
    onAdded()
  }
  return (
    <section class="card said">
      <h2>{say('prefer.add')}</h2>
      <p class="hint">{say('prefer.add-hint')}</p>
      {asked !== null ? (
        <Prove asked={asked} telegramBot={view.telegramBot} onDone={done} onOther={() => setAsked(null)} />
      ) : (
        <form
          noValidate
          onSubmit={event => {
            event.preventDefault()
            void submit()
          }}
        >
          <ContactField
            id="new-contact"
            channels={channels}
            contact={contact}
            onContact={setContact}
            isWrong={trying.problem !== null}
            input={input}
          />
          <Problem id="new-contact-problem" text={trying.problem} />
          <button type="submit" class="button" disabled={trying.isBusy}>
            {say('prefer.add-button')}
          </button>
        </form>
      )}
    </section>
  )
}
