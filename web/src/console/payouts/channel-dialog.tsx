import { NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { ActionDialog, type Entered } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import {
  AdapterFields,
  adapters,
  settingsFrom,
  type Adapter,
  type ChannelBody,
  type ChannelView,
} from './channel-settings.tsx'

/** A new channel. It begins stopped, so that somebody tests it before money goes through it. */
export function AddChannelDialog({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const change = useChange('addChannel')
  const [adapter, setAdapter] = useState<Adapter>('tmf654')
  return (
    <ActionDialog
      title={say('payouts.addChannel')}
      explain={say('payouts.addChannel.explain')}
      submit={say('payouts.addChannel')}
      wide
      change={change}
      close={close}
      act={entered =>
        change.mutate(
          { body: { channel: entered.text('channel') ?? '', ...fieldsFrom(adapter, entered) } },
          {
            onSuccess: ({ title }) => {
              notifications.show({ message: say('payouts.addChannel.done', { channel: title }) })
              close()
            },
          },
        )
      }
    >
      <TextInput
        name="channel"
        label={say('payouts.channelKey')}
        description={say('payouts.channelKey.hint')}
        pattern="[a-z][a-z0-9\-]{1,40}"
        required
        withAsterisk={false}
        data-autofocus
      />
      <NativeSelect
        label={say('payouts.adapter')}
        value={adapter}
        onChange={({ currentTarget: { value } }) => setAdapter(adapters.find(each => each === value) ?? 'tmf654')}
        data={adapters.map(value => ({ value, label: say(`payouts.adapter.${value}`) }))}
      />
      <AdapterFields adapter={adapter} settings={null} />
      <CommonFields channel={null} />
    </ActionDialog>
  )
}

/** What a channel is told, changed; how it speaks to the biller stays, because open payouts went that way. */
export function ChangeChannelDialog({
  channel,
  close,
}: {
  readonly channel: string
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('changeChannel')
  const { data } = useQuery({ ...lookingVersioned('getChannel', { params: { channel } }), gcTime: 0 })
  if (!data) return null
  const { reply, version } = data
  const { adapter } = reply.settings
  return (
    <ActionDialog
      title={say('payouts.changeChannel', { channel: reply.title })}
      explain={say('payouts.changeChannel.explain', { adapter: say(`payouts.adapter.${adapter}`) })}
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

/** One that nothing was ever sent through goes; every other one is stopped and stays in the books. */
export function RemoveChannelDialog({
  channel,
  close,
}: {
  readonly channel: string
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('removeChannel')
  return (
    <ActionDialog
      title={say('payouts.removeChannel', { channel })}
      explain={say('payouts.removeChannel.explain')}
      submit={say('payouts.removeChannel.submit')}
      danger
      change={change}
      close={close}
      act={() => change.mutate({ params: { channel } }, { onSuccess: close })}
    />
  )
}

function fieldsFrom(adapter: Adapter, entered: Entered): Omit<ChannelBody, 'channel'> {
  const { text, list } = entered
  const perMinute = text('perMinute')
  return {
    title: text('title') ?? '',
    settings: settingsFrom(adapter, entered),
    units: list('units'),
    text: text('text') ?? '',
    largest: text('largest') ?? null,
    perMinute: perMinute === undefined ? null : Number(perMinute),
    settlingSeconds: Number(text('settlingSeconds') ?? 0),
    rest: text('rest') === 'asked-again' ? 'asked-again' : 'stays',
  }
}

function CommonFields({ channel }: { readonly channel: ChannelView | null }): ReactNode {
  const say = useSay()
  return (
    <>
      <TextInput
        name="title"
        label={say('payouts.channelTitle')}
        defaultValue={channel?.title ?? ''}
        required
        withAsterisk={false}
        maxLength={200}
      />
      <TextInput
        name="units"
        label={say('payouts.units')}
        description={say('payouts.units.hint')}
        placeholder="PLN"
        defaultValue={channel?.units.join(', ') ?? ''}
        required
        withAsterisk={false}
      />
      <TextInput
        name="text"
        label={say('payouts.billText')}
        defaultValue={channel?.text ?? ''}
        required
        withAsterisk={false}
        maxLength={120}
      />
      <TextInput
        name="largest"
        label={say('payouts.largest')}
        description={say('payouts.largest.hint')}
        inputMode="decimal"
        pattern="\d{1,15}(\.\d{1,4})?"
        defaultValue={channel?.largest ?? ''}
      />
      <TextInput
        name="perMinute"
        type="number"
        min={1}
        max={60_000}
        label={say('payouts.perMinute')}
        defaultValue={channel?.perMinute?.toString() ?? ''}
      />
      <TextInput
        name="settlingSeconds"
        type="number"
        min={0}
        max={86_400}
        label={say('payouts.settling')}
        description={say('payouts.settling.hint')}
        defaultValue={(channel?.settlingSeconds ?? 60).toString()}
        required
        withAsterisk={false}
      />
      <NativeSelect
        name="rest"
        label={say('payouts.rest')}
        defaultValue={channel?.rest ?? 'stays'}
        data={(['stays', 'asked-again'] as const).map(value => ({ value, label: say(`payouts.rest.${value}`) }))}
      />
    </>
  )
}
