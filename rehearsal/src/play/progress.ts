/** Tells how far a play has come: on a terminal one line that is written anew, elsewhere a line now and then. */
export interface Progress {
  /** Something that stays. */
  say(line: string): void
  /** Something that is true only now. */
  now(line: string): void
  end(): void
}

interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** Where nobody sees it being written anew, a line comes so often. */
const everyMilliseconds = 5_000
const usualColumns = 100

export function progressOn(terminal: Terminal): Progress {
  const isRewritten = terminal.isTTY === true
  let shown = ''
  let last = 0
  const wipe = (): void => {
    if (shown !== '') terminal.write('\r\u001b[K')
    shown = ''
  }
  return {
    say(line) {
      wipe()
      terminal.write(`${line}\n`)
    },
    now(line) {
      if (isRewritten) {
        wipe()
        shown = line.slice(0, (terminal.columns ?? usualColumns) - 1)
        terminal.write(shown)
      } else if (performance.now() - last > everyMilliseconds) {
        last = performance.now()
        terminal.write(`${line}\n`)
      }
    },
    end: wipe,
  }
}
