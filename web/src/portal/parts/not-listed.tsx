import { useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useSpeech } from '../context.ts'
import { useLoading } from '../loading.ts'
import { Appeal } from './appeal-form.tsx'

type Appeals = ReplyTo<'listPortalAppeals'>['items']

interface NotListedProps {
  /** Those that stand with no outage of the list. */
  readonly appeals: Appeals
  readonly onSent: () => void
}

/** "I was hit and am not listed": an outage is named by the number that its public page shows. */
export function NotListed({ appeals, onSent }: NotListedProps) {
  const { say, language } = useSpeech()
  const services = useLoading(() => ask('listPortalServices', { query: { language, limit: 200 } }), [language])
  const [service, setService] = useState('')
  const [number, setNumber] = useState('')
  if (services.state !== 'there' || services.value.items.length === 0) return null
  const chosen = service || (services.value.items[0]?.service ?? '')
  const outage = /^(?:OUT-)?(\d{1,15})$/i.exec(number.trim())?.[1]
  return (
    <section class="card stack" aria-labelledby="not-listed">
      <h2 id="not-listed">{say('not-listed.title')}</h2>
      {appeals.map(said => (
        <div key={`${said.outage} ${said.service}`}>
          <h3>{say('not-listed.about', { outage: said.outage, service: said.service })}</h3>
          <Appeal outage={said.outage} service={said.service} said={said} onSent={onSent} />
        </div>
      ))}
      <details>
        <summary>{say('not-listed.open')}</summary>
        <p class="soft">{say('not-listed.lead')}</p>
        <label for="not-listed-service">{say('not-listed.service')}</label>
        <select id="not-listed-service" value={chosen} onChange={event => setService(event.currentTarget.value)}>
          {services.value.items.map(each => (
            <option key={each.service} value={each.service}>
              {say(`kind.${each.kind}`)} · {each.service}
            </option>
          ))}
        </select>
        <label for="not-listed-outage">{say('not-listed.outage')}</label>
        <p id="not-listed-hint" class="hint">
          {say('not-listed.outage-hint')}
        </p>
        <input
          id="not-listed-outage"
          value={number}
          autocomplete="off"
          spellcheck={false}
          aria-describedby="not-listed-hint"
          onInput={event => setNumber(event.currentTarget.value)}
        />
        {outage !== undefined && (
          <Appeal
            outage={`OUT-${outage.padStart(6, '0')}`}
            service={chosen}
            said={null}
            onSent={() => {
              setNumber('')
              onSent()
            }}
          />
        )}
      </details>
    </section>
  )
}
