import { channels, type Channel } from './channels.ts'
import { firstWords, type Verdict } from './judge.ts'
import type { Options } from './options.ts'
import type { Person } from './people.ts'
import { currency } from './prepare.ts'
import type { ProductView } from './product.ts'
import type { Record as Recorded } from './record.ts'
import type { Told } from './story.ts'
import type { Called } from './telephones.ts'
import type { Words } from './words.ts'

/** Everything that is known when a play is over. */
export interface Played {
  readonly options: Options
  readonly people: readonly Person[]
  readonly told: Told
  readonly record: Recorded
  readonly product: ProductView
  readonly verdict: Verdict
  readonly words: Words
  readonly calls: readonly Called[]
  readonly kills: number
  /** How much of the time of the first word this process, with all emulators, was at work: 1 would be the limit. */
  readonly busy: number
  readonly seconds: number
}

export interface ChannelLine {
  readonly channel: Channel | 'all'
  readonly people: number
  readonly messages: number
  readonly parts: number
  /** From the confirmation; null: nobody was told by it first. */
  readonly first: {
    readonly first: number
    readonly median: number
    readonly p99: number
    readonly last: number
  } | null
  readonly doubts: number
  readonly failed: number
  readonly fallBacks: number
  readonly cost: number
}

export interface Report {
  readonly outage: string
  readonly services: number
  readonly hit: number
  readonly told: number
  readonly nothing: Readonly<Record<string, number>>
  readonly channels: readonly ChannelLine[]
  readonly steps: Told['steps']
  readonly stops: {
    readonly said: number
    readonly confirmed: number
    readonly medianSeconds: number | null
    readonly longestSeconds: number | null
  }
  readonly words: { readonly said: number; readonly heard: number; readonly answered: number }
  /** Whom staff should telephone. */
  readonly calls: number
  /** Who telephoned, and how many of them heard of the outage. */
  readonly callers: { readonly called: number; readonly heard: number }
  readonly doubts: Verdict['doubts']
  readonly kills: number
  readonly busy: number
  readonly seconds: number
  readonly promises: Verdict['promises']
}

/** Puts what happened into figures. */
export function reportOf(played: Played): Report {
  const { told, verdict, product, words, kills, busy, seconds } = played
  const lines = channels.map(channel => lineOf(channel, played))
  const speeds = words.writers
    .filter(({ says, confirmedAt, saidAt }) => says === 'STOP' && confirmedAt !== null && saidAt !== null)
    .map(({ confirmedAt, saidAt }) => ((confirmedAt ?? 0) - (saidAt ?? 0)) / 1_000)
    .toSorted((one, other) => one - other)
  const said = words.writers.filter(({ saidAt }) => saidAt !== null)
  return {
    outage: told.number,
    services: told.services,
    hit: verdict.hit,
    told: verdict.told,
    nothing: Object.fromEntries(verdict.nothing),
    channels: [...lines, sumOf(lines, played)],
    steps: told.steps,
    stops: {
      said: said.filter(({ says }) => says === 'STOP').length,
      confirmed: speeds.length,
      medianSeconds: speeds[Math.floor(speeds.length / 2)] ?? null,
      longestSeconds: speeds.at(-1) ?? null,
    },
    words: { said: said.length, heard: product.heard.size, answered: product.answered },
    calls: product.calls,
    callers: { called: played.calls.length, heard: played.calls.filter(({ outage }) => outage !== null).length },
    doubts: verdict.doubts,
    kills,
    busy,
    seconds,
    promises: verdict.promises,
  }
}

function timesOf({ record, told, verdict, people }: Played): ReadonlyMap<Channel, Float64Array> {
  return firstWords(record, { confirmedAt: told.confirmedAt, answers: verdict.answers, people: people.length })
}

function lineOf(channel: Channel, played: Played): ChannelLine {
  const { record, options, product } = played
  const times = timesOf(played).get(channel) ?? new Float64Array()
  const reached = new Set<number>()
  let [messages, parts] = [0, 0]
  for (const got of record.all()) {
    if (got.channel !== channel) continue
    messages++
    parts += got.parts
    if (got.person !== null && got.step > 0) reached.add(got.person)
  }
  const { doubtful, failed, fallBacks } = product.byChannel[channel]
  const price = channel === 'chat' ? 0 : (options.prices[channel] ?? 0)
  return {
    channel,
    people: reached.size,
    messages,
    parts,
    first: spreadOf(times),
    doubts: doubtful,
    failed,
    fallBacks,
    cost: parts * price,
  }
}

function sumOf(lines: readonly ChannelLine[], played: Played): ChannelLine {
  const sum = (of: (line: ChannelLine) => number): number => lines.reduce((all, line) => all + of(line), 0)
  const all = [...timesOf(played).values()].flatMap(times => [...times])
  return {
    channel: 'all',
    people: played.verdict.told,
    messages: sum(line => line.messages),
    parts: sum(line => line.parts),
    first: spreadOf(Float64Array.from(all).toSorted()),
    doubts: sum(line => line.doubts),
    failed: sum(line => line.failed),
    fallBacks: sum(line => line.fallBacks),
    cost: sum(line => line.cost),
  }
}

/** Of sorted milliseconds, in seconds. */
function spreadOf(times: Float64Array): ChannelLine['first'] {
  const at = (share: number): number =>
    (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) / 1_000
  return times.length === 0 ? null : { first: at(0), median: at(0.5), p99: at(0.99), last: at(1) }
}

/** What is paid in: all prices are in one currency. */
export function money(amount: number): string {
  return amount === 0 ? '' : `${amount.toFixed(2)} ${currency}`
}
