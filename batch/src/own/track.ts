/** More pieces than this mean that the answer changes with nearly every second: looking them up no longer pays. */
const mostPieces = 256

/**
 * One scheme's answer for the same outages as a function of the second from which service was restored. The axis is cut where an
 * interruption begins, ends or becomes known and where the billing period does; between two such breaks the answer of a steady scheme
 * only moves one way, so that equal answers at two seconds hold for every second between them. Pieces known to have one answer grow
 * with the rows that ask; only a row that falls between two pieces with different answers costs a decision.
 */
export class Track<Answer> {
  readonly #decide: (cut: number) => Answer
  readonly #breaks: readonly number[]
  #isSteady: boolean
  #from: number[] = []
  #to: number[] = []
  #answers: Answer[] = []

  /** `breaks` ascend. What changes at a break changes between it and the next second. */
  constructor(breaks: readonly number[], isSteady: boolean, decide: (cut: number) => Answer) {
    this.#breaks = breaks
    this.#isSteady = isSteady
    this.#decide = decide
  }

  at(cut: number): Answer {
    const from = this.#from
    let piece = -1
    for (let low = 0, high = from.length; low < high;) {
      const middle = (low + high) >> 1
      if ((from[middle] as number) <= cut) piece = middle, (low = middle + 1)
      else high = middle
    }
    if (piece >= 0 && cut <= (this.#to[piece] as number)) return this.#answers[piece] as Answer
    return this.#isSteady ? this.#find(cut, piece) : this.#decide(cut)
  }

  /** `before` is the last piece that begins before the cut, or -1. */
  #find(cut: number, before: number): Answer {
    const above = this.#breaks.findIndex(at => at >= cut)
    const last = above < 0 ? Infinity : (this.#breaks[above] as number)
    const below = above < 0 ? this.#breaks.length - 1 : above - 1
    const first = below < 0 ? -Infinity : (this.#breaks[below] as number) + 1
    if (before < 0 || (this.#to[before] as number) < first) {
      this.#open(before + 1, first, last)
      return this.at(cut)
    }
    const answer = this.#decide(cut)
    if (answer === this.#answers[before]) this.#to[before] = cut
    else if (answer === this.#answers[before + 1]) this.#from[before + 1] = cut
    else this.#insert(before + 1, cut, cut, answer)
    if (this.#from.length > mostPieces) {
      this.#isSteady = false
      this.#from = []
      this.#to = []
      this.#answers = []
    }
    return answer
  }

  /** Asks at both ends of a stretch without a break; beyond the outermost breaks nothing changes any more. */
  #open(at: number, first: number, last: number): void {
    const low = this.#decide(first === -Infinity ? last : first)
    const high = last === Infinity || first === -Infinity ? low : this.#decide(last)
    if (low === high) return this.#insert(at, first, last, low)
    this.#insert(at, last, last, high)
    this.#insert(at, first, first, low)
  }

  #insert(at: number, from: number, to: number, answer: Answer): void {
    this.#from.splice(at, 0, from)
    this.#to.splice(at, 0, to)
    this.#answers.splice(at, 0, answer)
  }
}
