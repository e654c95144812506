import { Select, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Stacked } from '../../ui/parts.tsx'
import { Placeholder } from '../../ui/problem.tsx'
import { ListTable } from '../../ui/table.tsx'
import { MessageBadge, messageChannels, messageStates, NoticeBadge } from './looks.tsx'
import { useMessageColumns } from './message-columns.tsx'
import { NoticeFacts, useNoticeTitle, Words } from './notice-card.tsx'
import { isMoving, Progress } from './progress.tsx'
import { noticesOf } from './telling.tsx'

const route = getRouteApi('/inside/outages/$outage/notices/$notice')
const movingMilliseconds = 5_000

/** One notice and every message of it. */
export function NoticePage(): ReactNode {
  const say = useSay()
  const { outage, notice: id } = route.useParams()
  const titleOf = useNoticeTitle()
  const { data } = useSuspenseQuery({
    ...noticesOf(outage),
    refetchInterval: ({ state }) => (state.data?.items.some(isMoving) ? movingMilliseconds : false),
  })
  // The address may name the outage by its id.
  const { data: shown } = useSuspenseQuery(looking('getOutage', { params: { outage } }))
  const notice = data.items.find(each => each.notice === id)
  const above = (
    <TextLink to="/outages/$outage" params={{ outage }} search={{ part: 'telling' }} size="xs" underline="always">
      {shown.number}
    </TextLink>
  )
  if (!notice)
    return (
      <Page title={say('messaging.messages')} above={above}>
        <Placeholder icon="search" title={say('state.notFound')} detail={say('state.notFoundDetail')} />
      </Page>
    )
  return (
    <Page title={titleOf(notice)} above={above} beside={<NoticeBadge state={notice.state} />}>
      <Stacked>
        <Card title={say('messaging.progress')}>
          <NoticeFacts notice={notice} />
          <Words words={notice.words} />
          <Progress notice={notice} outage={outage} />
        </Card>
        <Messages notice={id} caption={`${shown.number} ${titleOf(notice)}`} />
      </Stacked>
    </Page>
  )
}

function Messages({ notice, caption }: { readonly notice: string; readonly caption: string }): ReactNode {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { customer, channel, address, language, state, attempts, parts, sent, updated, reason } = useMessageColumns()
  const given = {
    state: messageStates.find(each => each === search.state),
    channel: messageChannels.find(each => each === search.channel),
    customer: search.customer,
  }
  const put = (part: Partial<typeof search>): void =>
    void navigate({
      replace: true,
      search: before => Object.fromEntries(Object.entries({ ...before, ...part }).filter(([, value]) => value)),
    })
  return (
    <Card title={say('messaging.messages')} flush>
      <ListTable
        name="listNoticeMessages"
        given={{ params: { notice }, query: given }}
        caption={caption}
        columns={[customer, channel, address, language, state, reason, attempts, parts, sent, updated]}
        keyOf={({ message }) => message}
        filtered={Object.values(given).some(value => value !== undefined)}
        clear={() => void navigate({ replace: true, search: {} })}
        empty={say('messaging.nobody')}
        filters={
          <>
            <Select
              aria-label={say('messaging.state')}
              placeholder={say('messaging.state.any')}
              value={given.state ?? null}
              clearable
              onChange={next => put({ state: next ?? '' })}
              data={messageStates.map(value => ({ value, label: say(`messaging.state.${value}`) }))}
              renderOption={({ option }) => {
                const value = messageStates.find(each => each === option.value)
                return value && <MessageBadge state={value} drafted={false} />
              }}
            />
            <ChannelFilter value={given.channel} choose={next => put({ channel: next ?? '' })} />
            <TextInput
              aria-label={say('messaging.customer')}
              placeholder={say('messaging.customer')}
              defaultValue={given.customer ?? ''}
              key={given.customer ?? ''}
              onBlur={({ currentTarget }) => put({ customer: currentTarget.value.trim() })}
              onKeyDown={event => {
                if (event.key === 'Enter') put({ customer: event.currentTarget.value.trim() })
              }}
            />
          </>
        }
      />
    </Card>
  )
}

export function ChannelFilter({
  value,
  choose,
}: {
  readonly value: string | undefined
  readonly choose: (channel: string | null) => void
}): ReactNode {
  const say = useSay()
  return (
    <Select
      aria-label={say('messaging.channel')}
      placeholder={say('messaging.channel.any')}
      value={value ?? null}
      clearable
      onChange={choose}
      data={messageChannels.map(each => ({ value: each, label: say(`channel.${each}`) }))}
    />
  )
}
