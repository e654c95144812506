import type { Parameter, Rulebook, Scheme } from '@pulih/engine'
import { isDecimal } from '../decimal-text.ts'
import type { Draft } from '../draft.ts'
import { codeName } from '../names.ts'
import { appliesByItself, schemesOf, type Needs } from '../needs.ts'
import { useEditing, useSpeech } from '../page/context.ts'
import { CheckField, MoneyField, NumberField, TextField } from './fields.tsx'

/** What must be known of the provider and the contract, where a rule asks for it. */
export function Provider({ needs }: { readonly needs: Needs }) {
  const { say } = useSpeech()
  const { draft, change } = useEditing()
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  if (needs.codes.length === 0 && !needs.designated && needs.settings.length === 0) return null
  return (
    <fieldset class="section">
      <legend>{say('form.provider')}</legend>
      {needs.codes.map(code => (
        <CheckField
          key={code}
          field={`code.${code}`}
          label={codeName(say, code)}
          checked={draft.signatoryOf.includes(code)}
          onValue={checked =>
            set({ signatoryOf: [...draft.signatoryOf.filter(each => each !== code), ...(checked ? [code] : [])] })
          }
        />
      ))}
      {needs.designated && (
        <CheckField
          field="designated"
          label={say('form.designated')}
          hint={say('form.designated-hint')}
          checked={draft.designated}
          onValue={designated => set({ designated })}
        />
      )}
      {needs.settings.length > 0 && (
        <fieldset class="choice">
          <legend>{say('form.settings')}</legend>
          <p class="hint">{say('form.settings-hint')}</p>
          {needs.settings.map(({ name, parameter }) => (
            <Setting
              key={name}
              name={name}
              parameter={parameter}
              value={draft.settings[name] ?? ''}
              onValue={value => set({ settings: { ...draft.settings, [name]: value } })}
            />
          ))}
        </fieldset>
      )}
    </fieldset>
  )
}

/** One value of the contract, in the unit in which people know it. */
function Setting({
  name,
  parameter,
  value,
  onValue,
}: {
  readonly name: string
  readonly parameter: Parameter
  readonly value: string
  readonly onValue: (value: string) => void
}) {
  const { say, words, language } = useSpeech()
  const usual = parameter.values.at(-1)?.value
  const field = `settings.${name}`
  const label = parameter.title?.[language] ?? name
  const say1 = (text: string) => (usual === undefined ? undefined : say('form.setting-usual', { value: text }))
  switch (parameter.unit) {
    case 'money':
      return (
        <MoneyField
          field={field}
          label={label}
          hint={say1(words.amount(usual ?? '0'))}
          value={value}
          onValue={onValue}
        />
      )
    case 'duration':
      return (
        <NumberField
          field={field}
          label={label}
          hint={say1(words.durationAsWritten(usual ?? '')) ?? say('form.setting-hours')}
          value={/^PT(\d+)H$/.exec(value)?.[1] ?? value}
          onValue={typed => onValue(/^\d{1,4}$/.test(typed) ? `PT${typed}H` : typed)}
        />
      )
    case 'count':
      return <NumberField field={field} label={label} hint={say1(usual ?? '')} value={value} onValue={onValue} />
    case 'fraction':
      return (
        <TextField
          field={field}
          label={label}
          hint={say1(words.fraction(usual ?? '')) ?? say('form.setting-fraction')}
          value={value}
          onValue={typed => onValue(plainFraction(typed))}
        />
      )
  }
}

function plainFraction(typed: string): string {
  const plain = typed.replaceAll(/\s/g, '').replace(',', '.')
  return isDecimal(plain.replace('%', '')) || /^\d+\/\d+$/.test(plain) ? plain : typed
}

/** The rules of the country, those that apply by themselves chosen. */
export function Rules({ rulebook }: { readonly rulebook: Rulebook }) {
  const { say, words, language } = useSpeech()
  const { draft, change, mistakeAt } = useEditing()
  const all = [...rulebook.schemes.values()]
  const chosen = schemesOf(draft, rulebook).map(scheme => scheme.id)
  const choose = (scheme: Scheme, isChosen: boolean) => {
    const next = all.map(each => each.id).filter(id => (id === scheme.id ? isChosen : chosen.includes(id)))
    const usual = all.filter(appliesByItself).map(each => each.id)
    change({ ...draft, schemes: next.join() === usual.join() ? null : next })
  }
  const mistake = mistakeAt('schemes')
  return (
    <details class="section rules" open={mistake !== null || undefined}>
      <summary>{say('form.rules', { chosen: chosen.length, all: all.length })}</summary>
      <p class="hint">{say('form.rules-hint')}</p>
      {all.map(scheme => (
        <CheckField
          key={scheme.id}
          field={`rule.${scheme.id}`}
          label={
            <>
              {scheme.title[language]} <span class="tag">{words.word('status', scheme.status)}</span>
            </>
          }
          checked={chosen.includes(scheme.id)}
          onValue={checked => choose(scheme, checked)}
        />
      ))}
      {mistake && (
        <p class="mistake" id="field-schemes" tabIndex={-1}>
          {mistake}
        </p>
      )}
      {draft.schemes !== null && (
        <button type="button" class="quiet" onClick={() => change({ ...draft, schemes: null })}>
          {say('form.rules-usual')}
        </button>
      )}
    </details>
  )
}
