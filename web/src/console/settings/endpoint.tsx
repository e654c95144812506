import { Button, Menu, Select } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Fact, Facts, Line, Lines, Stacked } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { When } from '../../ui/times.tsx'
import { Deliveries } from './deliveries.tsx'
import { EndpointDialog, NewSecret } from './endpoint-dialog.tsx'
import { EndpointBadge, type Endpoint } from './webhooks.tsx'

const route = getRouteApi('/inside/settings/webhooks/$endpoint')

/** One endpoint: how it is doing, its secrets, and every delivery. */
export function EndpointPage(): ReactNode {
  const say = useSay()
  const { endpoint: id } = route.useParams()
  const { data: endpoint } = useSuspenseQuery(looking('getWebhookEndpoint', { params: { endpoint: id } }))
  const formats = useFormats()
  return (
    <Page
      title={endpoint.url}
      above={
        <TextLink to="/settings/webhooks" size="xs">
          {say('settings.webhooks')}
        </TextLink>
      }
      beside={<EndpointBadge {...endpoint} />}
      actions={<EndpointActions endpoint={endpoint} />}
    >
      <Stacked>
        <Card title={say('outage.facts')}>
          <Facts>
            <Fact name={say('webhooks.waiting')}>{formats.count(endpoint.waiting)}</Fact>
            <Fact name={say('webhooks.dead')}>{formats.count(endpoint.dead)}</Fact>
            <Fact name={say('webhooks.events')}>
              {endpoint.events.some(each => each === '*') ? say('webhooks.allEvents') : endpoint.events.join(', ')}
            </Fact>
            {endpoint.failingSince !== null && (
              <Fact name={say('webhooks.failingSince')}>
                <When at={endpoint.failingSince} />
              </Fact>
            )}
            {endpoint.restsUntil !== null && (
              <Fact name={say('webhooks.rests')}>
                <When at={endpoint.restsUntil} />
              </Fact>
            )}
            {endpoint.description !== '' && <Fact name={say('webhooks.description')}>{endpoint.description}</Fact>}
          </Facts>
        </Card>
        <Card title={say('webhooks.secrets')} flush>
          <Lines>
            {endpoint.secrets.map(({ id: secret, createdAt, expiresAt, encrypted }) => (
              <Line
                key={secret}
                under={
                  expiresAt === null
                    ? say('webhooks.secretInUse')
                    : say('webhooks.secretUntil', { at: formats.instant(expiresAt) })
                }
                end={encrypted ? undefined : say('webhooks.secretPlain')}
              >
                {say('webhooks.secretMade', { at: formats.instant(createdAt) })}
              </Line>
            ))}
          </Lines>
        </Card>
        <Deliveries endpoint={endpoint} />
      </Stacked>
    </Page>
  )
}

type Doing = 'change' | 'rotate' | 'remove'

function EndpointActions({ endpoint }: { readonly endpoint: Endpoint }): ReactNode {
  const say = useSay()
  const [doing, setDoing] = useState<Doing | null>(null)
  const test = useChange('testWebhookEndpoint')
  const replay = useChange('replayWebhookEndpoint')
  const change = useChange('changeWebhookEndpoint')
  const params = { endpoint: endpoint.id }
  const failure = test.error ?? replay.error ?? change.error
  const close = (): void => setDoing(null)
  return (
    <>
      {failure && <ProblemAlert reason={failure} />}
      {endpoint.enabled && (
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() =>
            test.mutate({ params }, { onSuccess: () => notifications.show({ message: say('webhooks.tested') }) })
          }
        >
          {say('webhooks.test')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            {say('common.more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setDoing('change')}>{say('webhooks.change')}</Menu.Item>
          <Menu.Item onClick={() => setDoing('rotate')}>{say('webhooks.rotate')}</Menu.Item>
          {endpoint.enabled && endpoint.dead > 0 && (
            <Menu.Item
              onClick={() =>
                replay.mutate(
                  { params },
                  {
                    onSuccess: ({ replayed }) =>
                      notifications.show({ message: say('webhooks.replayed', { count: replayed }) }),
                  },
                )
              }
            >
              {say('webhooks.replayAll', { count: endpoint.dead })}
            </Menu.Item>
          )}
          <Menu.Item
            onClick={() => change.mutate({ params, version: endpoint.revision, body: { enabled: !endpoint.enabled } })}
          >
            {say(endpoint.enabled ? 'webhooks.disable' : 'webhooks.enable')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setDoing('remove')}>
            {say('webhooks.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {doing === 'change' && <EndpointDialog endpoint={endpoint} close={close} />}
      {doing === 'rotate' && <Rotate endpoint={endpoint} close={close} />}
      {doing === 'remove' && <Remove endpoint={endpoint} close={close} />}
    </>
  )
}

interface DialogOf {
  readonly endpoint: Endpoint
  readonly close: () => void
}

function Rotate({ endpoint, close }: DialogOf): ReactNode {
  const say = useSay()
  const rotate = useChange('rotateWebhookSecret')
  const [hours, setHours] = useState<string | null>('24')
  if (rotate.data) return <NewSecret secret={rotate.data.secret} close={close} />
  return (
    <ActionDialog
      title={say('webhooks.rotate')}
      explain={say('webhooks.rotateExplain')}
      submit={say('webhooks.rotate')}
      change={rotate}
      close={close}
      act={() => rotate.mutate({ params: { endpoint: endpoint.id }, body: { keepOldHours: Number(hours ?? 24) } })}
    >
      <Select
        label={say('webhooks.keepOld')}
        value={hours}
        allowDeselect={false}
        onChange={setHours}
        data={[0, 1, 24, 72, 168].map(value => ({
          value: String(value),
          label: say('webhooks.hours', { hours: value }),
        }))}
      />
    </ActionDialog>
  )
}

function Remove({ endpoint, close }: DialogOf): ReactNode {
  const say = useSay()
  const navigate = useNavigate()
  const remove = useChange('removeWebhookEndpoint')
  return (
    <ActionDialog
      title={say('webhooks.remove')}
      explain={say('webhooks.removeExplain', { url: endpoint.url })}
      submit={say('webhooks.remove')}
      danger
      change={remove}
      close={close}
      act={() =>
        remove.mutate(
          { params: { endpoint: endpoint.id }, version: endpoint.revision },
          { onSuccess: () => void navigate({ to: '/settings/webhooks' }) },
        )
      }
    />
  )
}
