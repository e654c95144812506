import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { EndpointDialog } from './endpoint-dialog.tsx'

export type Endpoint = ItemOf<'listWebhookEndpoints'>

/** Addresses that are told of what happens here. */
export function WebhooksPage(): ReactNode {
  const say = useSay()
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={say('settings.webhooks')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
          {say('webhooks.add')}
        </Button>
      }
    >
      <Card title={say('settings.webhooks')} flush>
        <ListTable
          name="listWebhookEndpoints"
          given={{}}
          caption={say('settings.webhooks')}
          columns={useColumns()}
          keyOf={({ id }) => id}
          empty={say('webhooks.none')}
        />
      </Card>
      {adding && <EndpointDialog endpoint={null} close={() => setAdding(false)} />}
    </Page>
  )
}

export function EndpointBadge({ enabled, disabledBecause, failingSince }: Endpoint): ReactNode {
  const say = useSay()
  if (!enabled)
    return (
      <Badge tone="quiet" mark="hollow">
        {say(disabledBecause === 'failing' ? 'webhooks.disabledFailing' : 'webhooks.disabled')}
      </Badge>
    )
  if (failingSince !== null) return <Badge tone="bad">{say('webhooks.failing')}</Badge>
  return <Badge tone="good">{say('webhooks.works')}</Badge>
}

function useColumns(): readonly Column<Endpoint>[] {
  const say = useSay()
  const formats = useFormats()
  return [
    {
      id: 'url',
      header: say('webhooks.url'),
      cell: ({ id, url, description }) => (
        <div>
          <TextLink to="/settings/webhooks/$endpoint" params={{ endpoint: id }} fw={600} size="sm">
            {url}
          </TextLink>
          {description !== '' && (
            <div>
              <Soft>{description}</Soft>
            </div>
          )}
        </div>
      ),
      text: ({ url }) => url,
    },
    {
      id: 'state',
      header: say('webhooks.state'),
      cell: endpoint => <EndpointBadge {...endpoint} />,
      text: ({ enabled }) => String(enabled),
    },
    {
      id: 'events',
      header: say('webhooks.events'),
      cell: ({ events }) => (events.some(each => each === '*') ? say('webhooks.allEvents') : events.join(', ')),
      text: ({ events }) => events.join(' '),
    },
    {
      id: 'waiting',
      header: say('webhooks.waiting'),
      numeric: true,
      cell: ({ waiting }) => formats.count(waiting),
      text: ({ waiting }) => String(waiting),
    },
    {
      id: 'dead',
      header: say('webhooks.dead'),
      numeric: true,
      cell: ({ dead }) => formats.count(dead),
      text: ({ dead }) => String(dead),
    },
  ]
}
