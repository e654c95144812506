import { personAt } from './addresses.ts'
import { channels, type Channel } from './channels.ts'
import { column } from './growing.ts'
import type { Delivered } from '../emulator.ts'

/** One thing that one person got. */
export interface Got {
  /** null: a chat, or an address that is nobody's. */
  readonly person: number | null
  readonly channel: Channel
  readonly text: number
  readonly at: number
  readonly parts: number
  /** Which of the product's messages it was, where the protocol carries that; null: it does not. */
  readonly message: number | null
  /** At which step of the play. */
  readonly step: number
}

/** Everything that came to anybody, in the order in which it was looked at. */
export interface Record {
  add(channel: Channel, delivered: readonly Delivered[], step: number): void
  readonly size: () => number
  at(index: number): Got
  all(): Generator<Got>
  /** A text by its number, as a person would read it. */
  textOf(text: number): string
  /** How many people have heard of the outage since the play began. */
  readonly reached: () => number
  /** What went to an address that is nobody's. */
  readonly strangers: readonly string[]
}

/** A person got something, just now. */
export type Hear = (person: number, channel: Channel, delivered: Delivered) => void

const nobody = 0xff_ff_ff_ff
const mostTexts = 60_000
/** The number of every text for which there was no number left: two of them may say different things. */
export const anyText = mostTexts
const mostStrangers = 20

export function recording(people: number, hear: Hear): Record {
  const persons = column(length => new Uint32Array(length))
  const ways = column(length => new Uint8Array(length))
  const texts = column(length => new Uint16Array(length))
  const times = column(length => new Float64Array(length))
  const parts = column(length => new Uint8Array(length))
  const messages = column(length => new Float64Array(length))
  const steps = column(length => new Uint8Array(length))
  const numbers = new Map<string, number>()
  const strangers: string[] = []
  const heard = new Uint8Array(people)
  let [size, reached] = [0, 0]

  const numberOf = (text: string): number => {
    const known = numbers.get(text)
    if (known !== undefined) return known
    const number = Math.min(numbers.size, mostTexts)
    if (number < mostTexts) numbers.set(text, number)
    return number
  }
  const at = (index: number): Got => ({
    person: persons.at(index) === nobody ? null : persons.at(index),
    channel: channels[ways.at(index)] ?? 'chat',
    text: texts.at(index),
    at: times.at(index),
    parts: parts.at(index),
    message: messages.at(index) < 0 ? null : messages.at(index),
    step: steps.at(index),
  })
  return {
    add(channel, delivered, step) {
      for (const each of delivered) {
        const person = channel === 'chat' ? null : personAt(channel, each.to)
        if (channel !== 'chat' && person === null && strangers.length < mostStrangers) strangers.push(each.to)
        size++
        persons.push(person ?? nobody)
        ways.push(channels.indexOf(channel))
        texts.push(numberOf(withoutOwn(each.text)))
        times.push(each.at)
        parts.push(each.parts)
        messages.push(Number(/^pulih-(\d{1,15})$/.exec(each.key ?? '')?.[1] ?? -1))
        steps.push(step)
        if (person === null) continue
        if (step > 0 && heard[person] === 0) {
          heard[person] = 1
          reached++
        }
        hear(person, channel, each)
      }
    },
    size: () => size,
    at,
    *all() {
      for (let index = 0; index < size; index++) yield at(index)
    },
    textOf: number => [...numbers.keys()][number] ?? '(one of very many texts)',
    reached: () => reached,
    strangers,
  }
}

/** What thousands get alike but for an address of their own is one text. */
function withoutOwn(text: string): string {
  return text.replaceAll(/[\w-]{40,}/g, '…')
}
