import { setTimeout as pause } from 'node:timers/promises'
import type { VoiceAnnouncement } from '@pulih/contracts'
import { systemActor, type Platform } from '../../platform/index.ts'
import { nothingFor, type Caller, type Find } from './announcement.ts'
import { speakSoon } from './render-audio.ts'

const listener = systemActor('messaging')
/** Nobody who calls waits for longer than this before the call goes on. */
const patienceMilliseconds = 1_000

/** What a caller hears, or nothing where anything of ours fails or takes too long: a call always goes on. */
export async function audibleTo(platform: Platform, find: Find, caller: Caller): Promise<VoiceAnnouncement> {
  const over = new AbortController()
  const tooLate = pause(patienceMilliseconds, 'too-late' as const, { signal: over.signal, ref: false })
  // It is given up where the answer came in time.
  tooLate.catch(() => undefined)
  try {
    const found = await Promise.race([find(platform, caller), tooLate])
    if (found === 'too-late') throw new Error(`it took longer than ${patienceMilliseconds} ms`)
    if (found.unspoken !== null) wantSpoken(platform, found.unspoken)
    return found.announcement
  } catch (reason) {
    platform.log.error(
      { err: reason },
      'A caller heard nothing and went on to people: what he would hear was not found.',
    )
    return nothingFor(caller.language ?? 'en').announcement
  } finally {
    over.abort()
  }
}

const wanted = new Map<string, number>()
const againMilliseconds = 60_000
const mostWanted = 1_000

/** Asks that an announcement be spoken, once a minute however many call; they do not wait for it. */
function wantSpoken(platform: Platform, outage: string): void {
  const now = performance.now()
  if ((wanted.get(outage) ?? Number.NEGATIVE_INFINITY) > now - againMilliseconds) return
  if (wanted.size >= mostWanted) wanted.clear()
  wanted.set(outage, now)
  platform
    .work(listener, work => speakSoon(work, outage))
    .catch((reason: unknown) => platform.log.error({ err: reason }, 'That an announcement be spoken was not queued.'))
}
