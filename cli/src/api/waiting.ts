import { setTimeout as sleep } from 'node:timers/promises'

const quickMilliseconds = 250
const slowMilliseconds = 2000

/** Looks again and again, ever more rarely, until it is over. What is under way goes to standard error. */
export async function until<State>(
  look: () => Promise<State>,
  isOver: (state: State) => boolean,
  progress: (state: State) => string,
): Promise<State> {
  const shown = new ProgressLine()
  for (let pause = quickMilliseconds; ; pause = Math.min(slowMilliseconds, pause * 1.3)) {
    const state = await look()
    if (isOver(state)) {
      shown.end()
      return state
    }
    shown.say(progress(state))
    await sleep(pause)
  }
}

/** One line that changes on a terminal; a new line for each change elsewhere. */
class ProgressLine {
  #last = ''

  say(text: string): void {
    if (text === this.#last) return
    this.#last = text
    process.stderr.write(process.stderr.isTTY ? `\r\u001B[K${text}` : `${text}\n`)
  }

  end(): void {
    if (this.#last !== '' && process.stderr.isTTY) process.stderr.write('\r\u001B[K')
  }
}
