import type { CreateOwnFacts, OwnFacts, OwnLayout, OwnReport, OwnRow, OwnVerdict } from '../own-facts.ts'
import { Answers, type Answer } from './answers.ts'
import type { OwnData } from './own-data.ts'
import { OwnLines } from './own-lines.ts'
import { asksForReports } from './steady.ts'
import { noView, Views } from './views.ts'

/** When so much is remembered, everything is forgotten: memory must not grow with the services. */
export interface Limits {
  readonly answers: number
  /** Numbers in the book. */
  readonly numbers: number
  readonly text: number
}

const usualLimits: Limits = { answers: 50_000, numbers: 4_000_000, text: 32 << 20 }

/** Judges rows that say themselves when service was restored or the fault reported: what the engine says of exactly these facts. */
export class Judge implements OwnFacts {
  readonly #data: OwnData
  readonly #limits: Limits
  readonly #answers: Answers
  readonly #lines: OwnLines
  /** The schemes to which a report by the customer matters. */
  readonly #reportMask: number
  /** The answers of the row at hand. */
  readonly #row: (Answer | null)[]
  #views: Views
  #secondsDown = 0

  constructor(data: OwnData, layout: OwnLayout, limits = usualLimits) {
    this.#data = data
    this.#limits = limits
    this.#answers = new Answers(data, layout)
    this.#lines = new OwnLines(data)
    const masks = data.schemes.map((scheme, index) => (asksForReports(scheme) ? 1 << index : 0))
    this.#reportMask = masks.reduce((all, mask) => all | mask, 0)
    this.#row = data.schemes.map(() => null)
    this.#views = new Views(data, this.#answers)
  }

  decide(row: OwnRow, slots: BigInt64Array, at: number): OwnVerdict {
    const { answers: mostAnswers, numbers, text } = this.#limits
    if (this.#answers.all.length > mostAnswers || this.#views.book.length > numbers || this.#lines.length > text)
      this.#forget()

    const data = this.#data
    const views = this.#views
    const { book } = views
    const place = views.placeOf(row.signature, row.cycleDay, data.profileSegment[row.profile] as number)
    if (place === noView) return 'none'
    const mask = data.profileSchemes[row.profile] as number
    const cut = Number.isNaN(row.restoredAt) ? Infinity : row.restoredAt
    const reported = Number.isNaN(row.reportedAt) ? 0 : mask & this.#reportMask
    if (reported === 0 && cut >= book.lastTo(place)) return 'shared'

    const seconds = book.secondsUntil(place, cut)
    const answers = this.#row
    let isSilent = true
    for (let scheme = 0; scheme < answers.length; scheme++) {
      let answer: Answer | null = null
      if (((mask >>> scheme) & 1) === 1) {
        if (((reported >>> scheme) & 1) === 1) answer = views.ask(place, scheme, cut, [row.reportedAt])
        else answer = this.#answers.all[book.answer(place, scheme, cut)] as Answer
        isSilent &&= answer.isSilent
      }
      answers[scheme] = answer
    }
    if (seconds === 0 && isSilent) return 'none'
    this.#secondsDown += seconds
    for (let scheme = 0; scheme < answers.length; scheme++) {
      const answer = answers[scheme]
      if (!answer) continue
      const { places, values } = answer
      for (let slot = 0; slot < places.length; slot++) slots[at + (places[slot] as number)] = values[slot] as bigint
    }
    // Whoever wants only what is owed is spared millions of lines that say why nothing is.
    if (!isSilent || data.mode === 'hit') this.#lines.print(row, views, place, seconds, answers)
    return 'own'
  }

  takeLines(): Uint8Array {
    return this.#lines.waiting.take()
  }

  get waitingBytes(): number {
    return this.#lines.waiting.length
  }

  report(): OwnReport {
    return { secondsDown: this.#secondsDown, lacks: this.#answers.isLacking ? this.#answers.lacks : null }
  }

  /** Programs remember decisions, too. */
  #forget(): void {
    this.#answers.forget()
    this.#lines.forget()
    this.#views = new Views(this.#data, this.#answers)
  }
}

const create: CreateOwnFacts = (data, layout) => new Judge(data as OwnData, layout)

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
