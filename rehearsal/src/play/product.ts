import type { View, Visitor } from './api.ts'
import { personAt } from './addresses.ts'
import { channelOf, channels, personal, type Channel, type Personal } from './channels.ts'
import type { Person } from './people.ts'
import { comparable } from './words.ts'

/** What the product itself says of the play, gathered from its pages. */
export interface ProductView {
  readonly notices: readonly View[]
  /** Messages to one person by one channel that are certainly gone, and that may be. */
  sure(person: number, channel: Personal): number
  perhaps(person: number, channel: Personal): number
  readonly byChannel: Readonly<Record<Channel, ChannelCount>>
  /** Why the first message to somebody did not arrive, in the product's words. */
  readonly notArrived: ReadonlyMap<number, string>
  /** What was answered to people who wrote, comparable. */
  readonly answers: ReadonlySet<string>
  /** Who was heard, as `heardName` calls them. */
  readonly heard: ReadonlySet<string>
  readonly answered: number
  readonly calls: number
}

export interface ChannelCount {
  messages: number
  parts: number
  gone: number
  doubtful: number
  failed: number
  waiting: number
  cancelled: number
  /** Second and further ways. */
  fallBacks: number
}

const pageSize = 500

/** Reads page after page, and keeps of each message only what is counted. */
export async function lookAtProduct(
  desk: Visitor,
  outage: string,
  people: readonly Person[],
  looked: (messages: number) => void,
): Promise<ProductView> {
  const numbers = new Map(people.map(({ customer, number }) => [customer, number]))
  const [sure, perhaps] = [
    new Uint8Array(people.length * personal.length),
    new Uint8Array(people.length * personal.length),
  ]
  const entries = channels.map(channel => [channel, emptyCount()] as const)
  // Every channel has one.
  const byChannel = Object.fromEntries(entries) as Record<Channel, ChannelCount>
  const notArrived = new Map<number, string>()
  let messages = 0
  const { items: notices } = (await desk.get(`/outages/${outage}/notices`)) as { items: View[] }
  for (const notice of notices)
    for await (const message of pages(desk, `/notices/${notice['notice']}/messages`)) {
      looked(++messages)
      const channel = channelOf(String(message['channel']))
      if (channel === null) continue
      count(byChannel[channel], message)
      const person = numbers.get(String(message['customer']))
      const place = personal.findIndex(each => each === channel)
      if (person === undefined || place < 0) continue
      const index = person * personal.length + place
      if (gone.has(message['state'])) sure[index] = (sure[index] ?? 0) + 1
      if (inDoubt.has(message['state'])) perhaps[index] = (perhaps[index] ?? 0) + 1
      if (notice['kind'] === 'first' && !gone.has(message['state']) && !notArrived.has(person))
        notArrived.set(person, `${message['channel']} ${message['state']}: ${message['reason'] ?? 'no reason'}`)
    }
  const inbound = await inboundOf(desk)
  const preview = await desk.get(`/outages/${outage}/notices/preview?kind=first`)
  const at = (person: number, channel: Personal) => person * personal.length + personal.indexOf(channel)
  return {
    notices,
    sure: (person, channel) => sure[at(person, channel)] ?? 0,
    perhaps: (person, channel) => perhaps[at(person, channel)] ?? 0,
    byChannel,
    notArrived,
    ...inbound,
    calls: Number(preview['calls'] ?? 0),
  }
}

const gone: ReadonlySet<unknown> = new Set(['sent', 'delivered', 'read'])
const inDoubt: ReadonlySet<unknown> = new Set(['doubtful', 'sending'])

function emptyCount(): ChannelCount {
  return { messages: 0, parts: 0, gone: 0, doubtful: 0, failed: 0, waiting: 0, cancelled: 0, fallBacks: 0 }
}

function count(of: ChannelCount, { state, parts, position }: View): void {
  of.messages++
  if (gone.has(state)) {
    of.gone++
    of.parts += Number(parts ?? 1)
  } else if (inDoubt.has(state)) of.doubtful++
  else if (state === 'failed') of.failed++
  else if (state === 'waiting') of.waiting++
  else of.cancelled++
  if (Number(position) > 0) of.fallBacks++
}

async function inboundOf(desk: Visitor): Promise<Pick<ProductView, 'answered' | 'answers' | 'heard'>> {
  const answers = new Set<string>()
  const heard = new Set<string>()
  let answered = 0
  for await (const { keyword, answer, channel: by, address } of pages(desk, '/messaging/inbound')) {
    if (keyword === null) continue
    const channel = personal.find(each => each === by)
    const person = channel === undefined ? null : personAt(channel, String(address))
    if (channel !== undefined && person !== null) heard.add(heardName(person, channel))
    if (typeof answer !== 'string') continue
    answered++
    answers.add(comparable(answer))
  }
  return { answers, heard, answered }
}

/** Somebody and the channel by which he wrote. */
export function heardName(person: number, channel: Personal): string {
  return `${person} ${channel}`
}

async function* pages(desk: Visitor, path: string): AsyncGenerator<View> {
  let cursor: string | null = null
  do {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const page: View = await desk.get(`${path}?limit=${pageSize}${from}`)
    // A page has items, as its contract says.
    yield* page['items'] as View[]
    cursor = typeof page['next'] === 'string' ? page['next'] : null
  } while (cursor !== null)
}
