import type { OwnRow } from '../own-facts.ts'
import { periodOf } from '../planning/period.ts'
import type { Answer } from './answers.ts'
import { noNote } from './book.ts'
import { LineBuffer } from './line-buffer.ts'
import type { OwnData } from './own-data.ts'
import type { Views } from './views.ts'

/** A list of outages is found by one number: where it starts times this, and how long it is. */
const longestList = 2 ** 20
const prefix = Buffer.from('own-')

/** The lines of the exposure table for rows with facts of their own, put together from pieces that are made once. */
export class OwnLines {
  readonly waiting = new LineBuffer()
  readonly #schemes: readonly Uint8Array[]
  readonly #periods: readonly Uint8Array[]
  /** Lists of outages; the book notes for each stretch where its list lies. */
  readonly #outages = new LineBuffer()

  constructor({ schemes, month }: OwnData) {
    this.#schemes = schemes.map(({ id }) => Buffer.from(`,${id},1,`))
    this.#periods = Array.from({ length: 28 }, (_, day) => periodOf(month, day + 1)).map(({ from, to }) =>
      Buffer.from(`,${from},${to},`),
    )
  }

  /** How much text is remembered. */
  get length(): number {
    return this.#outages.length
  }

  forget(): void {
    this.#outages.take()
  }

  /** One line for each scheme that the row is subject to; the credit names it by `own-<line>`. */
  print(row: OwnRow, views: Views, place: number, seconds: number, answers: readonly (Answer | null)[]): void {
    let note = views.book.note(place)
    if (note === noNote) note = views.book.setNote(place, this.#noteOutages(views, place))
    const start = Math.floor(note / longestList)
    const length = note - start * longestList
    for (let scheme = 0; scheme < answers.length; scheme++) {
      const answer = answers[scheme]
      if (!answer) continue
      this.waiting.add(prefix)
      this.waiting.addNumber(row.line)
      this.waiting.add(this.#schemes[scheme] as Uint8Array)
      this.waiting.addPart(this.#outages.bytes, start, length)
      this.waiting.add(this.#periods[row.cycleDay - 1] as Uint8Array)
      this.waiting.addNumber(seconds)
      this.waiting.add(answer.text)
    }
  }

  #noteOutages(views: Views, place: number): number {
    const { scene, breaks } = views.at(place)
    const start = this.#outages.length
    this.#outages.add(Buffer.from(scene.idsBefore(breaks[views.book.stretch] ?? Infinity)))
    return start * longestList + this.#outages.length - start
  }
}
