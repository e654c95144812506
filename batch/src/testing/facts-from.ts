import { LineBuffer } from '../own/line-buffer.ts'
import type { OwnFacts } from '../own-facts.ts'

/** A hook out of its decision alone; `say` puts a line into the side file. */
export function factsFrom(
  decide: (say: (text: string) => void, ...given: Parameters<OwnFacts['decide']>) => ReturnType<OwnFacts['decide']>,
): OwnFacts {
  const lines = new LineBuffer()
  const say = (text: string): void => lines.add(Buffer.from(`${text}\n`))
  return {
    decide: (...given) => decide(say, ...given),
    get waitingBytes() {
      return lines.length
    },
    takeLines: () => lines.take(),
    report: () => ({ secondsDown: 0, lacks: null }),
  }
}
