import { createReadStream, existsSync } from 'node:fs'
import { Failure } from '../failure.ts'

/** A file, or standard input for `-`, as text in pieces. */
export function textOf(file: string): AsyncGenerator<string> {
  if (file !== '-' && !existsSync(file)) throw new Failure(`There is no file ${file}.`)
  return decoded(file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 }))
}

/** Bytes as text in pieces. Bytes that are no text are refused: replaced by a sign, a change could pass unseen where that sign stood. */
export async function* decoded(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  let at = 0
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode()
    } catch {
      throw new Failure(
        `Not UTF-8 somewhere after byte ${at}: it was changed, or it is not the file that was asked for.`,
      )
    }
  }
  for await (const piece of source) {
    yield decode(piece)
    at += piece.length
  }
  yield decode()
}

/** The lines of a text that comes in pieces. */
export async function* linesIn(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
