import { answerTo, commands, type Pdu } from './pdu.ts'

/** What came of a request. */
export type Answer =
  | { readonly kind: 'answered'; readonly pdu: Pdu }
  /** It never went out. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** It went out, and nobody knows what became of it. */
  | { readonly kind: 'lost'; readonly reason: string }

/** What was asked over one line, and is answered or not. */
export interface Requests {
  /** Waits for its turn, as long as for an answer, where as many as the window allows have none yet. Never throws. */
  ask(command: number, body: Buffer): Promise<Answer>
  answered(pdu: Pdu): void
  /** Nobody waits longer for his turn or his answer than he should. Says whether something that was asked has no answer in time. */
  expire(): boolean
  /** Nothing more goes out. */
  stop(reason: string): void
  /** Nothing more comes in. */
  lose(reason: string): void
  /** Nobody waits for an answer any more. */
  isIdle(): boolean
}

interface Waiting {
  readonly command: number
  readonly since: number
  readonly settle: (answer: Answer) => void
}

interface Turn {
  readonly since: number
  readonly goes: (isNow: boolean) => void
}

/** The numbers that a request may have (SMPP 3.4, 3.2): those without the highest bit, except zero. */
const highestSequence = 0x7fffffff

export function requestsOver(
  write: (pdu: Pdu) => void,
  { window, answerSeconds }: { readonly window: number; readonly answerSeconds: number },
): Requests {
  const unanswered = new Map<number, Waiting>()
  /** Those of them whose time is over. They keep their place in the window: the centre may still be busy with them. */
  const overdue = new Set<number>()
  const turns: Turn[] = []
  let stopped: string | null = null
  let sequence = 0

  const stop = (reason: string): void => {
    stopped ??= reason
    for (const { goes } of turns.splice(0)) goes(false)
  }
  return {
    stop,
    isIdle: () => unanswered.size === overdue.size,
    async ask(command, body) {
      const waits = (): Promise<boolean> => new Promise(goes => turns.push({ since: performance.now(), goes }))
      const mayGo = stopped === null && (unanswered.size < window || (await waits()))
      if (!mayGo || stopped !== null) return { kind: 'unsent', reason: stopped ?? 'its turn did not come in time' }
      sequence = sequence === highestSequence ? 1 : sequence + 1
      const number = sequence
      return new Promise(settle => {
        unanswered.set(number, { command, since: performance.now(), settle })
        write({ command, status: 0, sequence: number, body })
      })
    },
    answered(pdu) {
      const waiting = unanswered.get(pdu.sequence)
      if (waiting === undefined) return
      if (pdu.command !== answerTo(waiting.command) && pdu.command !== commands.genericNack) return
      unanswered.delete(pdu.sequence)
      overdue.delete(pdu.sequence)
      waiting.settle({ kind: 'answered', pdu })
      turns.shift()?.goes(true)
    },
    expire() {
      const oldest = performance.now() - answerSeconds * 1_000
      for (const [number, { since, settle }] of unanswered) {
        if (since > oldest) break
        overdue.add(number)
        settle({ kind: 'lost', reason: `no answer within ${answerSeconds} s` })
      }
      while ((turns[0]?.since ?? Infinity) <= oldest) turns.shift()?.goes(false)
      return overdue.size > 0
    },
    lose(reason) {
      stop(reason)
      for (const { settle } of unanswered.values()) settle({ kind: 'lost', reason })
      unanswered.clear()
      overdue.clear()
    },
  }
}
