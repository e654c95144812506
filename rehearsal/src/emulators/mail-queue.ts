import { setTimeout as pause } from 'node:timers/promises'
import { handOverByLmtp, type Letter } from './mail-lmtp.ts'

export interface MailQueue {
  put(letter: Letter): void
  /** How many wait, or are being handed over. */
  waiting(): number
  stop(): void
}

const lines = 8
const againMilliseconds = 500

/** What a mail server does with mail that it has to hand over: a few at once, and again what was not taken, until it is. */
export function mailQueue(port: number): MailQueue {
  const letters: Letter[] = []
  const stopped = new AbortController()
  let busy = 0

  const work = async (): Promise<void> => {
    for (let letter = letters.shift(); letter !== undefined; letter = letters.shift()) {
      if (stopped.signal.aborted) return
      try {
        await handOverByLmtp(port, letter)
      } catch {
        letters.push(letter)
        await pause(againMilliseconds, undefined, { signal: stopped.signal }).catch(() => undefined)
      }
    }
  }
  return {
    put(letter) {
      letters.push(letter)
      if (busy >= lines) return
      busy++
      void work().finally(() => busy--)
    },
    waiting: () => letters.length + busy,
    stop: () => stopped.abort(),
  }
}
