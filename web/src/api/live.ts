import type { QueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { refresh } from './queries.ts'

export type LiveState = 'connecting' | 'live' | 'paused'

const address = '/api/v1/events/stream'
const gatherMilliseconds = 400
const againMilliseconds = 10_000
/** An unattended screen asks for nothing more, so that its session ends when it should. */
const idleMilliseconds = 20 * 60_000

const pathOf: Readonly<Record<string, string>> = {
  outages: '/outages',
  compensation: '/compensation',
  ledger: '/ledger',
  network: '/elements',
  subscribers: '/customers',
  messaging: '/messaging',
}

let state: LiveState = 'connecting'
const watchers = new Set<() => void>()

function become(next: LiveState): void {
  if (next === state) return
  state = next
  for (const watcher of watchers) watcher()
}

export function useLiveState(): LiveState {
  return useSyncExternalStore(
    watcher => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => state,
  )
}

/**
 * Keeps what is on the screen up to date while somebody looks at it. A hidden tab holds no connection: browsers allow few to one host,
 * and whoever has many tabs open must still be able to load a page.
 */
export function useLive(client: QueryClient): void {
  useEffect(() => {
    let source: EventSource | null = null
    let last: string | null = null
    let again: ReturnType<typeof setTimeout> | undefined
    let gathering: ReturnType<typeof setTimeout> | undefined
    let idle: ReturnType<typeof setTimeout> | undefined
    const changed = new Set<string>()

    const tell = (): void => {
      gathering = undefined
      for (const path of changed) void refresh(client, path)
      changed.clear()
    }
    const close = (next: LiveState): void => {
      source?.close()
      source = null
      clearTimeout(again)
      again = undefined
      become(next)
    }
    const open = (): void => {
      if (source !== null || document.visibilityState === 'hidden') return
      source = new EventSource(last === null ? address : `${address}?after=${last}`)
      source.addEventListener('open', () => become('live'))
      source.addEventListener('message', ({ data, lastEventId }: MessageEvent<string>) => {
        last = lastEventId
        const { type } = JSON.parse(data) as { type: string }
        changed.add(pathOf[type.split('.')[0] ?? ''] ?? '/home')
        gathering ??= setTimeout(tell, gatherMilliseconds)
      })
      source.addEventListener('reset', () => void client.invalidateQueries())
      source.addEventListener('error', () => {
        // The browser tries again by itself unless it was refused.
        become('connecting')
        if (source?.readyState !== EventSource.CLOSED) return
        close('connecting')
        again = setTimeout(() => {
          again = undefined
          open()
        }, againMilliseconds)
      })
    }
    const attend = (): void => {
      clearTimeout(idle)
      idle = setTimeout(() => close('paused'), idleMilliseconds)
      if (document.visibilityState === 'hidden') close('paused')
      else if (again === undefined) open()
    }

    attend()
    const kinds = ['visibilitychange', 'pointerdown', 'keydown', 'focusin'] as const
    for (const kind of kinds) document.addEventListener(kind, attend)
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, attend)
      clearTimeout(gathering)
      clearTimeout(idle)
      close('connecting')
    }
  }, [client])
}
