import { Checkbox, Group } from '@mantine/core'
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

type Settings = ReplyTo<'getOutageSettings'>
const evidences = ['session', 'topology', 'redundant', 'list', 'area'] as const

/** How affected services are judged, from the next matching on. */
export function OutageSettingsPage(): ReactNode {
  const say = useSay()
  const { data } = useSuspenseQuery(lookingVersioned('getOutageSettings', {}))
  return (
    <Page title={say('settings.outages')}>
      <Card title={say('setting.inForce')}>
        <Form key={data.version} settings={data.reply} version={data.version} />
      </Card>
    </Page>
  )
}

function Form({ settings, version }: { readonly settings: Settings; readonly version: string | null }): ReactNode {
  const say = useSay()
  const may = useMay()
  const save = useChange('setOutageSettings')
  const saved = useSaved()
  const [draft, setDraft] = useState(settings)
  const writes = may('setOutageSettings')
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        saved(save.mutateAsync({ ...(version === null ? {} : { version }), body: draft }))
      }}
    >
      <fieldset className={styles['form']} disabled={!writes}>
        <Checkbox.Group
          label={say('outageSettings.evidence')}
          description={say('outageSettings.evidenceHint')}
          value={[...draft.moneyEvidence]}
          onChange={next => setDraft({ ...draft, moneyEvidence: evidences.filter(each => next.includes(each)) })}
        >
          <Group mt={6}>
            {evidences.map(each => (
              <Checkbox key={each} value={each} label={say(`evidence.${each}`)} />
            ))}
          </Group>
        </Checkbox.Group>
        <WholeField
          label={say('outageSettings.start')}
          hint={say('outageSettings.startHint')}
          value={draft.startToleranceMinutes}
          change={startToleranceMinutes => setDraft({ ...draft, startToleranceMinutes })}
          least={0}
          most={120}
        />
        <WholeField
          label={say('outageSettings.end')}
          hint={say('outageSettings.endHint')}
          value={draft.endToleranceMinutes}
          change={endToleranceMinutes => setDraft({ ...draft, endToleranceMinutes })}
          least={0}
          most={240}
        />
        <WholeField
          label={say('outageSettings.settle')}
          hint={say('outageSettings.settleHint')}
          value={draft.settleMinutes}
          change={settleMinutes => setDraft({ ...draft, settleMinutes })}
          least={0}
          most={10_080}
        />
        <SaveBar save={save} may={writes} />
      </fieldset>
    </form>
  )
}
