import { MultiSelect, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { BodyFor } from '../../api/ask.ts'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog, Dialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { Secret } from '../../ui/parts.tsx'
import { eventTypes } from './event-types.ts'
import type { Endpoint } from './webhooks.tsx'

type Events = BodyFor<'addWebhookEndpoint'>['events']

/** Adds an endpoint, or changes one. */
export function EndpointDialog({
  endpoint,
  close,
}: {
  readonly endpoint: Endpoint | null
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const add = useChange('addWebhookEndpoint')
  const change = useChange('changeWebhookEndpoint')
  const [all, setAll] = useState(endpoint === null || endpoint.events.some(each => each === '*'))
  const [chosen, setChosen] = useState<readonly string[]>(endpoint?.events.filter(each => each !== '*') ?? [])
  if (add.data) return <NewSecret secret={add.data.secret} close={close} />
  const events: Events = all ? ['*'] : eventTypes.filter(each => chosen.includes(each))
  return (
    <ActionDialog
      title={say(endpoint ? 'webhooks.change' : 'webhooks.add')}
      submit={say(endpoint ? 'common.save' : 'webhooks.add')}
      change={endpoint ? change : add}
      close={close}
      act={({ text }) => {
        const body = { url: text('url') ?? '', description: text('description') ?? '', events }
        if (endpoint)
          change.mutate({ params: { endpoint: endpoint.id }, version: endpoint.revision, body }, { onSuccess: close })
        else add.mutate({ body })
      }}
    >
      <TextInput
        name="url"
        type="url"
        label={say('webhooks.url')}
        description={say('webhooks.urlHint')}
        placeholder="https://"
        defaultValue={endpoint?.url ?? ''}
        required
        withAsterisk={false}
        maxLength={1000}
        data-autofocus
      />
      <TextInput
        name="description"
        label={say('webhooks.description')}
        defaultValue={endpoint?.description ?? ''}
        maxLength={200}
      />
      <Switch
        label={say('webhooks.allEvents')}
        description={say('webhooks.allEventsHint')}
        checked={all}
        onChange={({ currentTarget }) => setAll(currentTarget.checked)}
      />
      {!all && (
        <MultiSelect
          label={say('webhooks.events')}
          value={[...chosen]}
          onChange={setChosen}
          data={[...eventTypes]}
          searchable
          required
          withAsterisk={false}
        />
      )}
    </ActionDialog>
  )
}

export function NewSecret({ secret, close }: { readonly secret: string; readonly close: () => void }): ReactNode {
  const say = useSay()
  return (
    <Dialog
      onClose={close}
      title={<strong>{say('webhooks.secret')}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      <Stack gap="sm">
        <Text size="sm">{say('webhooks.secretExplain')}</Text>
        <Secret value={secret} />
      </Stack>
    </Dialog>
  )
}
