import type { MessageView, NoticeView } from '@pulih/contracts'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'

export type MessageState = MessageView['state']
export type MessageChannel = MessageView['channel']

/** In the order in which a message goes through them. */
export const messageStates = [
  'waiting',
  'sending',
  'sent',
  'delivered',
  'read',
  'doubtful',
  'failed',
  'cancelled',
] as const satisfies readonly MessageState[]

export const messageChannels = [
  'sms',
  'email',
  'push',
  'whatsapp',
  'telegram',
  'webhook',
] as const satisfies readonly MessageChannel[]

export const looks = {
  waiting: { tone: 'quiet', mark: 'hollow' },
  sending: { tone: 'plan', mark: 'hollow' },
  sent: { tone: 'plan', mark: 'full' },
  delivered: { tone: 'good', mark: 'full' },
  read: { tone: 'good', mark: 'square' },
  doubtful: { tone: 'warn', mark: 'full' },
  failed: { tone: 'bad', mark: 'full' },
  cancelled: { tone: 'quiet', mark: 'square' },
} as const satisfies Readonly<Record<MessageState, unknown>>

/** How far a message has come; one that waits for a person is a draft. */
export function MessageBadge({ state, drafted }: Pick<MessageView, 'state' | 'drafted'>): ReactNode {
  const say = useSay()
  if (drafted && state === 'waiting')
    return (
      <Badge tone="warn" mark="hollow">
        {say('messaging.draft')}
      </Badge>
    )
  return <Badge {...looks[state]}>{say(`messaging.state.${state}`)}</Badge>
}

const noticeLooks = {
  held: { tone: 'warn', mark: 'hollow' },
  released: { tone: 'good', mark: 'full' },
  cancelled: { tone: 'quiet', mark: 'hollow' },
} as const satisfies Readonly<Record<NoticeView['state'], unknown>>

export function NoticeBadge({ state }: Pick<NoticeView, 'state'>): ReactNode {
  const say = useSay()
  return <Badge {...noticeLooks[state]}>{say(`messaging.notice.${state}`)}</Badge>
}

/** What the server noted of a message in words of its own; what a provider or a person said stands as it was said. */
const noted = {
  'there is newer news': 'newer',
  'it is not true any more': 'untrue',
  'thrown away': 'discarded',
  'whoever sent it did not come back': 'abandoned',
  'its destination does not answer': 'silent',
  'wants no more': 'stopped',
} as const

export function useReasonText(): (reason: string | null) => string {
  const say = useSay()
  return reason => {
    if (reason === null) return ''
    return Object.hasOwn(noted, reason) ? say(`messaging.why.${noted[reason as keyof typeof noted]}`) : reason
  }
}
