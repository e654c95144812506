import type { MessageChannelView } from '@pulih/contracts'
import { Group, NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { BodyFor } from '../../api/ask.ts'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { ActionDialog, type Entered } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { AdapterFields } from './channel-fields.tsx'
import { adapters, bringsOf, settingsFrom, type Adapter } from './channel-settings.ts'

/** A new way to a provider. It begins stopped, so that somebody tries it before people are written to. */
export function AddChannelDialog({
  taken,
  close,
}: {
  readonly taken: readonly MessageChannelView[]
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('addMessageChannel')
  const free = adapters.filter(adapter => !taken.some(({ kind }) => kind === bringsOf[adapter]))
  const [adapter, setAdapter] = useState<Adapter>(free[0] ?? 'smtp')
  return (
    <ActionDialog
      title={say('channels.add')}
      explain={say('channels.add.explain')}
      submit={say('channels.add')}
      wide
      change={change}
      close={close}
      act={entered =>
        change.mutate(
          { body: { channel: entered.text('channel') ?? '', ...fieldsFrom(adapter, entered) } },
          {
            onSuccess: ({ channel }) => {
              notifications.show({ message: say('channels.add.done', { name: channel }) })
              close()
            },
          },
        )
      }
    >
      <NativeSelect
        label={say('channels.adapter')}
        description={say('channels.adapter.hint')}
        value={adapter}
        onChange={({ currentTarget: { value } }) => setAdapter(adapters.find(each => each === value) ?? adapter)}
        data={adapters.map(value => ({
          value,
          label: say(`channels.adapter.${value}`),
          disabled: !free.includes(value),
        }))}
        data-autofocus
      />
      <TextInput
        name="channel"
        label={say('channels.name')}
        description={say('channels.name.hint')}
        pattern="[a-z][a-z0-9\-]{0,39}"
        defaultValue={bringsOf[adapter]}
        key={adapter}
        required
        withAsterisk={false}
      />
      <AdapterFields adapter={adapter} settings={null} />
      <CommonFields channel={null} />
    </ActionDialog>
  )
}

/** What a way to a provider is told, changed; by what it speaks stays. */
export function ChangeChannelDialog({
  channel,
  close,
}: {
  readonly channel: string
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('changeMessageChannel')
  const { data } = useQuery({
    ...lookingVersioned('getMessageChannel', { params: { channel } }),
    gcTime: 0,
    staleTime: Infinity,
  })
  if (!data) return null
  const { reply, version } = data
  const { adapter } = reply.settings
  return (
    <ActionDialog
      title={say('channels.changeOf', { name: channel })}
      explain={say(`channels.adapter.${adapter}`)}
      submit={say('common.save')}
      wide
      change={change}
      close={close}
      act={entered =>
        change.mutate(
          { params: { channel }, ...(version === null ? {} : { version }), body: fieldsFrom(adapter, entered) },
          { onSuccess: close },
        )
      }
    >
      <AdapterFields adapter={adapter} settings={reply.settings} />
      <CommonFields channel={reply} />
    </ActionDialog>
  )
}

type Common = Omit<BodyFor<'addMessageChannel'>, 'channel'>

function fieldsFrom(adapter: Adapter, entered: Entered): Common {
  const { text } = entered
  const perSecond = text('perSecond')
  const amount = text('price')
  const currency = text('currency')?.toUpperCase() ?? ''
  return {
    settings: settingsFrom(adapter, entered),
    perSecond: perSecond === undefined ? null : Number(perSecond),
    atOnce: Number(text('atOnce') ?? 1),
    price: amount === undefined ? null : { amount, currency },
  }
}

function CommonFields({ channel }: { readonly channel: MessageChannelView | null }): ReactNode {
  const say = useSay()
  const [priced, setPriced] = useState(channel !== null && channel.price !== null)
  return (
    <>
      <Group grow align="start">
        <TextInput
          name="perSecond"
          type="number"
          min={0.001}
          max={100_000}
          step="any"
          label={say('channels.perSecond')}
          description={say('channels.perSecond.hint')}
          defaultValue={channel?.perSecond?.toString() ?? ''}
        />
        <TextInput
          name="atOnce"
          type="number"
          min={1}
          max={1_000}
          label={say('channels.atOnce')}
          description={say('channels.atOnce.hint')}
          defaultValue={(channel?.atOnce ?? 10).toString()}
          required
          withAsterisk={false}
        />
      </Group>
      <Group grow align="start">
        <TextInput
          name="price"
          inputMode="decimal"
          pattern="\d{1,6}(\.\d{1,6})?"
          label={say('channels.price')}
          description={say('channels.price.hint')}
          defaultValue={channel?.price?.amount ?? ''}
          onChange={({ currentTarget }) => setPriced(currentTarget.value.trim() !== '')}
        />
        <TextInput
          name="currency"
          label={say('channels.currency')}
          description="ISO 4217"
          pattern="[A-Za-z]{3}"
          maxLength={3}
          placeholder="PLN"
          defaultValue={channel?.price?.currency ?? ''}
          required={priced}
          withAsterisk={false}
        />
      </Group>
    </>
  )
}
