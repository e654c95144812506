import { useCallback, useEffect, useState } from 'preact/hooks'
import { Refused } from './api.ts'
import { useVisit } from './context.ts'

export type Loading<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' | 'not-found'; readonly reason: unknown; readonly again: () => void }
  | { readonly state: 'there'; readonly value: T; readonly again: () => void }

/** Loads something when what it depends on changes. Whoever is no longer signed in is led to the door. */
export function useLoading<T>(load: () => Promise<T>, dependsOn: readonly unknown[]): Loading<T> {
  const { signedOut } = useVisit()
  const [loading, setLoading] = useState<Loading<T>>({ state: 'loading' })
  const [round, setRound] = useState(0)
  const again = useCallback(() => setRound(before => before + 1), [])
  useEffect(() => {
    let isWanted = true
    setLoading(before => (before.state === 'there' ? before : { state: 'loading' }))
    load().then(
      value => isWanted && setLoading({ state: 'there', value, again }),
      (reason: unknown) => {
        if (!isWanted) return
        const code = reason instanceof Refused ? reason.code : ''
        if (code === 'access.unauthenticated') signedOut()
        else setLoading({ state: code === 'portal.not-found' ? 'not-found' : 'failed', reason, again })
      },
    )
    return () => {
      isWanted = false
    }
  }, [...dependsOn, round])
  return loading
}
