import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import { Failure } from '../failure.ts'

/** Asks one question after the other. Questions go to standard error, so that answers can be piped. */
export interface Asker {
  ask(question: string): Promise<string>
  /** What is typed is not shown. */
  askSecret(question: string): Promise<string>
  close(): void
}

export function openAsker(): Asker {
  let silent = false
  const screen = new Writable({
    write(chunk: Uint8Array, _, done) {
      if (!silent) process.stderr.write(chunk)
      done()
    },
  })
  const terminal = process.stdin.isTTY
  const reader = createInterface({ input: process.stdin, output: screen, terminal })
  reader.on('SIGINT', () => {
    process.stderr.write('\n')
    process.exit(130)
  })
  const lines = reader[Symbol.asyncIterator]()
  const next = async (question: string, secret: boolean): Promise<string> => {
    process.stderr.write(question)
    // On a terminal readline echoes what is typed through `screen`.
    silent = secret || !terminal
    const line = await lines.next()
    silent = false
    if (secret || !terminal) process.stderr.write('\n')
    if (line.done === true) throw new Failure(`No answer to "${question.trim().replace(/:$/, '')}".`)
    return line.value
  }
  return {
    ask: question => next(question, false).then(answer => answer.trim()),
    askSecret: question => next(question, true),
    close: () => reader.close(),
  }
}
