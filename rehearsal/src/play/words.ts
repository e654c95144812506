import { languages } from '@pulih/kernel'
import { transliterate } from '@pulih/notices'
import { phrase } from '@pulih/phrases'
import { drawing, type Delivered } from '../emulator.ts'
import type { Channel } from './channels.ts'
import type { Options } from './options.ts'
import type { Person } from './people.ts'
import { sender } from './prepare.ts'
import { writingChannels, type WritingChannel } from './stage.ts'

/** Somebody who writes to the operator. */
export interface Writer {
  readonly person: number
  readonly channel: WritingChannel
  readonly says: 'STATUS' | 'STOP'
  /** Before the outage, or when he has heard of it. */
  readonly isEarly: boolean
  saidAt: number | null
  /** STOP: when he was told that nothing more comes. */
  confirmedAt: number | null
}

export interface Words {
  readonly writers: readonly Writer[]
  /** Lets those write who write before the outage. */
  early(): void
  /** Somebody got something: he may want to say something, or have been waiting for it. */
  hear(person: number, channel: Channel, delivered: Delivered, isOn: boolean): void
  /** How many words somebody said there. */
  said(person: number, channel: Channel): number
  stop(): void
}

type Say = (channel: WritingChannel, person: number, text: string) => void
type Wanted = Pick<Options, 'seed' | 'stopped' | 'writers'>

/** As long as people look at a message before they answer it. */
const reading = { least: 300, most: 5_000 }

/** Chooses who writes, and lets them. */
export function letPeopleWrite(people: readonly Person[], wanted: Wanted, say: Say): Words {
  const draw = drawing(wanted.seed + 1)
  const writers = chooseWriters(people, wanted, draw)
  const byPerson = new Map(writers.map(writer => [writer.person, writer]))
  const timers = new Set<NodeJS.Timeout>()
  const isStopAnswer = stopAnswers()
  const write = (writer: Writer): void => {
    writer.saidAt = Date.now()
    say(writer.channel, writer.person, writer.says)
  }
  return {
    writers,
    early() {
      for (const writer of writers) if (writer.isEarly) write(writer)
    },
    hear(person, channel, { text, at }, isOn) {
      const writer = byPerson.get(person)
      if (writer === undefined || writer.channel !== channel) return
      if (writer.saidAt !== null) {
        if (writer.says === 'STOP' && writer.confirmedAt === null && isStopAnswer(text)) writer.confirmedAt = at
        return
      }
      if (!isOn || timers.size > mostAtOnce) return
      const timer = setTimeout(
        () => {
          timers.delete(timer)
          if (writer.saidAt === null) write(writer)
        },
        reading.least + draw() * (reading.most - reading.least),
      )
      timers.add(timer)
    },
    said: (person, channel) => {
      const writer = byPerson.get(person)
      return writer !== undefined && writer.channel === channel && writer.saidAt !== null ? 1 : 0
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

const mostAtOnce = 100_000

function chooseWriters(people: readonly Person[], { stopped, writers }: Wanted, draw: () => number): Writer[] {
  return people.flatMap(({ number, isHit, ways: [first] }) => {
    const channel = writingChannels.find(each => each === first?.channel)
    if (!isHit || channel === undefined || first === undefined || first.isRefused || first.isUnreachable) return []
    const drawn = draw()
    const kinds = [
      ['STOP', true, stopped],
      ['STOP', false, 2 * stopped],
      ['STATUS', false, 2 * stopped + writers],
    ] as const
    const [says, isEarly] = kinds.find(([, , upTo]) => drawn < upTo) ?? []
    if (says === undefined) return []
    return [{ person: number, channel, says, isEarly, saidAt: null, confirmedAt: null }]
  })
}

/** Whether a text says that nothing more comes. */
function stopAnswers(): (text: string) => boolean {
  const known = new Set(languages.map(language => comparable(phrase(language, 'answer.stopped', { sender }))))
  return text => known.has(comparable(text))
}

/** As letters without marks, which is how some channels write them. Lines count: a notice has several where an answer has one. */
export function comparable(text: string): string {
  return transliterate(text).trim()
}
