import type { Language } from '@pulih/kernel'
import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { ReplyTo } from './api.ts'
import type { Format } from './format.ts'
import type { MessageKey, Say, TellingKey } from './say.ts'

export interface Speech {
  readonly language: Language
  readonly say: Say
  readonly format: Format
}

/** What every part of the page speaks. */
export const SpeechContext = createContext<Speech | null>(null)

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext)
  if (!speech) throw new Error('nobody said in which language')
  return speech
}

/** What pages speak that are loaded later. */
export interface TellingSpeech extends Omit<Speech, 'say'> {
  readonly say: Say<MessageKey | TellingKey>
}

export const TellingContext = createContext<TellingSpeech | null>(null)

export function useTelling(): TellingSpeech {
  const speech = useContext(TellingContext)
  if (!speech) throw new Error('the words of this page were not loaded')
  return speech
}

export type Me = ReplyTo<'getPortalMe'>
export type Door = ReplyTo<'getPortalDoor'>

/** Who is signed in, and what to do when the server says that nobody is. */
export interface Visit {
  readonly me: Me | null
  readonly door: Door
  readonly signedOut: () => void
}

export const VisitContext = createContext<Visit | null>(null)

export function useVisit(): Visit {
  const visit = useContext(VisitContext)
  if (!visit) throw new Error('nobody opened the door')
  return visit
}
