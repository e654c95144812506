import type { InboundView } from '@pulih/contracts'
import { Checkbox } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Badge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { messageChannels } from './looks.tsx'
import styles from './messaging.module.css'
import { ChannelFilter } from './notice-page.tsx'

const route = getRouteApi('/inside/messaging')
const reports = 'reports'

/** What people wrote, and what they were answered by itself. */
export function InboundPart(): ReactNode {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const channel = messageChannels.find(each => each === search.channel)
  const isReports = search.what === reports
  const choose = (next: string | null, onlyReports: boolean): void =>
    void navigate({
      replace: true,
      search: {
        part: 'inbound',
        ...(next === null ? {} : { channel: next }),
        ...(onlyReports ? { what: reports } : {}),
      },
    })
  return (
    <Card title={say('messaging.part.inbound')} flush>
      <ListTable
        name="listInbound"
        given={{ query: { ...(channel && { channel }), ...(isReports && { reports: 'only' }) } }}
        caption={say('messaging.part.inbound')}
        columns={useColumns()}
        keyOf={({ inbound }) => inbound}
        filtered={channel !== undefined || isReports}
        clear={() => choose(null, false)}
        empty={say('messaging.inbound.none')}
        filters={
          <>
            <ChannelFilter value={channel} choose={next => choose(next, isReports)} />
            <Checkbox
              label={say('messaging.inbound.reports')}
              checked={isReports}
              onChange={({ currentTarget }) => choose(channel ?? null, currentTarget.checked)}
            />
          </>
        }
      />
    </Card>
  )
}

function useColumns(): readonly Column<InboundView>[] {
  const say = useSay()
  return [
    {
      id: 'text',
      header: say('messaging.inbound.text'),
      cell: ({ subject, text }) => (
        <bdi className={styles['words']}>
          {subject !== null && subject !== '' && (
            <>
              <strong>{subject}</strong>
              <br />
            </>
          )}
          {text}
        </bdi>
      ),
      text: ({ subject, text }) => [subject ?? '', text].filter(each => each !== '').join('\n'),
    },
    {
      id: 'keyword',
      header: say('messaging.inbound.keyword'),
      cell: ({ keyword, automatic }) => (
        <>
          {keyword !== null && (
            <Badge tone={keyword === 'outage' ? 'warn' : 'plan'} mark="square">
              {keyword}
            </Badge>
          )}
          {automatic && (
            <Badge tone="quiet" mark="hollow">
              {say('messaging.inbound.automatic')}
            </Badge>
          )}
        </>
      ),
      text: ({ keyword, automatic }) => (automatic ? say('messaging.inbound.automatic') : (keyword ?? '')),
    },
    {
      id: 'answer',
      header: say('messaging.inbound.answer'),
      cell: ({ answer, unanswered }) =>
        answer === null ? (
          <Soft>{say(unanswered === null ? 'common.none' : `messaging.inbound.${unanswered}`)}</Soft>
        ) : (
          <bdi className={styles['words']}>{answer}</bdi>
        ),
      text: ({ answer, unanswered }) => answer ?? (unanswered === null ? '' : say(`messaging.inbound.${unanswered}`)),
    },
    {
      id: 'from',
      header: say('messaging.inbound.from'),
      cell: ({ channel, address }) => (
        <>
          <bdi>{address}</bdi>
          <div>
            <Soft>{say(`channel.${channel}`)}</Soft>
          </div>
        </>
      ),
      text: ({ channel, address }) => `${say(`channel.${channel}`)} ${address}`,
    },
    {
      id: 'at',
      header: say('messaging.inbound.at'),
      tight: true,
      cell: ({ at }) => <When at={at} />,
      text: ({ at }) => at,
    },
  ]
}
