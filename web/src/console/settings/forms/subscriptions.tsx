import { Checkbox, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { orNone, TextField, WholeField } from './fields.tsx'
import type { FormOf } from './index.ts'

const channels = ['sms', 'email', 'push', 'whatsapp', 'telegram'] as const

/** As the setting `messaging.subscriptions` has it. */
interface Subscriptions {
  readonly channels: readonly (typeof channels)[number][]
  readonly asksPerDay: number
  readonly answersPerDay: number
  readonly telegramBot: string | null
  readonly addressDays: number
}

/** By what anybody may ask to be told. */
export function SubscriptionsForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const setting = value as Subscriptions
  const put = (part: Partial<Subscriptions>): void => change({ ...setting, ...part })
  return (
    <>
      <Checkbox.Group
        label={say('subscriptionSettings.channels')}
        description={say('subscriptionSettings.channels.hint')}
        value={[...setting.channels]}
        onChange={next => put({ channels: channels.filter(each => next.includes(each)) })}
      >
        <Group mt={6}>
          {channels.map(each => (
            <Checkbox key={each} value={each} label={say(`channel.${each}`)} />
          ))}
        </Group>
      </Checkbox.Group>
      <WholeField
        label={say('subscriptionSettings.asksPerDay')}
        hint={say('subscriptionSettings.asksPerDay.hint')}
        value={setting.asksPerDay}
        change={asksPerDay => put({ asksPerDay })}
        least={1}
        most={1_000_000}
      />
      <WholeField
        label={say('subscriptionSettings.answersPerDay')}
        hint={say('subscriptionSettings.answersPerDay.hint')}
        value={setting.answersPerDay}
        change={answersPerDay => put({ answersPerDay })}
        least={0}
        most={1_000_000}
      />
      <TextField
        label={say('subscriptionSettings.telegramBot')}
        value={setting.telegramBot}
        change={telegramBot => put({ telegramBot: orNone(telegramBot) })}
        pattern="[A-Za-z]\w{4,31}"
        most={32}
      />
      <WholeField
        label={say('subscriptionSettings.addressDays')}
        hint={say('subscriptionSettings.addressDays.hint')}
        value={setting.addressDays}
        change={addressDays => put({ addressDays })}
        least={7}
        most={3_650}
      />
    </>
  )
}
