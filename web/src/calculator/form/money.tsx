import { countries, countryOf } from '../countries.ts'
import { billingPeriodOf, cycleDayOf, periodsToChoose, type Period } from '../billing-period.ts'
import type { Draft } from '../draft.ts'
import type { Needs } from '../needs.ts'
import { useEditing, useSpeech } from '../page/context.ts'
import { MoneyField, SelectField } from './fields.tsx'

/** What is paid, and from when to when a bill runs. */
export function Money({ needs }: { readonly needs: Needs }) {
  const { say, locale } = useSpeech()
  const { draft, change } = useEditing()
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const home = countryOf(draft.jurisdiction)?.currency ?? 'EUR'
  const names = new Intl.DisplayNames(locale, { type: 'currency' })
  const others = [...new Set([...countries.map(country => country.currency), draft.currency])]
    .filter(code => code !== home && /^[A-Z]{3}$/.test(code))
    .toSorted()
  return (
    <fieldset class="section">
      <legend>{say('form.money')}</legend>
      <div class="pair">
        <MoneyField
          field="fee"
          label={say('form.fee')}
          hint={say('form.fee-hint')}
          value={draft.fee}
          onValue={fee => set({ fee })}
        />
        <SelectField
          field="currency"
          label={say('form.currency')}
          value={draft.currency}
          options={[home, ...others].map(code => ({ value: code, text: `${code} · ${names.of(code) ?? ''}` }))}
          onValue={currency => set({ currency })}
        />
      </div>
      {needs.listFee && (
        <MoneyField
          field="listFee"
          label={say('form.list-fee')}
          hint={say('form.list-fee-hint')}
          value={draft.listFee}
          onValue={listFee => set({ listFee })}
        />
      )}
      {needs.bills && <Bills />}
      <Cycle />
    </fieldset>
  )
}

function Bills() {
  const { say } = useSpeech()
  const { draft, change } = useEditing()
  const count = Math.max(3, draft.bills.length)
  const bills = Array.from({ length: count }, (_, index) => draft.bills[index] ?? '')
  const set = (index: number, bill: string) => {
    const next = bills.with(index, bill)
    change({ ...draft, bills: next.slice(0, next.findLastIndex(each => each !== '') + 1) })
  }
  return (
    <fieldset class="choice">
      <legend>{say('form.bills')}</legend>
      <p class="hint">{say('form.bills-hint')}</p>
      <div class="thirds">
        {bills.map((bill, index) => (
          <MoneyField
            key={index}
            field={`bills.${index}`}
            label={say('form.bill', { number: index + 1 })}
            value={bill}
            onValue={value => set(index, value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Billing period: its first day, and which one if several are touched. */
function Cycle() {
  const { say, words } = useSpeech()
  const { draft, change } = useEditing()
  const period = billingPeriodOf(draft)
  const choices = periodsToChoose(draft)
  const text = ({ from, to }: Period) =>
    say('form.period-option', {
      from: words.date(from),
      to: words.date(Temporal.PlainDate.from(to).subtract({ days: 1 }).toString()),
    })
  const days = Array.from({ length: 28 }, (_, index) => String(index + 1))
  const isSpread = choices.length > 2 || draft.month !== ''
  return (
    <>
      <SelectField
        field="cycleDay"
        label={say('form.cycle')}
        hint={period && !isSpread ? say('form.period-is', { period: text(period) }) : undefined}
        value={draft.cycleDay}
        options={[...days.map(day => ({ value: day, text: day })), { value: '', text: say('form.cycle-any') }]}
        onValue={cycleDay => change({ ...draft, cycleDay, month: '' })}
      />
      {isSpread && period && cycleDayOf(draft) !== null && (
        <SelectField
          field="month"
          label={say('form.period')}
          hint={choices.length > 2 ? say('form.period-several') : undefined}
          value={period.from.slice(0, 7)}
          options={withPeriod(choices, period).map(each => ({ value: each.from.slice(0, 7), text: text(each) }))}
          onValue={month => change({ ...draft, month })}
        />
      )}
    </>
  )
}

function withPeriod(choices: readonly Period[], period: Period): readonly Period[] {
  return choices.some(each => each.from === period.from) ? choices : [period, ...choices]
}
