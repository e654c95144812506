import type { previewNotice, ReplyOf } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { MissingFact, type NoticeKind, type Speaker, type Statement } from '@pulih/notices'
import type { Db } from '../../platform/index.ts'
import type { AudienceCount } from '../audience.ts'
import { contentsOf, endOf } from '../content.ts'
import { countFollowUps } from '../follow-up.ts'
import { isBeginning } from '../notice.ts'
import { listChannels, type Channel } from '../channels/channel-store.ts'
import { countCalls, countReached } from '../deliveries/call-store.ts'
import { render } from '../sending/render.ts'
import { countSubscribers } from '../subscriptions/audience.ts'
import type { Manner } from '../manner.ts'
import { pressOf } from './press.ts'

type Preview = ReplyOf<typeof previewNotice>
type Text = Preview['texts'][number]

interface Previewed extends Pick<Manner, 'reach' | 'telling'> {
  readonly now: Temporal.Instant
  readonly outage: string
  readonly kind: NoticeKind
  readonly statement: Statement
  readonly speaker: Speaker
}

type Told = Pick<Previewed, 'kind' | 'reach' | 'statement' | 'telling'>

/**
 * Whom a notice would reach, in which words, and what that costs at most: of a beginning whoever is hit now and whoever asked to be told of
 * the place, of what follows whoever heard it.
 */
export async function previewOf(db: Db, previewed: Previewed): Promise<Preview> {
  const { kind, statement, speaker } = previewed
  const [{ groups, calls }, channels] = await Promise.all([countedOf(db, previewed), listChannels(db)])
  const people = groups.map(group => {
    const channel = channels.find(({ kind: brings }) => brings === group.channel)
    const stopped = group.channel !== null && (channel?.stopped ?? null) !== null
    return { ...group, stopped, cost: costOf(channel, group.people * partsFor(previewed, group)) }
  })
  return {
    people,
    texts: textsOf(previewed),
    press: pressOf(kind, statement, speaker),
    subscribers: groups.reduce((sum, group) => sum + (group.subscribed ? group.people : 0), 0),
    calls,
  }
}

interface Group extends AudienceCount {
  readonly subscribed: boolean
}

interface Counted {
  readonly groups: readonly Group[]
  readonly calls: number
}

async function countedOf(db: Db, previewed: Previewed): Promise<Counted> {
  const { outage, kind, statement, reach, telling, now } = previewed
  const calling = { reach, segments: telling.callSegments }
  if (isBeginning(kind)) {
    const [{ groups, calls }, asked] = await Promise.all([
      countReached(db, outage, calling),
      countSubscribers(db, outage),
    ])
    const marked = (counts: readonly AudienceCount[], subscribed: boolean) =>
      counts.map(count => ({ ...count, subscribed }))
    return { groups: [...marked(groups, false), ...marked(asked, true)], calls }
  }
  const news = { kind, outage, contents: contentsOf(kind, statement), endedAt: endOf(statement, now), now }
  const [groups, calls] = await Promise.all([countFollowUps(db, news), countCalls(db, outage, calling)])
  return { groups, calls }
}

/** What cannot be said costs as if it were one. */
function partsFor(told: Told, { channel, language, subscribed }: Group): number {
  if (channel !== 'sms') return 1
  return textOf(told, channel, language, !subscribed).segments ?? 1
}

/** What a customer reads on each channel in each language, or what is missing for that. */
export function textsOf(told: Told): Text[] {
  return told.telling.channels.flatMap(channel => languages.map(language => textOf(told, channel, language, true)))
}

function textOf(
  { kind, statement, reach, telling }: Told,
  channel: Text['channel'],
  language: Language,
  isCustomer: boolean,
): Text {
  const wording = {
    kind,
    statement,
    language,
    timeZone: reach.timeZone,
    isCustomer,
    credit: null,
    unsubscribeUrl: 'https://…',
  }
  try {
    const { subject, text, parts } = render(channel, wording, telling)
    return { channel, language, subject, text, segments: channel === 'sms' ? parts : null, missing: null }
  } catch (reason) {
    if (!(reason instanceof MissingFact)) throw reason
    return { channel, language, subject: '', text: '', segments: null, missing: reason.fact }
  }
}

/** Decimals of six places, counted in whole millionths. */
function costOf(channel: Channel | undefined, parts: number): Preview['people'][number]['cost'] {
  if (!channel?.price) return null
  const [whole = '0', fraction = ''] = channel.price.amount.split('.')
  const millionths = (BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))) * BigInt(parts)
  const text = millionths.toString().padStart(7, '0')
  const amount = `${text.slice(0, -6)}.${text.slice(-6)}`.replace(/\.?0+$/, '')
  return { amount, currency: channel.price.currency }
}
