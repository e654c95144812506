import { TagsInput, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { lookingVersioned, useChange } from '../../api/queries.ts'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { WholeField } from './forms/fields.tsx'
import { SaveBar, useSaved } from './save-bar.tsx'
import styles from './settings.module.css'

type Settings = ReplyTo<'getAlarmSettings'>

const wholes = [
  ['minimumAlarms', 2, 1000],
  ['togetherMinutes', 1, 1440],
  ['flapMinutes', 0, 1440],
  ['settleMinutes', 0, 1440],
  ['reopenMinutes', 0, 1440],
  ['gatherSeconds', 0, 60],
] as const

/** How alarms become outages. */
export function AlarmSettingsPage(): ReactNode {
  const say = useSay()
  const { data } = useSuspenseQuery(lookingVersioned('getAlarmSettings', {}))
  return (
    <Page title={say('settings.alarms')}>
      <Card title={say('setting.inForce')}>
        <Form key={data.version} settings={data.reply} version={data.version} />
      </Card>
    </Page>
  )
}

function Form({ settings, version }: { readonly settings: Settings; readonly version: string | null }): ReactNode {
  const say = useSay()
  const may = useMay()
  const save = useChange('changeAlarmSettings')
  const saved = useSaved()
  const [draft, setDraft] = useState(settings)
  const writes = may('changeAlarmSettings')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        saved(save.mutateAsync({ ...(version === null ? {} : { version }), body: draft }))
      }}
    >
      <fieldset className={styles['form']} disabled={!writes}>
        <TextInput
          type="number"
          label={say('alarmSettings.share')}
          description={say('alarmSettings.shareHint')}
          min={51}
          max={100}
          step={1}
          w={260}
          value={Math.round(draft.share * 100)}
          onChange={({ currentTarget }) => setDraft({ ...draft, share: (currentTarget.valueAsNumber || 0) / 100 })}
        />
        {wholes.map(([name, least, most]) => (
          <WholeField
            key={name}
            label={say(`alarmSettings.${name}`)}
            hint={say(`alarmSettings.${name}Hint`)}
            value={draft[name]}
            change={next => setDraft({ ...draft, [name]: next })}
            least={least}
            most={most}
          />
        ))}
        {(['silentKinds', 'endpointKinds'] as const).map(name => (
          <TagsInput
            key={name}
            label={say(`alarmSettings.${name}`)}
            description={say(`alarmSettings.${name}Hint`)}
            value={[...draft[name]]}
            onChange={next => setDraft({ ...draft, [name]: next })}
            acceptValueOnBlur
          />
        ))}
        <SaveBar save={save} may={writes} />
      </fieldset>
    </form>
  )
}
