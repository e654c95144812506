import type { PublicPlace } from '@pulih/contracts'
import { useEffect, useState } from 'preact/hooks'
import { ask, type ReplyTo } from '../api.ts'
import { useTelling } from '../context.ts'

type Area = ReplyTo<'findSubscriptionAreas'>['items'][number]

interface PlaceFieldProps {
  readonly place: PublicPlace
  readonly onPlace: (place: PublicPlace) => void
}

/** Everything, or one area, which is looked for by its name. An outage that the address of the page named stays a choice. */
export function PlaceField({ place, onPlace }: PlaceFieldProps) {
  const { say } = useTelling()
  const [outage] = useState(place.scope === 'outage' ? place.key : null)
  const scopes = outage === null ? (['everything', 'area'] as const) : (['outage', 'everything', 'area'] as const)
  const choose = (scope: PublicPlace['scope']) =>
    onPlace(scope === 'everything' ? { scope } : { scope, key: scope === 'outage' ? (outage ?? '') : '' })
  return (
    <fieldset class="choices">
      <legend>{say('told.what')}</legend>
      {scopes.map(scope => (
        <label key={scope} class="tick">
          <input type="radio" name="scope" checked={place.scope === scope} onChange={() => choose(scope)} />
          {say(`told.scope-${scope}`, { outage: outage ?? '' })}
        </label>
      ))}
      {place.scope === 'area' && <AreaField area={place.key} onArea={key => onPlace({ scope: 'area', key })} />}
    </fieldset>
  )
}

function AreaField({ area, onArea }: { readonly area: string; readonly onArea: (key: string) => void }) {
  const { say } = useTelling()
  const [text, setText] = useState(area)
  const [found, setFound] = useState<readonly Area[] | null>(null)
  useEffect(() => {
    const wanted = text.trim()
    if (wanted.length < 2) return setFound(null)
    let isLatest = true
    // While somebody types nothing is asked.
    const waiting = setTimeout(() => {
      ask('findSubscriptionAreas', { query: { text: wanted } }).then(
        ({ items }) => isLatest && setFound(items),
        () => isLatest && setFound([]),
      )
    }, 250)
    return () => {
      isLatest = false
      clearTimeout(waiting)
    }
  }, [text])
  return (
    <div class="said">
      <label for="area">{say('told.area')}</label>
      <input
        id="area"
        type="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={100}
        value={text}
        aria-describedby="area-found"
        onInput={event => {
          setText(event.currentTarget.value)
          onArea('')
        }}
      />
      <p id="area-found" class="hint" role="status">
        {found === null ? say('told.area-hint') : say('told.areas-found', { areas: found.length })}
      </p>
      {found !== null && found.length > 0 && (
        <ul class="plain options">
          {found.map(({ key, name }) => (
            <li key={key}>
              <label class="tick">
                <input type="radio" name="area-key" checked={key === area} onChange={() => onArea(key)} />
                <span>
                  {name} <span class="soft number">{key}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
