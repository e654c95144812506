import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'

export type Asked = 'count' | 'take'

export interface Taken {
  /** Of all messages so far. */
  readonly count: number
  /** Of those since they were taken last, in milliseconds since 1970. */
  readonly times: readonly number[]
}

export interface Sink {
  readonly port: number
  count(): Promise<number>
  /** Waits until it has so many more than at the beginning, and says when each came. */
  untilTaken(count: number, seconds: number): Promise<readonly number[]>
  stop(): Promise<void>
}

export interface SinkOptions {
  /** Of the centre for short messages: when it says what became of one. */
  readonly receiptMilliseconds?: number
  /** Of HTTP: how late `/slow` answers. */
  readonly slowSeconds?: number
}

/** Who was started here, so that nobody stays behind. */
const children = new Set<ChildProcess>()

export async function openSink(kind: 'http' | 'mail' | 'smpp', options: SinkOptions = {}): Promise<Sink> {
  const child = fork(new URL('./sink.ts', import.meta.url), [kind, JSON.stringify(options)])
  children.add(child)
  const failed = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`the sink for ${kind} ended with ${String(code)}`)),
  )
  failed.catch(() => undefined)
  const [port] = await Promise.race([once(child, 'message'), failed])
  const ask = async (asked: Asked): Promise<Taken> => {
    child.send(asked)
    const [taken] = await Promise.race([once(child, 'message'), failed])
    // Sent by sink.ts.
    return taken as Taken
  }
  const count = async (): Promise<number> => (await ask('count')).count
  return {
    port: Number(port),
    count,
    async untilTaken(wanted, seconds) {
      const times: number[] = []
      const end = performance.now() + seconds * 1_000
      for (;;) {
        for (const time of (await ask('take')).times) times.push(time)
        if (times.length >= wanted || performance.now() > end) return times
        await setTimeout(100)
      }
    },
    async stop() {
      children.delete(child)
      const ended = once(child, 'exit')
      if (child.exitCode === null && child.kill('SIGKILL')) await ended
    },
  }
}

export function killSinks(): void {
  for (const child of children) child.kill('SIGKILL')
}
