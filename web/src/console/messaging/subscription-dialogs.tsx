import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import type { BodyFor } from '../../api/ask.ts'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { languages, useLanguage, useSay, type Language } from '../../ui/language.tsx'
import type { Subscription } from './subscriptions.tsx'

type Body = BodyFor<'addChatSubscription'>
type Place = Body['place']

const scopes = ['everything', 'area', 'service', 'outage'] as const satisfies readonly Place['scope'][]
const formats = ['slack', 'teams', 'pulih', 'x', 'facebook', 'instagram'] as const satisfies readonly Body['format'][]
/** What everybody reads is looked at by a person first, unless somebody says otherwise. */
const publicFormats: readonly Body['format'][] = ['x', 'facebook', 'instagram']
const all = Object.keys(languages) as Language[]

/** A chat, a program, or a tool that posts to a social network, told from now on. */
export function AddSubscriptionDialog({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  const { language } = useLanguage()
  const change = useChange('addChatSubscription')
  const [scope, setScope] = useState<Place['scope']>('everything')
  const [format, setFormat] = useState<Body['format']>('slack')
  const [drafted, setDrafted] = useState(false)
  return (
    <ActionDialog
      title={say('subscriptions.add')}
      explain={say('subscriptions.add.explain')}
      submit={say('subscriptions.add')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          {
            body: {
              place: placeOf(scope, text('key') ?? ''),
              url: text('url') ?? '',
              format,
              drafted,
              language: all.find(each => each === text('language')) ?? language,
              timeZone: text('zone') ?? zone,
            },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('subscriptions.add.done') })
              close()
            },
          },
        )
      }
    >
      <NativeSelect
        label={say('subscriptions.format')}
        value={format}
        onChange={({ currentTarget: { value } }) => {
          const next = formats.find(each => each === value) ?? format
          setFormat(next)
          setDrafted(publicFormats.includes(next))
        }}
        data={formats.map(value => ({ value, label: say(`subscriptions.format.${value}`) }))}
        data-autofocus
      />
      <TextInput
        name="url"
        type="url"
        label={say('subscriptions.url')}
        description={say('subscriptions.url.hint')}
        placeholder="https://"
        maxLength={1_000}
        required
        withAsterisk={false}
        autoComplete="off"
      />
      <NativeSelect
        label={say('subscriptions.place')}
        value={scope}
        onChange={({ currentTarget: { value } }) => setScope(scopes.find(each => each === value) ?? scope)}
        data={scopes.map(value => ({ value, label: say(`subscriptions.choose.${value}`) }))}
      />
      {scope !== 'everything' && (
        <TextInput name="key" label={say(`subscriptions.key.${scope}`)} required withAsterisk={false} maxLength={200} />
      )}
      <Checkbox
        label={say('subscriptions.drafted')}
        description={say('subscriptions.drafted.hint')}
        checked={drafted}
        onChange={({ currentTarget }) => setDrafted(currentTarget.checked)}
      />
      <NativeSelect
        name="language"
        label={say('menu.language')}
        defaultValue={language}
        data={all.map(value => ({ value, label: languages[value] }))}
      />
      <TextInput
        name="zone"
        label={say('subscriptions.zone')}
        defaultValue={zone}
        required
        withAsterisk={false}
        maxLength={60}
      />
    </ActionDialog>
  )
}

function placeOf(scope: Place['scope'], key: string): Place {
  return scope === 'everything' ? { scope } : { scope, key }
}

export function EndSubscriptionDialog({
  subscription: { subscription, address },
  close,
}: {
  readonly subscription: Subscription
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('endChatSubscription')
  return (
    <ActionDialog
      title={say('subscriptions.endOf', { address })}
      explain={say('subscriptions.end.explain')}
      submit={say('subscriptions.end')}
      danger
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate({ params: { subscription }, body: { reason: text('reason') ?? '' } }, { onSuccess: close })
      }
    >
      <TextInput
        name="reason"
        label={say('common.reason')}
        description={say('common.reasonHint')}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
    </ActionDialog>
  )
}
