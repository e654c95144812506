/** Times that tests shorten. */
export interface Pace {
  /** After a line that broke, and twice as many after each vain attempt. */
  readonly againSeconds: number
  readonly longestPauseSeconds: number
  readonly enquireSeconds: number
  /** For how long somebody who wants to say something waits while we are signing in. */
  readonly patienceSeconds: number
  /** For how long a part of a text waits for the others. */
  readonly partSeconds: number
  readonly answerSeconds: number
}

export const usualPace: Pace = {
  againSeconds: 1,
  longestPauseSeconds: 60,
  enquireSeconds: 30,
  patienceSeconds: 5,
  partSeconds: 2,
  // With the time for the rest of a long text it stays within that of a hand-over.
  answerSeconds: 20,
}

/** Keeps no process alive by itself. */
export function pauseOf(seconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, seconds * 1_000).unref())
}
