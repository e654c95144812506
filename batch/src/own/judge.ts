import { figuresOf, HolidayCalendars, type Scheme, type SchemeFigures } from '@pulih/engine'
import { Decider, onlyCuts, sameSight, sightOf, type Segment, type Sight } from '../planning/decisions.ts'
import { periodOf, type Period } from '../planning/period.ts'
import type { CreateOwnFacts, OwnFacts, OwnLayout, OwnReport, OwnRow, OwnVerdict } from '../own-facts.ts'
import { Answers, type Answer } from './answers.ts'
import { Book, noNote } from './book.ts'
import { LineBuffer } from './line-buffer.ts'
import type { OwnData } from './own-data.ts'
import { Scene } from './scene.ts'
import { asksForReports, changesAtMidnight, isSteady } from './steady.ts'

/** When so much is remembered, everything is forgotten: memory must not grow with the services. */
const mostAnswers = 50_000
const mostNumbers = 4_000_000
const mostText = 32 << 20

/** A list of outages is found by one number: where it starts times this, and how long it is. */
const longestList = 2 ** 20

/** Some outages as billing periods see them that cannot tell them apart, from a segment. */
interface View {
  readonly scene: Scene
  readonly segment: Segment
  readonly period: Period
  readonly sight: Sight
  /** Where it lies in the book. */
  readonly place: number
  readonly breaks: readonly number[]
}

/** Cells of the list of views. */
const unknownView = 0
const noView = -1

/** Judges rows that say themselves when service was restored or the fault reported: what the engine says of exactly these facts. */
class Judge implements OwnFacts {
  readonly #data: OwnData
  readonly #answers: Answers
  readonly #lines = new LineBuffer()
  readonly #onlyCuts: boolean
  readonly #changesAtMidnight: boolean
  readonly #reportMask: number
  readonly #schemeTexts: readonly Uint8Array[]
  readonly #periods: readonly Period[]
  readonly #periodTexts: readonly Uint8Array[]
  /** The answers of the row at hand. */
  readonly #row: (Answer | null)[]
  readonly #book: Book
  /** Lists of outages as the exposure table prints them; the book notes for each stretch where its list lies. */
  readonly #outages = new LineBuffer()
  #decider: Decider
  #segments: readonly Segment[]
  readonly #steady = new Map<SchemeFigures, boolean>()
  /** By signature, cycle day and segment: where the book has the view. */
  readonly #places: Int32Array
  readonly #views: View[] = []
  readonly #viewsOf = new Map<number, View[]>()
  #secondsDown = 0

  constructor(data: OwnData, layout: OwnLayout) {
    this.#data = data
    this.#answers = new Answers(data, layout)
    this.#onlyCuts = data.schemes.every(scheme => onlyCuts(scheme, `${data.month}-01`, `${data.month}-28`))
    this.#changesAtMidnight = data.schemes.some(changesAtMidnight)
    this.#reportMask = data.schemes.reduce((mask, scheme, index) => (asksForReports(scheme) ? mask | (1 << index) : mask), 0)
    this.#schemeTexts = data.schemes.map(({ id }) => Buffer.from(`,${id},1,`))
    this.#periods = Array.from({ length: 28 }, (_, day) => periodOf(data.month, day + 1))
    this.#periodTexts = this.#periods.map(({ from, to }) => Buffer.from(`,${from},${to},`))
    this.#row = data.schemes.map(() => null)
    this.#places = new Int32Array(data.sets.length * 28 * data.segments.length)
    this.#book = new Book((view, scheme, cut) => this.#ask(this.#viewAt(view), scheme, cut, []).number)
    this.#decider = new Decider(new HolidayCalendars(data.calendars))
    this.#segments = this.#makeSegments()
  }

  decide(row: OwnRow, slots: BigInt64Array, at: number): OwnVerdict {
    const data = this.#data
    const segment = data.profileSegment[row.profile] as number
    const cell = (row.signature * 28 + row.cycleDay - 1) * data.segments.length + segment
    const book = this.#book
    let place = this.#places[cell] as number
    if (place === unknownView) place = this.#find(cell, row.signature, row.cycleDay, segment)
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
        if (((reported >>> scheme) & 1) === 1) answer = this.#ask(this.#viewAt(book.view(place)), scheme, cut, [row.reportedAt])
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
    if (!isSilent || data.mode === 'hit') this.#print(row, place, seconds)
    return 'own'
  }

  takeLines(): Uint8Array {
    return this.#lines.take()
  }

  get waitingBytes(): number {
    return this.#lines.length
  }

  report(): OwnReport {
    return { secondsDown: this.#secondsDown, lacks: this.#answers.isLacking ? this.#answers.lacks : null }
  }

  /** One line for each scheme that the row is subject to; the credit names it by `own-<line>`. */
  #print(row: OwnRow, place: number, seconds: number): void {
    let note = this.#book.note(place)
    if (note === noNote) note = this.#book.setNote(place, this.#noteOutages(place))
    const start = Math.floor(note / longestList)
    const length = note - start * longestList
    for (let scheme = 0; scheme < this.#row.length; scheme++) {
      const answer = this.#row[scheme]
      if (!answer) continue
      this.#lines.add(ownPrefix)
      this.#lines.addNumber(row.line)
      this.#lines.add(this.#schemeTexts[scheme] as Uint8Array)
      this.#lines.addPart(this.#outages.bytes, start, length)
      this.#lines.add(this.#periodTexts[row.cycleDay - 1] as Uint8Array)
      this.#lines.addNumber(seconds)
      this.#lines.add(answer.text)
    }
  }

  #noteOutages(place: number): number {
    const { scene, breaks } = this.#viewAt(this.#book.view(place))
    const start = this.#outages.length
    this.#outages.add(Buffer.from(scene.idsBefore(breaks[this.#book.stretch] ?? Infinity)))
    return start * longestList + this.#outages.length - start
  }

  #find(cell: number, signature: number, cycleDay: number, segment: number): number {
    return (this.#places[cell] = this.#viewOf(signature, cycleDay, segment)?.place ?? noView)
  }

  #viewOf(signature: number, cycleDay: number, number: number): View | null {
    const segment = this.#segments[number]
    const period = this.#periods[cycleDay - 1]
    if (!segment || !period) throw new RangeError(`no segment ${number} or cycle day ${cycleDay}`)
    const key = signature * this.#segments.length + number
    let views = this.#viewsOf.get(key)
    if (!views) this.#viewsOf.set(key, (views = []))
    const scene = views[0]?.scene ?? this.#sceneOf(signature, segment)
    if (!scene) return null
    const bounds = this.#decider.bounds(segment.zone, period)
    const sight = sightOf(scene.merged, bounds)
    // Billing periods that see the same of the outages see the same of any part of them.
    const alike = views.find(view => view.period === period || (this.#onlyCuts && sameSight(view.sight, sight)))
    if (alike) return alike
    const breaks = scene.breaks(bounds, this.#changesAtMidnight ? this.#midnights(scene, segment.zone) : [])
    const steady = segment.programs.map(programs => programs !== null && this.#isSteady(programs))
    const place = this.#book.add(this.#views.length, { breaks, lastTo: scene.lastTo, merged: scene.merged, period: bounds, steady })
    const view: View = { scene, segment, period, sight, place, breaks }
    views.push(view)
    this.#views.push(view)
    return view
  }

  #viewAt(number: number): View {
    const view = this.#views[number]
    if (!view) throw new RangeError(`no view ${number}`)
    return view
  }

  #sceneOf(signature: number, { kind }: Segment): Scene | null {
    const outages = (this.#data.sets[signature] ?? []).flatMap(index => this.#data.outages[index] ?? [])
    const hit = outages.filter(({ kinds }) => kinds.length === 0 || kinds.includes(kind))
    return hit.length === 0 ? null : new Scene(hit)
  }

  /** The engine itself, for these facts and no others. */
  #ask({ scene, segment, period }: View, scheme: number, cut: number, reports: readonly number[]): Answer {
    const programs = segment.programs[scheme]
    if (!programs) throw new RangeError(`scheme ${scheme} is not for this segment`)
    const facts = this.#decider.facts(scene.until(cut), period, segment, reports)
    return this.#answers.of(scheme, segment.billCount, this.#decider.decide(programs, facts))
  }

  #isSteady(programs: SchemeFigures): boolean {
    let steady = this.#steady.get(programs)
    if (steady === undefined) this.#steady.set(programs, (steady = Object.values(programs.programs).every(program => isSteady(program.scheme))))
    return steady
  }

  #midnights(scene: Scene, zone: string): number[] {
    const midnights: number[] = []
    for (const part of scene.merged) this.#decider.days(zone).eachDay(part, row => midnights.push(row.from, row.to))
    return midnights
  }

  #makeSegments(): Segment[] {
    const { schemes, segments, currency, overrides } = this.#data
    const known = new Map<string, SchemeFigures>()
    const programOf = (scheme: Scheme, heads: readonly string[]): SchemeFigures => {
      const key = `${scheme.id} ${heads.join(',')}`
      let program = known.get(key)
      if (!program) known.set(key, (program = figuresOf(scheme, currency, overrides, heads)))
      return program
    }
    return segments.map(segment => ({
      ...segment,
      programs: schemes.map((scheme, index) => {
        const heads = segment.heads[index]
        return heads ? programOf(scheme, heads) : null
      }),
    }))
  }

  /** Programs remember decisions, too. */
  #forget(): void {
    this.#answers.forget()
    this.#decider = new Decider(new HolidayCalendars(this.#data.calendars))
    this.#segments = this.#makeSegments()
    this.#steady.clear()
    this.#book.clear()
    this.#outages.take()
    this.#places.fill(unknownView)
    this.#views.length = 0
    this.#viewsOf.clear()
  }
}

const ownPrefix = Buffer.from('own-')

const create: CreateOwnFacts = (data, layout) => new Judge(data as OwnData, layout)

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
