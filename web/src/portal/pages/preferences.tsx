import type { AskedChannel } from '@pulih/contracts'
import { useState } from 'preact/hooks'
import { askVersion, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'
import { useLoading } from '../loading.ts'
import { AddContact } from '../parts/add-contact.tsx'
import { ChannelOrder } from '../parts/channel-order.tsx'
import { Loaded } from '../parts/states.tsx'
import { inOrder, kept } from '../parts/order.ts'
import { Problem, useTrying } from '../parts/trying.tsx'
import { languageNames, languages } from '../say.ts'

type View = ReplyTo<'getPortalPreferences'>

/** How a subscriber wants to be told of outages, and where. */
export function Preferences() {
  const { say } = useTelling()
  const loading = useLoading(() => askVersion('getPortalPreferences'), [])
  const [saved, setSaved] = useState<string | null>(null)
  return (
    <div class="stack">
      <div>
        <h1>{say('prefer.title')}</h1>
        <p class="lead">{say('prefer.lead')}</p>
      </div>
      <Loaded loading={loading}>
        {({ value, version }, again) => (
          <>
            <PreferenceForm
              key={version}
              before={value}
              version={version}
              isSaved={saved === version}
              onSaved={after => {
                setSaved(after)
                again()
              }}
            />
            <AddContact view={value} onAdded={again} />
          </>
        )}
      </Loaded>
    </div>
  )
}

interface FormProps {
  readonly before: View
  readonly version: string
  /** What is seen is what was just saved. */
  readonly isSaved: boolean
  readonly onSaved: (version: string) => void
}

function PreferenceForm({ before, version, isSaved, onSaved }: FormProps) {
  const { say } = useTelling()
  // Only what he said is kept: a contact that he adds meanwhile is among the rest at once.
  const [order, setOrder] = useState<readonly AskedChannel[] | null>(before.channels)
  const channels = inOrder(order ?? [], before)
  const [unwanted, setUnwanted] = useState<readonly AskedChannel[]>(before.unwanted)
  const [language, setLanguage] = useState(before.language)
  const [quiet, setQuiet] = useState(before.quiet)
  const [timeZone, setTimeZone] = useState(before.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  const trying = useTrying(say)
  const save = () =>
    trying.run(async () => {
      const body = {
        channels: order === null ? null : kept(order, channels),
        language,
        quiet,
        timeZone,
        unwanted: [...unwanted],
      }
      onSaved((await askVersion('putPortalPreferences', { version, body })).version)
    }, null)
  return (
    <form
      noValidate
      class="stack"
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <ChannelOrder
        contacts={before.contacts}
        channels={channels}
        unwanted={unwanted}
        onChannels={setOrder}
        onUnwanted={setUnwanted}
      />
      <section class="card said">
        <h2>{say('prefer.language')}</h2>
        <label for="language" class="visually-hidden">
          {say('prefer.language')}
        </label>
        <select
          id="language"
          value={language ?? ''}
          onChange={event => setLanguage(languages.find(each => each === event.currentTarget.value) ?? null)}
        >
          {language === null && <option value="">{say('prefer.language-any')}</option>}
          {languages.map(each => (
            <option key={each} value={each} lang={each}>
              {languageNames[each]}
            </option>
          ))}
        </select>
      </section>
      <QuietHours quiet={quiet} timeZone={timeZone} onQuiet={setQuiet} onTimeZone={setTimeZone} />
      <div>
        <Problem id="prefer-problem" text={trying.problem} />
        <p role="status">{isSaved && say('prefer.saved')}</p>
        <button type="submit" class="button primary" disabled={trying.isBusy}>
          {say('prefer.save')}
        </button>
      </div>
    </form>
  )
}

interface QuietProps {
  readonly quiet: View['quiet']
  readonly timeZone: string
  readonly onQuiet: (quiet: View['quiet']) => void
  readonly onTimeZone: (timeZone: string) => void
}

function QuietHours({ quiet, timeZone, onQuiet, onTimeZone }: QuietProps) {
  const { say } = useTelling()
  return (
    <section class="card said">
      <h2>{say('prefer.quiet')}</h2>
      <p id="quiet-hint" class="hint">
        {say('prefer.quiet-hint')}
      </p>
      <label class="tick">
        <input
          type="checkbox"
          checked={quiet !== null}
          aria-describedby="quiet-hint"
          onChange={event => onQuiet(event.currentTarget.checked ? { from: '22:00', to: '07:00' } : null)}
        />
        {say('prefer.quiet-on')}
      </label>
      {quiet !== null && (
        <div class="quiet">
          {(['from', 'to'] as const).map(end => (
            <div key={end}>
              <label for={`quiet-${end}`}>{say(`prefer.quiet-${end}`)}</label>
              <input
                id={`quiet-${end}`}
                type="time"
                required
                value={quiet[end]}
                onInput={event => {
                  const { value } = event.currentTarget
                  if (/^\d{2}:\d{2}$/.test(value)) onQuiet({ ...quiet, [end]: value })
                }}
              />
            </div>
          ))}
          <div class="zone">
            <label for="zone">{say('prefer.zone')}</label>
            <select id="zone" value={timeZone} onChange={event => onTimeZone(event.currentTarget.value)}>
              {[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])].map(each => (
                <option key={each} value={each}>
                  {each.replaceAll('_', ' ')}
                </option>
              ))}
            </select>
          </div>
        </div>
      )}
    </section>
  )
}
