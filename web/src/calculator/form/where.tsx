import { payments, remotenesses, serviceKinds, subscriberTypes, type Rulebook, type ServiceKind } from '@pulih/engine'
import { countries, countryOf, parts } from '../countries.ts'
import type { Draft } from '../draft.ts'
import type { Needs } from '../needs.ts'
import { useEditing, useSpeech } from '../page/context.ts'
import { regionName } from '../names.ts'
import { Choice, SelectField } from './fields.tsx'

/** Which country's rules, for which service, and for whom. */
export function Where({
  rulebook,
  needs,
  onCountry,
}: {
  readonly rulebook: Rulebook | null
  readonly needs: Needs | null
  readonly onCountry: (code: string) => void
}) {
  const { say, words, locale } = useSpeech()
  const { draft, change } = useEditing()
  const names = new Intl.DisplayNames(locale, { type: 'region' })
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const zones = countryOf(draft.jurisdiction)?.zones ?? []
  return (
    <fieldset class="section">
      <legend>{say('form.where')}</legend>
      <SelectField
        field="jurisdiction"
        label={say('form.country')}
        value={draft.jurisdiction}
        options={draft.jurisdiction === '' ? [{ value: '', text: say('form.choose-country') }] : []}
        groups={parts.map(part => ({
          name: say(`form.part.${part}`),
          options: countries
            .filter(country => country.part === part)
            .map(({ code }) => ({ value: code, text: names.of(code) ?? code }))
            .toSorted((a, b) => a.text.localeCompare(b.text, locale)),
        }))}
        onValue={onCountry}
      />
      {rulebook && needs && (
        <>
          <Choice
            field="kind"
            label={say('form.kind')}
            value={draft.kind}
            options={kindsOf(rulebook).map(kind => ({ value: kind, text: words.word('kind', kind) }))}
            onValue={value => set({ kind: wordIn(serviceKinds, value, draft.kind) })}
          />
          <Choice
            field="subscriber"
            label={say('form.subscriber')}
            value={draft.subscriber}
            options={subscriberTypes.map(type => ({ value: type, text: words.word('subscriber', type) }))}
            onValue={value => set({ subscriber: wordIn(subscriberTypes, value, draft.subscriber) })}
          />
          <Choice
            field="payment"
            label={say('form.payment')}
            value={draft.payment}
            options={payments.map(payment => ({ value: payment, text: words.word('payment', payment) }))}
            onValue={value => set({ payment: wordIn(payments, value, draft.payment) })}
          />
          {needs.regions.length > 0 && (
            <SelectField
              field="region"
              label={say('form.region')}
              value={needs.regions.includes(draft.region) ? draft.region : ''}
              options={[
                { value: '', text: say('form.region-other') },
                ...needs.regions
                  .map(code => ({ value: code, text: regionName(say, code) }))
                  .toSorted((a, b) => a.text.localeCompare(b.text, locale)),
              ]}
              onValue={region => set({ region })}
            />
          )}
          {needs.remoteness && (
            <Choice
              field="remoteness"
              label={say('form.remoteness')}
              value={draft.remoteness}
              options={[
                ...remotenesses.map(word => ({ value: word, text: words.word('remoteness', word) })),
                { value: '', text: say('form.remoteness-unknown') },
              ]}
              onValue={value => set({ remoteness: value === '' ? '' : wordIn(remotenesses, value, 'urban') })}
            />
          )}
          {(zones.length > 1 || (draft.timeZone !== '' && !zones.includes(draft.timeZone))) && (
            <SelectField
              field="timeZone"
              label={say('form.zone')}
              value={draft.timeZone}
              options={[...new Set([...zones, draft.timeZone])].map(zone => ({
                value: zone,
                text: zoneName(zone, locale),
              }))}
              onValue={timeZone => set({ timeZone })}
            />
          )}
        </>
      )}
    </fieldset>
  )
}

/** The kinds of service that any rule of the country is for. */
export function kindsOf(rulebook: Rulebook): readonly ServiceKind[] {
  const covered = [...rulebook.schemes.values()].map(scheme => scheme.who.services ?? serviceKinds)
  return serviceKinds.filter(kind => covered.some(kinds => kinds.includes(kind)))
}

function zoneName(zone: string, locale: string): string {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const name = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' })
    .formatToParts(0)
    .find(part => part.type === 'timeZoneName')
  return name ? `${city} (${name.value})` : city
}

function wordIn<Word extends string>(words: readonly Word[], value: string, otherwise: Word): Word {
  return words.find(word => word === value) ?? otherwise
}
