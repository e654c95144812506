import type { previewNotice, ReplyOf } from '@pulih/contracts'
import { languages } from '@pulih/kernel'
import { MissingFact, type NoticeKind, type Statement } from '@pulih/notices'
import type { Db } from '../../platform/index.ts'
import { countAudience } from '../audience.ts'
import { contentsOf, endOf } from '../content.ts'
import { countFollowUps } from '../follow-up.ts'
import { isBeginning } from '../notice.ts'
import { listChannels, type Channel } from '../channels/channel-store.ts'
import { countCalls } from '../deliveries/call-store.ts'
import { render } from '../sending/render.ts'
import { countSubscribers } from '../subscriptions/audience.ts'
import type { Manner } from '../manner.ts'

type Preview = ReplyOf<typeof previewNotice>
type Text = Preview['texts'][number]

interface Previewed extends Pick<Manner, 'reach' | 'telling'> {
  readonly now: Temporal.Instant
  readonly outage: string
  readonly kind: NoticeKind
  readonly statement: Statement
}

/**
 * Whom a notice would reach, in which words, and what that costs at most: of a beginning whoever is hit now, of what follows whoever heard it.
 */
export async function previewOf(db: Db, { outage, kind, statement, reach, telling, now }: Previewed): Promise<Preview> {
  const texts = textsOf({ kind, statement, reach, telling })
  const [counts, channels, subscribers, calls] = await Promise.all([
    isBeginning(kind)
      ? countAudience(db, outage, reach)
      : countFollowUps(db, {
          kind,
          outage,
          contents: contentsOf(kind, statement),
          endedAt: endOf(statement, now),
          now,
        }),
    listChannels(db),
    isBeginning(kind) ? countSubscribers(db, outage) : 0,
    countCalls(db, outage, { reach, segments: telling.callSegments }),
  ])
  const people = counts.map(count => {
    const text = texts.find(({ channel, language }) => channel === count.channel && language === count.language)
    const channel = channels.find(({ kind: brings }) => brings === count.channel)
    return { ...count, cost: costOf(channel, count.people * (text?.segments ?? 1)) }
  })
  return { people, texts, subscribers, calls }
}

/** What a customer reads on each channel in each language, or what is missing for that. */
export function textsOf({ kind, statement, reach, telling }: Omit<Previewed, 'now' | 'outage'>): Text[] {
  return telling.channels.flatMap(channel =>
    languages.map((language): Text => {
      const wording = {
        kind,
        statement,
        language,
        timeZone: reach.timeZone,
        isCustomer: true,
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
    }),
  )
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
