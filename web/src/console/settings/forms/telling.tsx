import { Checkbox, Group, Select, TagsInput, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { languages, useSay, type Language } from '../../../ui/language.tsx'
import { WholeField, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'
import { OrderField } from './order.tsx'

const channels = ['push', 'whatsapp', 'telegram', 'sms', 'email', 'webhook'] as const

/** As the setting `messaging.telling` has it. */
interface Telling {
  readonly automatic: boolean
  readonly holdSeconds: number
  readonly channels: readonly (typeof channels)[number][]
  readonly sender: string
  readonly stopKeyword: string
  readonly language: Language
  readonly sms: { readonly mostParts: number; readonly transliterated: boolean }
  readonly etrMinutes: number
  readonly quietHours: { readonly from: string; readonly to: string } | null
  readonly credits: boolean
  readonly callSegments: readonly string[]
}

const usualNight = { from: '22:00', to: '07:00' }

/** Whether people are told by themselves, by what, by whom, and when they are left in peace. */
export function TellingForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const telling = value as Telling
  const put = (part: Partial<Telling>): void => change({ ...telling, ...part })
  return (
    <>
      <Checkbox
        label={say('telling.automatic')}
        description={say('telling.automatic.hint')}
        checked={telling.automatic}
        onChange={({ currentTarget }) => put({ automatic: currentTarget.checked })}
      />
      <WholeField
        label={say('telling.holdSeconds')}
        hint={say('telling.holdSeconds.hint')}
        value={telling.holdSeconds}
        change={holdSeconds => put({ holdSeconds })}
        least={0}
        most={3_600}
      />
      <OrderField
        label={say('telling.channels')}
        hint={say('telling.channels.hint')}
        all={channels}
        chosen={telling.channels}
        nameOf={channel => say(`channel.${channel}`)}
        change={next => put({ channels: next })}
      />
      <Group grow align="start">
        <TextField
          label={say('telling.sender')}
          hint={say('telling.sender.hint')}
          value={telling.sender}
          change={sender => put({ sender })}
          most={40}
          required
        />
        <TextField
          label={say('telling.stopKeyword')}
          hint={say('telling.stopKeyword.hint')}
          value={telling.stopKeyword}
          change={stopKeyword => put({ stopKeyword: stopKeyword.toUpperCase() })}
          pattern="[A-Z]{2,10}"
          most={10}
          required
        />
      </Group>
      <Select
        label={say('telling.language')}
        value={telling.language}
        allowDeselect={false}
        onChange={next => put({ language: next ?? telling.language })}
        data={(Object.keys(languages) as Language[]).map(each => ({ value: each, label: languages[each] }))}
      />
      <WholeField
        label={say('telling.mostParts')}
        value={telling.sms.mostParts}
        change={mostParts => put({ sms: { ...telling.sms, mostParts } })}
        least={1}
        most={6}
      />
      <Checkbox
        label={say('telling.transliterated')}
        description={say('telling.transliterated.hint')}
        checked={telling.sms.transliterated}
        onChange={({ currentTarget }) => put({ sms: { ...telling.sms, transliterated: currentTarget.checked } })}
      />
      <WholeField
        label={say('telling.etrMinutes')}
        hint={say('telling.etrMinutes.hint')}
        value={telling.etrMinutes}
        change={etrMinutes => put({ etrMinutes })}
        least={0}
        most={1_440}
      />
      <Checkbox
        label={say('telling.quiet')}
        description={say('telling.quiet.hint')}
        checked={telling.quietHours !== null}
        onChange={({ currentTarget }) => put({ quietHours: currentTarget.checked ? usualNight : null })}
      />
      {telling.quietHours && (
        <Group grow align="start">
          {(['from', 'to'] as const).map(end => (
            <TextInput
              key={end}
              type="time"
              label={say(`telling.quiet.${end}`)}
              value={telling.quietHours?.[end] ?? ''}
              required
              withAsterisk={false}
              onChange={({ currentTarget }) =>
                put({ quietHours: { ...(telling.quietHours ?? usualNight), [end]: currentTarget.value } })
              }
            />
          ))}
        </Group>
      )}
      <Checkbox
        label={say('telling.credits')}
        description={say('telling.credits.hint')}
        checked={telling.credits}
        onChange={({ currentTarget }) => put({ credits: currentTarget.checked })}
      />
      <TagsInput
        label={say('telling.callSegments')}
        description={say('telling.callSegments.hint')}
        value={[...telling.callSegments]}
        onChange={callSegments => put({ callSegments })}
        maxTags={20}
        acceptValueOnBlur
      />
    </>
  )
}
