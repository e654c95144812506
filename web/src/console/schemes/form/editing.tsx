import { checkRulebook, HolidayCalendars, type Scheme } from '@pulih/engine'
import type { Mistake } from '@pulih/kernel'
import { describeMistake, wordsFor } from '@pulih/phrases'
import { createContext, use, useMemo, type ReactNode } from 'react'
import { useLanguage, useSay } from '../../../ui/language.tsx'
import { idPattern, withoutUnused } from '../document.ts'
import { drop, move, put } from './tree.ts'

export interface Editing {
  readonly policy: Scheme
  readonly currency: string
  readonly mistakes: readonly Mistake[]
  /** All of the policy; `place` says which changes are one for whoever undoes them. */
  readonly change: (place: string, to: (policy: Scheme) => Scheme) => void
}

const EditingContext = createContext<Editing | null>(null)

export function EditingProvider({
  value,
  children,
}: {
  readonly value: Editing
  readonly children: ReactNode
}): ReactNode {
  return <EditingContext value={value}>{children}</EditingContext>
}

/** What is edited, and how a part of it is changed by its JSON pointer. */
export function useEditing() {
  const editing = use(EditingContext)
  if (!editing) throw new Error('fields of a policy stand in its form')
  return useMemo(() => {
    const { change } = editing
    return {
      ...editing,
      put: (pointer: string, value: unknown) => change(pointer, policy => withoutUnused(put(policy, pointer, value))),
      drop: (pointer: string) => change(`${pointer} gone`, policy => withoutUnused(drop(policy, pointer))),
      move: (pointer: string, by: -1 | 1) => change(`${pointer} moved`, policy => move(policy, pointer, by)),
    }
  }, [editing])
}

const noCalendars = new HolidayCalendars([])

/** What the rulebook's own check says of a policy among the others. Which calendars there are only the server knows. */
export function mistakesIn(policy: Scheme, others: readonly Scheme[]): Mistake[] {
  // Behind the others: of two with one id it is the one to be renamed.
  const own = checkRulebook([...others, policy], noCalendars).at(-1)
  return (own?.mistakes ?? []).filter(({ code }) => code !== 'unknown-calendar')
}

/** What only a new one can still put right: by its id it is told from a law, and its versions from each other. */
export function mistakesInId(id: string): Mistake[] {
  return new RegExp(`^${idPattern}$`).test(id) ? [] : [{ pointer: '/id', code: 'not-a-policy-id', values: {} }]
}

/** What is wrong at a field, in the reader's language. */
export function useMistake(pointer: string): string | null {
  const { mistakes } = useEditing()
  const tell = useTelling()
  const mine = mistakes.filter(mistake => mistake.pointer === pointer)
  return mine.length === 0 ? null : [...new Set(mine.map(tell))].join(' ')
}

/** Those that somebody who types into fields would not understand in the words for authors of files. */
const plainly = [
  'not-a-text',
  'not-a-duration',
  'not-a-fraction',
  'not-an-amount',
  'list-too-short',
  'tiers-not-ascending',
  'not-a-policy-id',
] as const

export function useTelling(): (mistake: Mistake) => string {
  const say = useSay()
  const { language } = useLanguage()
  return mistake => {
    // Elsewhere a list has an entry twice.
    if (mistake.code === 'duplicate' && mistake.pointer === '/id')
      return say('policy.mistake.id-taken', { id: String(mistake.values['found']) })
    const plain = plainly.find(code => code === mistake.code)
    return plain === undefined ? describeMistake(wordsFor(language), mistake) : say(`policy.mistake.${plain}`)
  }
}
