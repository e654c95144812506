import { figuresOf, HolidayCalendars, type Scheme, type SchemeFigures } from '@pulih/engine'
import { Decider, onlyCuts, sameSight, sightOf, type Segment, type Sight } from '../planning/decisions.ts'
import { periodOf, type Period } from '../planning/period.ts'
import type { Answer, Answers } from './answers.ts'
import { Book } from './book.ts'
import type { OwnData } from './own-data.ts'
import { Scene } from './scene.ts'
import { changesAtMidnight, isSteady } from './steady.ts'

/** Some outages as billing periods see them that cannot tell them apart, from a segment. */
export interface View {
  readonly scene: Scene
  readonly segment: Segment
  readonly period: Period
  readonly sight: Sight
  /** Where it lies in the book. */
  readonly place: number
  readonly breaks: readonly number[]
}

const unknownView = 0
/** What `placeOf` says where no outage hits. */
export const noView = -1

/** All views that rows have met, and the book of what is said in them. */
export class Views {
  readonly book: Book
  readonly #data: OwnData
  readonly #answers: Answers
  readonly #decider: Decider
  readonly #segments: readonly Segment[]
  readonly #onlyCuts: boolean
  readonly #changesAtMidnight: boolean
  readonly #steady = new Map<SchemeFigures, boolean>()
  /** By signature, cycle day and segment: where the book has the view. */
  readonly #places: Int32Array
  readonly #views: View[] = []
  readonly #viewsOf = new Map<number, View[]>()

  constructor(data: OwnData, answers: Answers) {
    this.#data = data
    this.#answers = answers
    this.#decider = new Decider(new HolidayCalendars(data.calendars))
    this.#segments = segmentsOf(data)
    this.#onlyCuts = data.schemes.every(scheme => onlyCuts(scheme, `${data.month}-01`, `${data.month}-28`))
    this.#changesAtMidnight = data.schemes.some(changesAtMidnight)
    this.#places = new Int32Array(data.sets.length * 28 * data.segments.length)
    this.book = new Book((view, scheme, cut) => this.#askIn(this.#numbered(view), scheme, cut, []).number)
  }

  placeOf(signature: number, cycleDay: number, segment: number): number {
    const cell = (signature * 28 + cycleDay - 1) * this.#segments.length + segment
    const place = this.#places[cell] as number
    if (place !== unknownView) return place
    return (this.#places[cell] = this.#find(signature, cycleDay, segment)?.place ?? noView)
  }

  at(place: number): View {
    return this.#numbered(this.book.view(place))
  }

  /** The engine itself, for these facts and no others. */
  ask(place: number, scheme: number, cut: number, reports: readonly number[]): Answer {
    return this.#askIn(this.at(place), scheme, cut, reports)
  }

  #askIn({ scene, segment, period }: View, scheme: number, cut: number, reports: readonly number[]): Answer {
    const programs = segment.programs[scheme]
    if (!programs) throw new RangeError(`scheme ${scheme} is not for this segment`)
    const facts = this.#decider.facts(scene.until(cut), period, segment, reports)
    return this.#answers.of(scheme, segment.billCount, this.#decider.decide(programs, facts))
  }

  #numbered(number: number): View {
    const view = this.#views[number]
    if (!view) throw new RangeError(`no view ${number}`)
    return view
  }

  #find(signature: number, cycleDay: number, number: number): View | null {
    const segment = this.#segments[number]
    if (!segment) throw new RangeError(`no segment ${number}`)
    const key = signature * this.#segments.length + number
    let views = this.#viewsOf.get(key)
    if (!views) this.#viewsOf.set(key, (views = []))
    const scene = views[0]?.scene ?? this.#sceneOf(signature, segment)
    if (!scene) return null
    const period = periodOf(this.#data.month, cycleDay)
    const bounds = this.#decider.bounds(segment.zone, period)
    const sight = sightOf(scene.merged, bounds)
    // Billing periods that see the same of the outages see the same of any part of them.
    const alike = this.#onlyCuts ? views.find(view => sameSight(view.sight, sight)) : undefined
    if (alike) return alike
    const breaks = scene.breaks(bounds, this.#changesAtMidnight ? this.#midnights(scene, segment.zone) : [])
    const steady = segment.programs.map(programs => programs !== null && this.#isSteady(programs))
    const { merged, lastTo } = scene
    const place = this.book.add(this.#views.length, { breaks, lastTo, merged, period: bounds, steady })
    const view: View = { scene, segment, period, sight, place, breaks }
    views.push(view)
    this.#views.push(view)
    return view
  }

  #sceneOf(signature: number, { kind }: Segment): Scene | null {
    const outages = (this.#data.sets[signature] ?? []).flatMap(index => this.#data.outages[index] ?? [])
    const hit = outages.filter(({ kinds }) => kinds.length === 0 || kinds.includes(kind))
    return hit.length === 0 ? null : new Scene(hit)
  }

  #isSteady(programs: SchemeFigures): boolean {
    const known = this.#steady.get(programs)
    if (known !== undefined) return known
    const steady = Object.values(programs.programs).every(program => isSteady(program.scheme))
    this.#steady.set(programs, steady)
    return steady
  }

  #midnights(scene: Scene, zone: string): number[] {
    const midnights: number[] = []
    for (const part of scene.merged) this.#decider.days(zone).eachDay(part, row => midnights.push(row.from, row.to))
    return midnights
  }
}

function segmentsOf({ schemes, segments, currency, overrides }: OwnData): Segment[] {
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
