import type { AskedChannel } from '@pulih/contracts'
import type { ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { Icon } from './icon.tsx'

interface OrderProps {
  readonly contacts: ReplyTo<'getPortalPreferences'>['contacts']
  readonly channels: readonly AskedChannel[]
  readonly unwanted: readonly AskedChannel[]
  readonly onChannels: (channels: readonly AskedChannel[]) => void
  readonly onUnwanted: (unwanted: readonly AskedChannel[]) => void
}

/** By what a subscriber is told, in which order, with the addresses that are known. */
export function ChannelOrder({ contacts, channels, unwanted, onChannels, onUnwanted }: OrderProps) {
  const { say } = useTelling()
  return (
    <section class="card said">
      <h2>{say('prefer.order')}</h2>
      <p class="hint">{say(channels.length === 0 ? 'prefer.no-contacts' : 'prefer.order-hint')}</p>
      <ol class="plain order">
        {channels.map((channel, index) => {
          const name = say(`channel.${channel}`)
          const isWanted = !unwanted.includes(channel)
          return (
            <li key={channel}>
              <div>
                <label class="tick">
                  <input
                    type="checkbox"
                    checked={isWanted}
                    onChange={() =>
                      onUnwanted(isWanted ? [...unwanted, channel] : unwanted.filter(each => each !== channel))
                    }
                  />
                  {name}
                </label>
                <ul class="plain addresses">
                  {contacts
                    .filter(contact => contact.channel === channel)
                    .map(({ address, stopped }) => (
                      <li key={address}>
                        {address}
                        {stopped && (
                          <span class="badge open">
                            <Icon name="cross" />
                            {say('prefer.stopped')}
                          </span>
                        )}
                      </li>
                    ))}
                </ul>
              </div>
              <div class="moves">
                <button
                  type="button"
                  class="button"
                  disabled={index === 0}
                  aria-label={say('prefer.up', { channel: name })}
                  onClick={() => onChannels(moved(channels, index, -1))}
                >
                  <Icon name="up" />
                </button>
                <button
                  type="button"
                  class="button"
                  disabled={index === channels.length - 1}
                  aria-label={say('prefer.down', { channel: name })}
                  onClick={() => onChannels(moved(channels, index, 1))}
                >
                  <Icon name="below" />
                </button>
              </div>
            </li>
          )
        })}
      </ol>
    </section>
  )
}

function moved(channels: readonly AskedChannel[], index: number, by: -1 | 1): readonly AskedChannel[] {
  const taken = channels.slice(index, index + 1)
  return channels.toSpliced(index, 1).toSpliced(index + by, 0, ...taken)
}
