import { channels, personal, type Channel, type Personal } from './channels.ts'
import type { Person } from './people.ts'
import { heardName, type ProductView } from './product.ts'
import { anyText, type Got, type Record as Recorded } from './record.ts'
import type { Called } from './telephones.ts'
import { comparable, type Words } from './words.ts'

/** A promise, how often it was broken, and a few of the cases. */
export interface Kept {
  readonly says: string
  readonly broken: number
  readonly examples: readonly string[]
}

export interface Verdict {
  readonly promises: readonly Kept[]
  /** Of those whom the outage hits: how many got nothing, by why. */
  readonly nothing: ReadonlyMap<string, number>
  /** What nobody at the product can know of its doubts. */
  readonly doubts: { readonly arrived: number; readonly not: number }
  readonly told: number
  readonly hit: number
  /** Which of the texts are answers to what somebody wrote. */
  readonly answers: ReadonlySet<number>
}

interface Case {
  readonly people: readonly Person[]
  readonly record: Recorded
  readonly product: ProductView
  readonly words: Words
  readonly calls: readonly Called[]
  /** Who wants to be left alone during the whole play. */
  readonly quiet: ReadonlySet<number>
  /** Whether the server or this provider was away for a while. */
  readonly isAway: (channel: Channel) => boolean
  /** What was handed over when a person said STOP may still arrive for so long. */
  readonly toleranceMilliseconds: number
}

/** Holds what came to people against what was promised, and against what the product says of it. */
export function judge(given: Case): Verdict {
  const { people, record, product } = given
  const answers = answersIn(record, product)
  const counts = countNotices(given, answers)
  const twice = finding('nothing is sent twice')
  const foreign = finding('whoever is not hit gets nothing')
  const afterStop = finding('after STOP nothing comes')
  const disturbed = finding('in the quiet hours that somebody asked for nothing comes')
  const tooMany = finding('nobody gets more than the product says it sent, doubts counted')
  const missing = finding('whatever the product says it sent arrived')
  const unheard = finding('whoever wrote was heard')
  const heldUp = finding('whoever telephones gets to people')
  const misled = finding('whoever telephones and is not hit hears of no outage')
  const unexplained = finding('whoever is hit and got nothing is accounted for')

  findTwice(given, answers, twice)
  const stops = stopsOf(given)
  for (const got of record.all()) {
    if (got.person === null || got.step === 0 || answers.has(got.text)) continue
    if (given.quiet.has(got.person)) disturbed.add(nameOf(people, got))
    if (people[got.person]?.isHit === false) foreign.add(nameOf(people, got))
    const stop = stops.get(got.person)
    if (stop?.channel === got.channel && got.at > stop.from + given.toleranceMilliseconds)
      afterStop.add(nameOf(people, got))
  }
  for (const { person, channel, saidAt } of given.words.writers)
    if (saidAt !== null && !product.heard.has(heardName(person, channel)))
      unheard.add(`${people[person]?.customer ?? 'somebody'} by ${channel} at ${clockOf(saidAt)}`)
  for (const { person, by, outage, ended } of given.calls) {
    const who = `${people[person]?.customer ?? 'somebody'} by ${by}`
    if (ended !== 'with-people') heldUp.add(`${who}: ${ended}`)
    if (outage !== null && people[person]?.isHit === false) misled.add(`${who}: ${outage}`)
  }
  for (const address of record.strangers) foreign.add(`${address}, which is nobody's`)

  const nothing = new Map<string, number>()
  let [told, arrivedDoubts, otherDoubts] = [0, 0, 0]
  for (const person of people) {
    let came = 0
    for (const channel of personal) {
      const got = counts(person.number, channel)
      const sure = product.sure(person.number, channel)
      const perhaps = product.perhaps(person.number, channel)
      came += got
      const arrived = Math.min(Math.max(0, got - sure), perhaps)
      arrivedDoubts += arrived
      otherDoubts += perhaps - arrived
      if (got > sure + perhaps) tooMany.add(`${person.customer} by ${channel}: ${got} came, ${sure} were sent`)
      // Where nobody is, what was sent is known not to arrive only when the receipt says so.
      const isThere = person.ways.some(way => way.channel === channel && !way.isUnreachable)
      if (got < sure && isThere) missing.add(`${person.customer} by ${channel}: ${got} came of ${sure}`)
    }
    if (!person.isHit) continue
    if (came > 0) told++
    else {
      const why = whyNothing(person, given)
      if (why === null) unexplained.add(person.customer)
      nothing.set(why ?? 'nobody knows why', (nothing.get(why ?? 'nobody knows why') ?? 0) + 1)
    }
  }
  const promises = [twice, foreign, afterStop, disturbed, unheard, heldUp, misled, tooMany, missing, unexplained].map(
    each => each.found(),
  )
  return {
    promises,
    nothing,
    told,
    doubts: { arrived: arrivedDoubts, not: otherDoubts },
    hit: people.filter(({ isHit }) => isHit).length,
    answers,
  }
}

/** From when on nothing may come to those who said STOP. */
function stopsOf({ words, isAway }: Case): ReadonlyMap<number, { readonly channel: Channel; readonly from: number }> {
  return new Map(
    words.writers.flatMap(({ person, channel, says, saidAt, confirmedAt }) => {
      // Where nobody could hear him at once it counts when he was told so.
      const from = isAway(channel) ? confirmedAt : saidAt
      return says === 'STOP' && from !== null ? [[person, { channel, from }] as const] : []
    }),
  )
}

const mostExamples = 5

function finding(says: string) {
  const examples: string[] = []
  let broken = 0
  return {
    add(example: string) {
      broken++
      if (examples.length < mostExamples) examples.push(example)
    },
    found: (): Kept => ({ says, broken, examples }),
  }
}

type Finding = ReturnType<typeof finding>

function nameOf(people: readonly Person[], { person, channel, at }: Got): string {
  return `${people[person ?? -1]?.customer ?? 'somebody'} by ${channel} at ${clockOf(at)}`
}

function clockOf(at: number): string {
  return new Date(at).toISOString().slice(11, 23)
}

/** Texts that are answers by the product's own list. */
function answersIn(record: Recorded, product: ProductView): ReadonlySet<number> {
  const known = new Map<number, boolean>()
  for (const { text } of record.all())
    if (!known.has(text)) known.set(text, product.answers.has(comparable(record.textOf(text))))
  return new Set([...known].flatMap(([text, isAnswer]) => (isAnswer ? [text] : [])))
}

/** How many messages about the outage came to each person by each channel. */
function countNotices({ people, record }: Case, answers: ReadonlySet<number>) {
  const counts = new Uint8Array(people.length * personal.length)
  for (const { person, channel, step, text } of record.all()) {
    const place = personal.findIndex(each => each === channel)
    if (person === null || place < 0 || step === 0 || answers.has(text)) continue
    const index = person * personal.length + place
    counts[index] = (counts[index] ?? 0) + 1
  }
  return (person: number, channel: Personal): number =>
    counts[person * personal.length + personal.indexOf(channel)] ?? 0
}

/** The same words to the same address, or the same message of the product: an answer once for each word that somebody said. */
function findTwice({ people, record, words }: Case, answers: ReadonlySet<number>, twice: Finding): void {
  const texts = new Set<number>()
  const messages = new Set<number>()
  const answered = new Map<string, number>()
  for (const got of record.all()) {
    const { person, channel, text, message } = got
    const isKnown = message !== null && messages.has(message)
    if (isKnown) twice.add(`message ${message}: ${nameOf(people, got)}`)
    if (message !== null) messages.add(message)
    if (person === null) continue
    if (answers.has(text)) {
      const name = `${person} ${channel}`
      const many = (answered.get(name) ?? 0) + 1
      answered.set(name, many)
      if (many > words.said(person, channel)) twice.add(`an answer: ${nameOf(people, got)}`)
      continue
    }
    const sign = (person * channels.length + channels.indexOf(channel)) * mostTexts + text
    // Two messages of the product that say the same are one too many for whoever reads them.
    if (!isKnown && text !== anyText && texts.has(sign)) twice.add(nameOf(people, got))
    texts.add(sign)
  }
}

/** More than a record has. */
const mostTexts = 65_536

/** null: there is no reason that anybody could name. */
function whyNothing(person: Person, { product, words, quiet }: Case): string | null {
  const { ways, number } = person
  if (ways.length === 0) return 'only a letter reaches them'
  if (ways.every(({ isRefused }) => isRefused)) return 'they want no messages'
  if (quiet.has(number)) return 'they have quiet hours, and it was over before these'
  const writer = words.writers.find(each => each.person === number)
  if (writer?.says === 'STOP' && writer.isEarly) return 'they had said STOP'
  if (ways.filter(({ isRefused }) => !isRefused).every(({ isUnreachable }) => isUnreachable))
    return 'nobody is at any of their addresses'
  const [said] = product.notArrived.get(number)?.match(/^\w+ \w+/) ?? []
  if (said === undefined) return null
  const isDoubt = said.endsWith('doubtful') || said.endsWith('sending')
  return isDoubt ? `a doubt that a person decides (${said})` : `on its way or given up (${said})`
}

/** Milliseconds from the confirmation to the first word, of everybody who got one, sorted. */
export function firstWords(
  record: Recorded,
  {
    confirmedAt,
    answers,
    people,
  }: { readonly confirmedAt: number; readonly answers: ReadonlySet<number>; readonly people: number },
): ReadonlyMap<Channel, Float64Array> {
  const heard = new Uint8Array(people)
  const times = new Map<Channel, number[]>(channels.map(channel => [channel, []]))
  for (const { person, channel, step, text, at } of record.all()) {
    if (person === null || step === 0 || answers.has(text) || heard[person] === 1) continue
    heard[person] = 1
    times.get(channel)?.push(at - confirmedAt)
  }
  return new Map([...times].map(([channel, all]) => [channel, Float64Array.from(all).toSorted()]))
}
