/** Something wrong with an input that its author can mend. Mistakes are collected and reported all at once. */
export interface Mistake {
  /** JSON pointer (RFC 6901) into the document, or empty for the document as a whole. */
  readonly pointer: string
  /** Code from the message catalogue. */
  readonly code: string
  /** What the message needs: names, the bad value, what would be right. */
  readonly values: Readonly<Record<string, string | number>>
}

/** An input that cannot be used, with every mistake in it. */
export class InvalidInput extends Error {
  readonly mistakes: readonly Mistake[]
  /** Which document: a file name or an id. */
  readonly input: string

  constructor(input: string, mistakes: readonly Mistake[]) {
    super(
      `${input}: ${mistakes.length} mistake(s): ${mistakes.map(m => `${m.pointer} ${m.code} ${JSON.stringify(m.values)}`).join('; ')}`,
    )
    this.name = 'InvalidInput'
    this.input = input
    this.mistakes = mistakes
  }
}
