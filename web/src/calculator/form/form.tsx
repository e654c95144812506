import type { Rulebook } from '@pulih/engine'
import type { DraftMistake } from '../draft-to-case.ts'
import { needsOf } from '../needs.ts'
import { useEditing, useSpeech } from '../page/context.ts'
import { Happened } from './happened.tsx'
import { Money } from './money.tsx'
import { Provider, Rules } from './provider.tsx'
import { Where } from './where.tsx'

/** The questions, as many as the chosen country's rules ask. */
export function CaseForm({
  rulebook,
  mistakes,
  onCountry,
  onExample,
  onClear,
  onSubmit,
}: {
  readonly rulebook: Rulebook | null
  /** What is wrong, once somebody has asked for the answer. */
  readonly mistakes: readonly DraftMistake[]
  readonly onCountry: (code: string) => void
  readonly onExample: () => void
  readonly onClear: () => void
  readonly onSubmit: () => void
}) {
  const { say } = useSpeech()
  const { draft, mistakeAt } = useEditing()
  const needs = rulebook ? needsOf(draft, rulebook) : null
  const general = mistakeAt('form')
  return (
    <form
      aria-label={say('form.name')}
      noValidate
      autocomplete="off"
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Where rulebook={rulebook} needs={needs} onCountry={onCountry} />
      {rulebook && needs && (
        <>
          <div class="tools">
            <button type="button" class="quiet" onClick={onExample}>
              {say('form.example')}
            </button>
            <button type="button" class="quiet" onClick={onClear}>
              {say('form.clear')}
            </button>
          </div>
          <Happened needs={needs} />
          <Money needs={needs} />
          <Provider needs={needs} />
          <Rules rulebook={rulebook} />
          {mistakes.length > 0 && (
            <p class="mistake summary" role="alert">
              {general ?? say('mistake.summary', { count: mistakes.length })}
            </p>
          )}
          <button type="submit" class="primary">
            {say('form.submit')}
          </button>
        </>
      )}
    </form>
  )
}
