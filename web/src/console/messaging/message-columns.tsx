import type { MessageView } from '@pulih/contracts'
import { languages, useSay, type Language } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import type { Column } from '../../ui/table.tsx'
import { Soft } from '../../ui/parts.tsx'
import { When } from '../../ui/times.tsx'
import { MessageBadge, useReasonText } from './looks.tsx'

/** What there is to see of messages, in whatever list they stand. */
export function useMessageColumns() {
  const say = useSay()
  const reasonText = useReasonText()
  const languageOf = (language: string) => (language in languages ? languages[language as Language] : language)
  return {
    customer: {
      id: 'customer',
      header: say('messaging.customer'),
      tight: true,
      cell: ({ customer }) =>
        customer === null ? (
          <Soft>{say('messaging.subscriber')}</Soft>
        ) : (
          <TextLink to="/customers/$customer" params={{ customer }} search={{ part: 'messages' }} size="sm" fw={600}>
            {customer}
          </TextLink>
        ),
      text: ({ customer }) => customer ?? '',
    },
    told: {
      id: 'told',
      header: say('messaging.told'),
      tight: true,
      cell: ({ kind, outage, notice }) => {
        const what = say(kind === null ? 'messaging.kind.other' : `messaging.kind.${kind}`)
        return outage === null || notice === null ? (
          what
        ) : (
          <>
            {what}
            <div>
              <TextLink to="/outages/$outage" params={{ outage }} search={{ part: 'telling' }} size="sm">
                {outage}
              </TextLink>
            </div>
          </>
        )
      },
      text: ({ kind, outage }) =>
        [say(kind === null ? 'messaging.kind.other' : `messaging.kind.${kind}`), outage ?? ''].join(' ').trim(),
    },
    channel: {
      id: 'channel',
      header: say('messaging.channel'),
      tight: true,
      cell: ({ channel, position }) => (
        <>
          {say(`channel.${channel}`)}
          {position > 0 && (
            <div>
              <Soft>{say('messaging.instead', { count: position })}</Soft>
            </div>
          )}
        </>
      ),
      text: ({ channel }) => say(`channel.${channel}`),
    },
    address: {
      id: 'address',
      header: say('messaging.address'),
      tight: true,
      cell: ({ address }) => <bdi>{address}</bdi>,
      text: ({ address }) => address,
    },
    language: {
      id: 'language',
      header: say('menu.language'),
      extra: true,
      cell: ({ language }) => languageOf(language),
      text: ({ language }) => language,
    },
    state: {
      id: 'state',
      header: say('messaging.state'),
      tight: true,
      cell: message => <MessageBadge {...message} />,
      text: ({ state, drafted }) =>
        drafted && state === 'waiting' ? say('messaging.draft') : say(`messaging.state.${state}`),
    },
    reason: {
      id: 'reason',
      header: say('common.reason'),
      cell: ({ reason }) => <bdi>{reasonText(reason)}</bdi>,
      text: ({ reason }) => reasonText(reason),
    },
    attempts: {
      id: 'attempts',
      header: say('messaging.attempts'),
      numeric: true,
      extra: true,
      cell: ({ attempts }) => attempts,
      text: ({ attempts }) => String(attempts),
    },
    parts: {
      id: 'parts',
      header: say('messaging.parts'),
      numeric: true,
      extra: true,
      cell: ({ parts }) => parts ?? '',
      text: ({ parts }) => String(parts ?? ''),
    },
    sent: {
      id: 'sent',
      header: say('messaging.sentAt'),
      tight: true,
      cell: ({ sentAt }) => (sentAt === null ? '' : <When at={sentAt} />),
      text: ({ sentAt }) => sentAt ?? '',
    },
    updated: {
      id: 'updated',
      header: say('messaging.updatedAt'),
      tight: true,
      cell: ({ updatedAt }) => <When at={updatedAt} />,
      text: ({ updatedAt }) => updatedAt,
    },
  } as const satisfies Readonly<Record<string, Column<MessageView>>>
}
