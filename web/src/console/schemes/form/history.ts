import { useCallback, useMemo, useReducer } from 'react'

interface History<State> {
  readonly past: readonly State[]
  readonly now: State
  readonly future: readonly State[]
  /** Where the last change was made, and when. */
  readonly place: string
  readonly time: number
}

type Step<State> =
  { readonly to: (state: State) => State; readonly place: string; readonly time: number } | 'undo' | 'redo'

/** Typing in one field is one step; so much later, or elsewhere, begins another. */
const pauseMilliseconds = 1200
const most = 200

export function stepped<State>(history: History<State>, step: Step<State>): History<State> {
  const { past, now, future } = history
  if (step === 'undo') {
    const before = past.at(-1)
    if (before === undefined) return history
    return { past: past.slice(0, -1), now: before, future: [now, ...future], place: '', time: 0 }
  }
  if (step === 'redo') {
    const [next, ...later] = future
    if (next === undefined) return history
    return { past: [...past, now], now: next, future: later, place: '', time: 0 }
  }
  const next = step.to(now)
  if (next === now) return history
  const goesOn = step.place === history.place && step.time - history.time < pauseMilliseconds
  return {
    past: goesOn ? past : [...past, now].slice(-most),
    now: next,
    future: [],
    place: step.place,
    time: step.time,
  }
}

export function useHistory<State>(first: State) {
  const [history, step] = useReducer(stepped<State>, {
    past: [],
    now: first,
    future: [],
    place: '',
    time: 0,
  } satisfies History<State>)
  const change = useCallback(
    (place: string, to: (state: State) => State) => step({ to, place, time: performance.now() }),
    [],
  )
  return useMemo(
    () => ({
      now: history.now,
      change,
      undo: history.past.length > 0 ? () => step('undo') : null,
      redo: history.future.length > 0 ? () => step('redo') : null,
    }),
    [history, change],
  )
}
