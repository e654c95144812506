/** One thing that is wrong with a file as a whole, and what to do about it. */
export interface InputMistake {
  readonly file: string
  /** Line of the file, the header being 1; 0 when it is about all of it. */
  readonly row: number
  readonly column: string
  readonly reason: MistakeReason
  readonly remedy: string
}

export type MistakeReason =
  | 'empty-file'
  | 'not-utf8'
  | 'nul-bytes'
  | 'unknown-separator'
  | 'broken-quotes'
  | 'missing-column'
  | 'duplicate-column'
  | 'line-too-long'
  | 'not-json'
  | 'not-a-list'
  | 'not-parquet'

/** The file cannot be read as what it should be. Carries every mistake at once, so that one round of corrections is enough. */
export class InputError extends Error {
  readonly mistakes: readonly InputMistake[]

  constructor(mistakes: readonly InputMistake[]) {
    super(
      mistakes
        .map(({ file, row, column, reason, remedy }) => `${file}:${row} ${column} ${reason}: ${remedy}`)
        .join('\n'),
    )
    this.name = 'InputError'
    this.mistakes = mistakes
  }
}
