import { Button } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { languages, useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { messageChannels } from './looks.tsx'
import { ChannelFilter } from './notice-page.tsx'
import { AddSubscriptionDialog, EndSubscriptionDialog } from './subscription-dialogs.tsx'

const route = getRouteApi('/inside/messaging')
export type Subscription = ItemOf<'listSubscriptions'>

/** Who asked to be told, and which chats and tools staff connected. */
export function SubscriptionsPart(): ReactNode {
  const say = useSay()
  const may = useMay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Subscription | null>(null)
  const channel = messageChannels.find(each => each === search.channel)
  const choose = (next: string | null): void =>
    void navigate({ replace: true, search: { part: 'subscriptions', ...(next === null ? {} : { channel: next }) } })
  const columns = useColumns(may('endChatSubscription') ? setEnding : null)
  return (
    <Card
      title={say('messaging.part.subscriptions')}
      flush
      aside={
        may('addChatSubscription') && (
          <Button
            variant="default"
            size="compact-sm"
            className="unprinted"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            {say('subscriptions.add')}
          </Button>
        )
      }
    >
      <ListTable
        name="listSubscriptions"
        given={{ query: channel === undefined ? {} : { channel } }}
        caption={say('messaging.part.subscriptions')}
        columns={columns}
        keyOf={({ subscription }) => subscription}
        filtered={channel !== undefined}
        clear={() => choose(null)}
        empty={say('subscriptions.none')}
        filters={<ChannelFilter value={channel} choose={choose} />}
      />
      {adding && <AddSubscriptionDialog close={() => setAdding(false)} />}
      {ending && <EndSubscriptionDialog subscription={ending} close={() => setEnding(null)} />}
    </Card>
  )
}

function useColumns(end: ((subscription: Subscription) => void) | null): readonly Column<Subscription>[] {
  const say = useSay()
  const placeOf = ({ scope, key }: Subscription) => say(`subscriptions.scope.${scope}`, { key: key ?? '' })
  return [
    {
      id: 'address',
      header: say('messaging.address'),
      cell: ({ address, channel, format }) => (
        <>
          <bdi>
            <strong>{address}</strong>
          </bdi>
          <div>
            <Soft>{format === null ? say(`channel.${channel}`) : say(`subscriptions.format.${format}`)}</Soft>
          </div>
        </>
      ),
      text: ({ address }) => address,
    },
    { id: 'place', header: say('subscriptions.place'), cell: placeOf, text: placeOf },
    {
      id: 'channel',
      header: say('messaging.channel'),
      extra: true,
      cell: ({ channel }) => say(`channel.${channel}`),
      text: ({ channel }) => say(`channel.${channel}`),
    },
    {
      id: 'language',
      header: say('menu.language'),
      cell: ({ language }) => languages[language],
      text: ({ language }) => language,
    },
    {
      id: 'zone',
      header: say('subscriptions.zone'),
      extra: true,
      cell: ({ timeZone }) => timeZone,
      text: ({ timeZone }) => timeZone,
    },
    {
      id: 'since',
      header: say('subscriptions.since'),
      tight: true,
      cell: ({ since }) => <When at={since} />,
      text: ({ since }) => since,
    },
    {
      id: 'state',
      header: say('messaging.state'),
      cell: ({ ended, drafted }) => (
        <>
          <Badge tone={ended ? 'quiet' : 'good'} mark={ended ? 'hollow' : 'full'}>
            {say(ended ? 'subscriptions.ended' : 'subscriptions.running')}
          </Badge>
          {drafted && !ended && (
            <div>
              <Soft>{say('subscriptions.drafted')}</Soft>
            </div>
          )}
        </>
      ),
      text: ({ ended }) => say(ended ? 'subscriptions.ended' : 'subscriptions.running'),
    },
    ...(end === null
      ? []
      : [
          {
            id: 'end',
            header: say('messaging.decision'),
            cell: (subscription: Subscription) =>
              !subscription.ended && (
                <Button
                  className="unprinted"
                  size="compact-sm"
                  variant="default"
                  aria-label={say('subscriptions.endOf', { address: subscription.address })}
                  onClick={() => end(subscription)}
                >
                  {say('subscriptions.end')}
                </Button>
              ),
            text: () => '',
          },
        ]),
  ]
}
