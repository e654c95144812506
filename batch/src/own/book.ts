import type { Interval } from '@pulih/kernel'
import { clip } from '@pulih/kernel'

/** What a view is about: some outages in some billing period. */
export interface ViewFacts {
  /** Ascending. What changes at a break changes between it and the next second. */
  readonly breaks: readonly number[]
  /** Service restored then or later was restored with the outages. */
  readonly lastTo: number
  readonly merged: readonly Interval[]
  readonly period: Interval
  /** By scheme: whether its answer only moves one way between two breaks. */
  readonly steady: readonly boolean[]
}

/** The number of a scheme's answer when service was restored at `cut`. */
export type Ask = (view: number, scheme: number, cut: number) => number

export const noNote = -1
const notAsked = -1
const alwaysAsk = -2
/** Pieces begin here, so that the negative of their place is neither of the above. */
const firstPlace = 16
/** More pieces than this in one stretch: the answer changes with nearly every second, and remembering no longer pays. */
const mostPieces = 64
const pieceWidth = 3

/**
 * Answers by the second from which service was restored, remembered. Breaks cut the axis into stretches; within one the answer of a
 * steady scheme only moves one way, so that equal answers at two seconds hold for every second between them. Pieces known to have
 * one answer grow with the rows that ask; only a row that falls between two pieces with different answers costs a decision.
 *
 * All views lie in one list of numbers, because rows meet them in no order, and what a row costs is the lines of the cache it touches:
 * last end, number of the view, number of breaks, breaks, time by stretch, note by stretch, answer by scheme and stretch. A time that
 * stands is `-1 - seconds`; one that runs is the second at which it would have been zero.
 */
export class Book {
  readonly #ask: Ask
  #numbers = new Float64Array(1 << 14)
  #end = firstPlace
  /** What the row last looked up: how many breaks lie before its cut. */
  stretch = 0

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Numbers in use. */
  get length(): number {
    return this.#end
  }

  /** Returns the place by which the view is found. */
  add(view: number, { breaks, lastTo, merged, period, steady }: ViewFacts): number {
    const parts = clip(merged, period.from, period.to)
    const times = [-Infinity, ...breaks].map(at => timeAt(parts, at))
    const notes = times.map(() => noNote)
    const answers = steady.flatMap(isSteady => times.map(() => (isSteady ? notAsked : alwaysAsk)))
    return this.#append([lastTo, view, breaks.length, ...breaks, ...times, ...notes, ...answers])
  }

  lastTo(place: number): number {
    return this.#numbers[place] as number
  }

  view(place: number): number {
    return this.#numbers[place + 1] as number
  }

  /** The seconds without service in the period until the cut. Finds the cut's stretch, which the other look-ups go by. */
  secondsUntil(place: number, cut: number): number {
    const numbers = this.#numbers
    const breaks = numbers[place + 2] as number
    // Most services come back with the last of their outages.
    let stretch = breaks
    while (stretch > 0 && (numbers[place + 2 + stretch] as number) >= cut) stretch--
    this.stretch = stretch
    const time = numbers[place + 3 + breaks + stretch] as number
    return time < 0 ? -1 - time : cut - time
  }

  /** The scheme's answer in the stretch found last. */
  answer(place: number, scheme: number, cut: number): number {
    const numbers = this.#numbers
    const breaks = numbers[place + 2] as number
    const cell = place + 3 + breaks + (2 + scheme) * (breaks + 1) + this.stretch
    const known = numbers[cell] as number
    if (known >= 0) return known
    if (known === alwaysAsk) return this.#ask(this.view(place), scheme, cut)
    return known === notAsked ? this.#open(place, scheme, cell, cut) : this.#inPieces(place, scheme, cell, -known, cut)
  }

  /** What was noted of the stretch found last, or -1. */
  note(place: number): number {
    return this.#numbers[this.#noteAt(place)] as number
  }

  setNote(place: number, note: number): number {
    return (this.#numbers[this.#noteAt(place)] = note)
  }

  #noteAt(place: number): number {
    return place + 4 + 2 * (this.#numbers[place + 2] as number) + this.stretch
  }

  /** Asks at both ends of a stretch; beyond the outermost breaks nothing changes any more. */
  #open(place: number, scheme: number, cell: number, cut: number): number {
    const breaks = this.#numbers[place + 2] as number
    const { stretch } = this
    const isInner = stretch > 0 && stretch < breaks
    const first = isInner ? (this.#numbers[place + 2 + stretch] as number) + 1 : cut
    const last = isInner ? (this.#numbers[place + 3 + stretch] as number) : cut
    const low = this.#ask(this.view(place), scheme, first)
    const high = first === last ? low : this.#ask(this.view(place), scheme, last)
    if (low === high) return (this.#numbers[cell] = low)
    const pieces = this.#appendPieces([first, first, low, last, last, high])
    this.#numbers[cell] = -pieces
    return this.#inPieces(place, scheme, cell, pieces, cut)
  }

  #inPieces(place: number, scheme: number, cell: number, pieces: number, cut: number): number {
    const numbers = this.#numbers
    const count = numbers[pieces] as number
    const first = pieces + 2
    // Behind the last piece that begins before the cut.
    let at = first + pieceWidth
    for (const end = first + count * pieceWidth; at < end && (numbers[at] as number) <= cut;) at += pieceWidth
    const [before, after] = [at - pieceWidth, at]
    if (cut <= (numbers[before + 1] as number)) return numbers[before + 2] as number

    const answer = this.#ask(this.view(place), scheme, cut)
    if (answer === numbers[before + 2]) numbers[before + 1] = cut
    else if (answer === numbers[after + 2]) numbers[after] = cut
    else if (count === mostPieces) numbers[cell] = alwaysAsk
    else this.#insert(cell, pieces, after, [cut, cut, answer])
    return answer
  }

  #insert(cell: number, pieces: number, at: number, piece: readonly number[]): void {
    const count = this.#numbers[pieces] as number
    const end = pieces + 2 + count * pieceWidth
    if (count < (this.#numbers[pieces + 1] as number)) {
      this.#numbers.copyWithin(at + pieceWidth, at, end)
      this.#numbers.set(piece, at)
      this.#numbers[pieces] = count + 1
      return
    }
    // The old place is given up; there are few of them, and they end with the book.
    const all = [...this.#numbers.subarray(pieces + 2, at), ...piece, ...this.#numbers.subarray(at, end)]
    const moved = this.#appendPieces(all)
    this.#numbers[cell] = -moved
  }

  #appendPieces(pieces: readonly number[]): number {
    const count = pieces.length / pieceWidth
    return this.#append([count, count * 2, ...pieces, ...pieces.map(() => 0)])
  }

  #append(list: readonly number[]): number {
    const place = this.#end
    if (place + list.length > this.#numbers.length) {
      const larger = new Float64Array(this.#numbers.length * 2 + list.length)
      larger.set(this.#numbers)
      this.#numbers = larger
    }
    this.#numbers.set(list, place)
    this.#end += list.length
    return place
  }
}

function timeAt(parts: readonly Interval[], at: number): number {
  const seconds = parts.reduce((sum, part) => sum + Math.max(0, Math.min(part.to, at) - part.from), 0)
  const runs = parts.some(part => part.from <= at && at < part.to)
  return runs ? at - seconds : -1 - seconds
}
