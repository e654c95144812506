import type { previewNotice, ReplyOf } from '@pulih/contracts'
import { languages, type Language } from '@pulih/kernel'
import { MissingFact, type NoticeKind, type Speaker, type Statement } from '@pulih/notices'
import type { Db } from '../../platform/index.ts'
import { countAudience, type AudienceCount } from '../audience.ts'
import { contentsOf, endOf } from '../content.ts'
import { countFollowUps } from '../follow-up.ts'
import { isBeginning } from '../notice.ts'
import { listChannels, type Channel } from '../channels/channel-store.ts'
import { countCalls } from '../deliveries/call-store.ts'
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
  const { outage, kind, statement, reach, telling, speaker } = previewed
  const [groups, channels, calls] = await Promise.all([
    groupsOf(db, previewed),
    listChannels(db),
    countCalls(db, outage, { reach, segments: telling.callSegments }),
  ])
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

async function groupsOf(db: Db, { outage, kind, statement, reach, now }: Previewed): Promise<readonly Group[]> {
  if (!isBeginning(kind))
    return countFollowUps(db, {
      kind,
      outage,
      contents: contentsOf(kind, statement),
      endedAt: endOf(statement, now),
      now,
    })
  const [hit, asked] = await Promise.all([countAudience(db, outage, reach), countSubscribers(db, outage)])
  return [
    ...hit.map(count => ({ ...count, subscribed: false })),
    ...asked.map(count => ({ ...count, subscribed: true })),
  ]
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
