import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { plainDecimal, writtenDecimal } from '../decimal-text.ts'
import type { Field } from '../draft.ts'
import { comesTwice, isLocalTime, withoutMark } from '../local-time.ts'
import { useEditing, useSpeech } from '../page/context.ts'

export function idOf(field: Field): string {
  return `field-${field.replaceAll(/[^A-Za-z0-9]/g, '-')}`
}

interface FieldProps {
  readonly field: Field
  readonly label: string
  readonly hint?: string | undefined
}

/** What a screen reader is told beside the label: hint and mistake, as far as they are there. */
function described({ field, hint }: FieldProps, mistake: string | null) {
  const ids = [...(hint ? [`${idOf(field)}-hint`] : []), ...(mistake ? [`${idOf(field)}-mistake`] : [])]
  return {
    id: idOf(field),
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(mistake ? { 'aria-invalid': true as const } : {}),
  }
}

/** Label above, hint and mistake below. */
export function Labelled(props: FieldProps & { readonly children: ComponentChildren }) {
  const { field, label, hint, children } = props
  return (
    <div class="field">
      <label for={idOf(field)}>{label}</label>
      {children}
      <Notes field={field} hint={hint} />
    </div>
  )
}

function Notes({ field, hint }: { readonly field: Field; readonly hint?: string | undefined }) {
  const mistake = useEditing().mistakeAt(field)
  return (
    <>
      {hint && (
        <p class="hint" id={`${idOf(field)}-hint`}>
          {hint}
        </p>
      )}
      {mistake && (
        <p class="mistake" id={`${idOf(field)}-mistake`}>
          {mistake}
        </p>
      )}
    </>
  )
}

interface ValueProps extends FieldProps {
  readonly value: string
  readonly onValue: (value: string) => void
}

export function NumberField(props: ValueProps & { readonly unit?: string }) {
  const { field, value, onValue, unit } = props
  const { left, mistakeAt } = useEditing()
  return (
    <Labelled {...props}>
      <span class="with-unit">
        <input
          {...described(props, mistakeAt(field))}
          class="short"
          inputMode="numeric"
          autocomplete="off"
          maxLength={24}
          value={value}
          onInput={event => onValue(event.currentTarget.value.trim())}
          onBlur={() => left(field)}
        />
        {unit && <span aria-hidden="true">{unit}</span>}
      </span>
    </Labelled>
  )
}

export function TextField(props: ValueProps & { readonly placeholder?: string }) {
  const { field, value, onValue, placeholder } = props
  const { left, mistakeAt } = useEditing()
  return (
    <Labelled {...props}>
      <input
        {...described(props, mistakeAt(field))}
        autocomplete="off"
        maxLength={24}
        placeholder={placeholder}
        value={value}
        onInput={event => onValue(event.currentTarget.value.trim())}
        onBlur={() => left(field)}
      />
    </Labelled>
  )
}

/** An amount as the reader's language writes it; the draft holds it as a plain decimal, so that it survives a change of language. */
export function MoneyField(props: ValueProps) {
  const { field, value, onValue } = props
  const { left, mistakeAt } = useEditing()
  const { language, locale } = useSpeech()
  const [typed, setTyped] = useState<string | null>(null)
  // An example, a link or the back button brings another value than the one that was typed.
  useEffect(() => {
    if (typed !== null && plainDecimal(typed, language) !== value) setTyped(null)
  }, [value])
  return (
    <Labelled {...props}>
      <input
        {...described(props, mistakeAt(field))}
        inputMode="decimal"
        autocomplete="off"
        maxLength={24}
        value={typed ?? writtenDecimal(value, locale)}
        onInput={event => {
          setTyped(event.currentTarget.value)
          onValue(plainDecimal(event.currentTarget.value, language))
        }}
        onBlur={() => {
          setTyped(null)
          left(field)
        }}
      />
    </Labelled>
  )
}

export interface Option {
  readonly value: string
  readonly text: string
}

export function SelectField(
  props: ValueProps & {
    readonly options: readonly Option[]
    readonly groups?: readonly { readonly name: string; readonly options: readonly Option[] }[]
  },
) {
  const { field, value, onValue, options, groups } = props
  const { left, mistakeAt } = useEditing()
  return (
    <Labelled {...props}>
      <select
        {...described(props, mistakeAt(field))}
        value={value}
        onChange={event => onValue(event.currentTarget.value)}
        onBlur={() => left(field)}
      >
        {options.map(optionOf)}
        {groups?.map(group => (
          <optgroup key={group.name} label={group.name}>
            {group.options.map(optionOf)}
          </optgroup>
        ))}
      </select>
    </Labelled>
  )
}

function optionOf({ value, text }: Option) {
  return (
    <option key={value} value={value}>
      {text}
    </option>
  )
}

/** A few words to choose from, all in view. */
export function Choice({
  field,
  label,
  value,
  options,
  onValue,
}: {
  readonly field: Field
  readonly label: string
  readonly value: string
  readonly options: readonly Option[]
  readonly onValue: (value: string) => void
}) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="chips">
        {options.map(option => (
          <label key={option.value} class="chip">
            <input
              type="radio"
              name={idOf(field)}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <span>{option.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function CheckField({
  field,
  label,
  hint,
  checked,
  onValue,
}: {
  readonly field: Field
  readonly label: ComponentChildren
  readonly hint?: string | undefined
  readonly checked: boolean
  readonly onValue: (checked: boolean) => void
}) {
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          id={idOf(field)}
          aria-describedby={hint ? `${idOf(field)}-hint` : undefined}
          checked={checked}
          onChange={event => onValue(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      <Notes field={field} hint={hint} />
    </div>
  )
}

/** Date and time on a wall clock; where the clock shows it twice, which of the two is asked for. */
export function TimeField(props: ValueProps & { readonly isDate?: boolean }) {
  const { field, value, onValue, isDate } = props
  const { draft, left, mistakeAt } = useEditing()
  const { say } = useSpeech()
  const clock = withoutMark(value)
  const twice = !isDate && isLocalTime(value) && draft.timeZone !== '' && comesTwice(value, draft.timeZone)
  return (
    <>
      <Labelled {...props}>
        <input
          {...described(props, mistakeAt(field))}
          type={isDate ? 'date' : 'datetime-local'}
          min={isDate ? '2000-01-01' : '2000-01-01T00:00'}
          max={isDate ? '2100-12-31' : '2100-12-31T23:59'}
          step={isDate ? undefined : clock.length > 16 ? 1 : 60}
          value={clock}
          onInput={event => onValue(event.currentTarget.value)}
          onBlur={() => left(field)}
        />
      </Labelled>
      {twice && (
        <div class="field notice">
          <p class="hint">{say('form.twice')}</p>
          <Choice
            field={`${field}.twice`}
            label={say('form.which-time')}
            value={value.endsWith('~') ? 'second' : 'first'}
            options={[
              { value: 'first', text: say('form.twice-first') },
              { value: 'second', text: say('form.twice-second') },
            ]}
            onValue={which => onValue(which === 'second' ? `${clock}~` : clock)}
          />
        </div>
      )}
    </>
  )
}
