import type { AskedChannel } from '@pulih/contracts'
import type { RefObject } from 'preact'
import { useTelling } from '../context.ts'

export interface Contact {
  readonly channel: AskedChannel
  readonly address: string
}

interface ContactFieldProps {
  readonly id: string
  readonly channels: readonly AskedChannel[]
  readonly contact: Contact
  readonly onContact: (contact: Contact) => void
  readonly isWrong: boolean
  readonly input: RefObject<HTMLInputElement | null>
}

/** By what somebody wants to be told, and where; a chat and a browser know that themselves. */
export function ContactField({ id, channels, contact, onContact, isWrong, input }: ContactFieldProps) {
  const { say } = useTelling()
  const { channel, address } = contact
  const isTyped = channel !== 'push' && channel !== 'telegram'
  return (
    <>
      <fieldset class="choices">
        <legend>{say('told.how')}</legend>
        <div class="row">
          {channels.map(each => (
            <label key={each} class="tick">
              <input
                type="radio"
                name={`${id}-channel`}
                checked={each === channel}
                onChange={() => onContact({ channel: each, address: '' })}
              />
              {say(`channel.${each}`)}
            </label>
          ))}
        </div>
      </fieldset>
      {isTyped ? (
        <div class="field">
          <label for={id}>{say(channel === 'email' ? 'told.email' : 'told.telephone')}</label>
          {channel !== 'email' && (
            <p id={`${id}-hint`} class="hint">
              {say('told.telephone-hint')}
            </p>
          )}
          <input
            ref={input}
            id={id}
            type="text"
            inputMode={channel === 'email' ? 'email' : 'tel'}
            autocomplete={channel === 'email' ? 'email' : 'tel'}
            autocapitalize="none"
            spellcheck={false}
            maxLength={200}
            value={address}
            aria-invalid={isWrong}
            aria-describedby={`${id}-hint ${id}-problem`}
            onInput={event => onContact({ channel, address: event.currentTarget.value })}
          />
        </div>
      ) : (
        <p class="hint">{say(channel === 'push' ? 'told.push-hint' : 'told.telegram-hint')}</p>
      )}
    </>
  )
}
