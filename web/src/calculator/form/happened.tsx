import { appointmentOutcomes, causes } from '@pulih/engine'
import { parseInstant } from '@pulih/kernel'
import { emptyInterruption, isPlanned, most, type Draft, type DraftInterruption } from '../draft.ts'
import { instantText } from '../local-time.ts'
import type { Needs } from '../needs.ts'
import { useEditing, useSpeech } from '../page/context.ts'
import { CheckField, Choice, NumberField, SelectField, TimeField } from './fields.tsx'

/** When it failed, how badly and why; reports and visits where a rule looks at them. */
export function Happened({ needs }: { readonly needs: Needs }) {
  const { say } = useSpeech()
  const { draft, change } = useEditing()
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const rows = draft.interruptions
  return (
    <fieldset class="section">
      <legend>{say('form.happened')}</legend>
      {rows.map((row, index) => (
        <InterruptionFields
          key={index}
          row={row}
          index={index}
          isOnly={rows.length === 1}
          needs={needs}
          onChange={next => set({ interruptions: rows.with(index, next), ...monthAfter(draft, row, next) })}
          onRemove={() => set({ interruptions: rows.toSpliced(index, 1), month: '' })}
        />
      ))}
      {rows.length < most.interruptions && (
        <button
          type="button"
          class="quiet"
          onClick={() => set({ interruptions: [...rows, { ...emptyInterruption, ...ofSameKind(rows.at(-1)) }] })}
        >
          + {say('form.add-interruption')}
        </button>
      )}
      {(needs.reports || draft.reports.some(at => at !== '')) && <Reports />}
      {(needs.appointments || draft.appointments.length > 0) && <Appointments />}
      {(needs.activation || draft.activation) && <LateStart />}
    </fieldset>
  )
}

/** Another interruption is usually more of the same. */
function ofSameKind(row: DraftInterruption | undefined): Partial<DraftInterruption> {
  return row ? { cause: row.cause, extent: row.extent } : {}
}

/** A billing period that was chosen for other dates would only puzzle. */
function monthAfter(draft: Draft, before: DraftInterruption, after: DraftInterruption): Partial<Draft> {
  return draft.month !== '' && (before.from !== after.from || before.to !== after.to) ? { month: '' } : {}
}

function InterruptionFields({
  row,
  index,
  isOnly,
  needs,
  onChange,
  onRemove,
}: {
  readonly row: DraftInterruption
  readonly index: number
  readonly isOnly: boolean
  readonly needs: Needs
  readonly onChange: (row: DraftInterruption) => void
  readonly onRemove: () => void
}) {
  const { say, words, locale } = useSpeech()
  const { draft } = useEditing()
  const place = `interruptions.${index}`
  const set = (part: Partial<DraftInterruption>) => onChange({ ...row, ...part })
  const [from, to] = [row.from, row.to].map(text => parseInstant(instantText(text, draft.timeZone || 'UTC') ?? ''))
  const seconds = typeof from === 'number' && typeof to === 'number' ? to - from : 0
  return (
    <fieldset class={isOnly ? 'event only' : 'event'}>
      <legend class={isOnly ? 'visually-hidden' : ''}>{say('form.interruption', { number: index + 1 })}</legend>
      {!isOnly && (
        <button
          type="button"
          class="remove"
          aria-label={say('form.remove-interruption', { number: index + 1 })}
          onClick={onRemove}
        >
          {say('form.remove')}
        </button>
      )}
      <div class="pair times">
        <TimeField
          field={`${place}.from`}
          label={say('form.from')}
          value={row.from}
          onValue={value => set({ from: value })}
        />
        <TimeField field={`${place}.to`} label={say('form.to')} value={row.to} onValue={value => set({ to: value })} />
      </div>
      {seconds > 0 && <p class="lasted">{say('form.lasted', { duration: words.duration(seconds) })}</p>}
      <Choice
        field={`${place}.extent`}
        label={say('form.extent')}
        value={row.extent}
        options={[
          { value: 'total', text: say('form.extent-total') },
          { value: 'degraded', text: say('form.extent-degraded') },
        ]}
        onValue={value => set({ extent: value === 'degraded' ? 'degraded' : 'total' })}
      />
      {row.extent === 'degraded' && (needs.delivered || row.delivered !== '') && (
        <NumberField
          field={`${place}.delivered`}
          label={say('form.delivered')}
          unit="%"
          value={row.delivered}
          onValue={delivered => set({ delivered })}
        />
      )}
      <SelectField
        field={`${place}.cause`}
        label={say('form.cause')}
        value={row.cause}
        options={causes
          .map(cause => ({ value: cause, text: words.sentence(words.word('cause', cause)) }))
          .toSorted((a, b) => rank(a.value) - rank(b.value) || a.text.localeCompare(b.text, locale))}
        onValue={value => set({ cause: causes.find(cause => cause === value) ?? 'unknown' })}
      />
      <CheckField
        field={`${place}.planned`}
        label={say('form.announced')}
        checked={isPlanned(row)}
        onValue={checked =>
          set({
            planned: checked ? 'yes' : row.cause === 'planned-work' ? 'no' : '',
            ...(checked ? {} : { noticeHours: '' }),
          })
        }
      />
      {isPlanned(row) && (
        <NumberField
          field={`${place}.noticeHours`}
          label={say('form.notice')}
          value={row.noticeHours}
          onValue={noticeHours => set({ noticeHours })}
        />
      )}
      {(needs.knownAt || row.knownAt !== '') && (
        <TimeField
          field={`${place}.knownAt`}
          label={say('form.known')}
          hint={say('form.known-hint')}
          value={row.knownAt}
          onValue={knownAt => set({ knownAt })}
        />
      )}
      {(needs.subscribersHit || row.subscribersHit !== '') && (
        <NumberField
          field={`${place}.subscribersHit`}
          label={say('form.subscribers-hit')}
          hint={say('form.size-hint')}
          value={row.subscribersHit}
          onValue={subscribersHit => set({ subscribersHit })}
        />
      )}
      {(needs.sitesHit || row.sitesHit !== '') && (
        <NumberField
          field={`${place}.sitesHit`}
          label={say('form.sites-hit')}
          hint={say('form.size-hint')}
          value={row.sitesHit}
          onValue={sitesHit => set({ sitesHit })}
        />
      )}
    </fieldset>
  )
}

/** What most people can say comes first: that they do not know. */
function rank(cause: string): number {
  return cause === 'unknown' ? 0 : cause === 'network-fault' ? 1 : 2
}

function Reports() {
  const { say } = useSpeech()
  const { draft, change } = useEditing()
  const reports = draft.reports.length === 0 ? [''] : draft.reports
  return (
    <fieldset class="choice">
      <legend>{say('form.reports')}</legend>
      <p class="hint">{say('form.reports-hint')}</p>
      {reports.map((at, index) => (
        <TimeField
          key={index}
          field={`reports.${index}`}
          label={say('form.report', { number: index + 1 })}
          value={at}
          onValue={value => change({ ...draft, reports: reports.with(index, value) })}
        />
      ))}
      {reports.length < most.reports && reports.at(-1) !== '' && (
        <button type="button" class="quiet" onClick={() => change({ ...draft, reports: [...reports, ''] })}>
          + {say('form.add-report')}
        </button>
      )}
    </fieldset>
  )
}

function Appointments() {
  const { say, words } = useSpeech()
  const { draft, change } = useEditing()
  const { appointments } = draft
  return (
    <fieldset class="choice">
      <legend>{say('form.appointments')}</legend>
      {appointments.map((each, index) => (
        <fieldset key={index} class="event">
          <legend>{say('form.appointment', { number: index + 1 })}</legend>
          <button
            type="button"
            class="remove"
            onClick={() => change({ ...draft, appointments: appointments.toSpliced(index, 1) })}
          >
            {say('form.remove')}
          </button>
          <div class="pair">
            <TimeField
              field={`appointments.${index}.at`}
              label={say('form.appointment-at')}
              value={each.at}
              onValue={at => change({ ...draft, appointments: appointments.with(index, { ...each, at }) })}
            />
            <SelectField
              field={`appointments.${index}.outcome`}
              label={say('form.appointment-outcome')}
              value={each.outcome}
              options={appointmentOutcomes.map(word => ({ value: word, text: words.word('appointment', word) }))}
              onValue={value => {
                const outcome = appointmentOutcomes.find(word => word === value) ?? each.outcome
                change({ ...draft, appointments: appointments.with(index, { ...each, outcome }) })
              }}
            />
          </div>
        </fieldset>
      ))}
      {appointments.length < most.appointments && (
        <button
          type="button"
          class="quiet"
          onClick={() => change({ ...draft, appointments: [...appointments, { at: '', outcome: 'missed' }] })}
        >
          + {say('form.add-appointment')}
        </button>
      )}
    </fieldset>
  )
}

function LateStart() {
  const { say } = useSpeech()
  const { draft, change } = useEditing()
  const { activation } = draft
  return (
    <>
      <CheckField
        field="activation"
        label={say('form.late-start')}
        checked={activation !== null}
        onValue={checked => change({ ...draft, activation: checked ? { promised: '', actual: '' } : null })}
      />
      {activation && (
        <div class="pair">
          <TimeField
            isDate
            field="activation.promised"
            label={say('form.promised')}
            value={activation.promised}
            onValue={promised => change({ ...draft, activation: { ...activation, promised } })}
          />
          <TimeField
            isDate
            field="activation.actual"
            label={say('form.actual')}
            hint={say('form.actual-hint')}
            value={activation.actual}
            onValue={actual => change({ ...draft, activation: { ...activation, actual } })}
          />
        </div>
      )}
    </>
  )
}
