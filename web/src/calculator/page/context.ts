import type { Language } from '@pulih/kernel'
import type { Words } from '@pulih/phrases'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Draft, Field } from '../draft.ts'
import type { Say } from '../say.ts'

/** What every part of the page speaks with. */
export interface Speech {
  readonly language: Language
  readonly locale: string
  readonly say: Say
  readonly words: Words
}

/** What every field of the form works on. */
export interface Editing {
  readonly draft: Draft
  readonly change: (draft: Draft) => void
  /** The message that stands at a field now; null while there is none, or it would come too early. */
  readonly mistakeAt: (field: Field) => string | null
  /** The reader has left the field: from now on its message may show. */
  readonly left: (field: Field) => void
}

export const SpeechContext = createContext<Speech | null>(null)
export const EditingContext = createContext<Editing | null>(null)

export function useSpeech(): Speech {
  return given(useContext(SpeechContext))
}

export function useEditing(): Editing {
  return given(useContext(EditingContext))
}

function given<Value>(value: Value | null): Value {
  if (value === null) throw new Error('stands outside of the page')
  return value
}
