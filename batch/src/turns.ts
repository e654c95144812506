import { longestId } from './limits.ts'

/**
 * What the threads share besides the tables: who is next, and where in each output file the next text goes. Chunks are taken by
 * whoever is free, but everything that depends on order (line numbers, places in the output, rising ids) is done in turn.
 */
export interface Turns {
  /** Number of the next chunk that nobody has taken. */
  take(): number
  /** Waits until all chunks before this one have numbered their lines; returns the lines before it and adds its own. */
  lines(chunk: number, count: number): Promise<number>
  /** Waits until all chunks before this one have passed on their places in the files. */
  output(chunk: number): Promise<OutputTurn>
  /** Ends the run for every thread. */
  stop(why: StopReason): void
  stopped(): StopReason | undefined
  done(): number
  lineCount(): number
}

export interface OutputTurn {
  /** Keeps room for so many bytes in a file and says where they go. */
  place(file: OutputFile, bytes: number): number
  /** Compares the first id with the last one of the chunks before, and remembers this chunk's last; false when ids do not rise. */
  rises(first: Uint8Array, last: Uint8Array): boolean
  pass(): void
}

export type OutputFile = 'out' | 'rejected' | 'own'
export type StopReason = 'failed' | 'not-rising'

const files = ['out', 'rejected', 'own'] as const
const reasons = [undefined, 'failed', 'not-rising'] as const

const next = 0
const lineTurn = 1
const outputTurn = 2
const stopFlag = 3
const doneChunks = 4
const lastIdLength = 5
const numbersAt = 32
const lineCount = 3
const lastIdAt = 64

/** A thread looks up from waiting now and then, so that a crash elsewhere is noticed. */
const waitMilliseconds = 20

export class Stopped extends Error {}

export function makeControl(outAt: number, rejectedAt: number, ownAt: number): SharedArrayBuffer {
  const control = new SharedArrayBuffer(lastIdAt + longestId)
  const numbers = new Float64Array(control, numbersAt, 4)
  numbers[0] = outAt
  numbers[1] = rejectedAt
  numbers[2] = ownAt
  // The header is line 1.
  numbers[lineCount] = 1
  return control
}

export function turnsOf(control: SharedArrayBuffer): Turns {
  const flags = new Int32Array(control, 0, 8)
  const numbers = new Float64Array(control, numbersAt, 4)
  const lastId = new Uint8Array(control, lastIdAt, longestId)

  return {
    take: () => Atomics.add(flags, next, 1),
    async lines(chunk, count) {
      await turn(lineTurn, chunk)
      const before = numbers[lineCount] ?? 0
      numbers[lineCount] = before + count
      pass(lineTurn)
      return before
    },
    async output(chunk) {
      await turn(outputTurn, chunk)
      return {
        place(file, bytes) {
          const at = numbers[files.indexOf(file)] ?? 0
          numbers[files.indexOf(file)] = at + bytes
          return at
        },
        rises(first, last) {
          if (first.length === 0) return true
          const before = lastId.subarray(0, flags[lastIdLength])
          const rising =
            first.length > before.length || (first.length === before.length && Buffer.compare(first, before) > 0)
          flags[lastIdLength] = last.length
          lastId.set(last)
          return rising
        },
        pass() {
          Atomics.add(flags, doneChunks, 1)
          pass(outputTurn)
        },
      }
    },
    stop(why) {
      Atomics.compareExchange(flags, stopFlag, 0, reasons.indexOf(why))
      Atomics.notify(flags, lineTurn)
      Atomics.notify(flags, outputTurn)
    },
    stopped: () => reasons[Atomics.load(flags, stopFlag)],
    done: () => Atomics.load(flags, doneChunks),
    lineCount: () => numbers[lineCount] ?? 0,
  }

  async function turn(which: number, chunk: number): Promise<void> {
    for (;;) {
      const now = Atomics.load(flags, which)
      if (Atomics.load(flags, stopFlag) !== 0) throw new Stopped('another thread ended the run')
      if (now === chunk) return
      if (Atomics.wait(flags, which, now, waitMilliseconds) === 'timed-out') await breath()
    }
  }

  function pass(which: number): void {
    Atomics.add(flags, which, 1)
    Atomics.notify(flags, which)
  }
}

/** Lets timers, messages and signals through. */
export function breath(): Promise<void> {
  return new Promise(resolve => {
    setImmediate(resolve)
  })
}
