/** What a refusal says. `{name}` in the detail is filled in from the values. */
export interface ProblemKind {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 423 | 428 | 429 | 500 | 503
  readonly title: string
  /** One sentence that says what is wrong and what to do about it. */
  readonly detail: string
  /** Values that the detail does not name: codes from which a program makes its own sentence. */
  readonly also?: readonly string[]
}

export function problems<const Kinds extends Readonly<Record<string, ProblemKind>>>(kinds: Kinds): Kinds {
  return kinds
}
