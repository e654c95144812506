import { Button, Checkbox } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog, MomentInput } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { useMay } from '../session/me.ts'
import { FactInputs, factsIn, scopeIn, ScopeInputs } from './fact-dialogs.tsx'
import type { Place } from './place.tsx'

export function ReportButton(): ReactNode {
  const say = useSay()
  const [opened, setOpened] = useState(false)
  return (
    <>
      <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened(true)}>
        {say('outages.report')}
      </Button>
      {opened && <ReportDialog close={() => setOpened(false)} />}
    </>
  )
}

/** Somebody knows of an outage that no alarm told of, or announces work. */
function ReportDialog({ close }: { readonly close: () => void }): ReactNode {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const report = useChange('reportOutage')
  const declare = useChange('declareOutage')
  const [certain, setCertain] = useState(false)
  const [planned, setPlanned] = useState(false)
  const [place, setPlace] = useState<Place>({ areas: [], shapes: [] })
  const [now] = useState(() => new Date().toISOString())
  const change = certain ? declare : report
  return (
    <ActionDialog
      title={say('do.report.title')}
      explain={certain ? undefined : say('do.report.explain')}
      submit={say('do.report.submit')}
      wide
      change={change}
      close={close}
      act={entered => {
        const nextUpdateBy = entered.instant('next')
        const etr = entered.instant('etr')
        change.mutate(
          {
            body: {
              ...factsIn(entered),
              startedAt: entered.instant('startedAt') ?? now,
              planned,
              ...(planned ? { noticedAt: now } : {}),
              ...(etr === undefined ? {} : { etr }),
              ...(nextUpdateBy === undefined ? {} : { nextUpdateBy }),
              scope: scopeIn(entered, place),
            },
          },
          {
            onSuccess: ({ number }) => {
              close()
              void navigate({ to: '/outages/$outage', params: { outage: number } })
            },
          },
        )
      }}
    >
      <FactInputs outage={null} />
      <ScopeInputs place={place} setPlace={setPlace} />
      <MomentInput name="startedAt" label={say('do.report.began')} initial={now} required />
      <MomentInput name="etr" label={say('do.etr.field')} />
      <MomentInput name="next" label={say('do.etr.next')} />
      <Checkbox
        label={say('do.report.planned')}
        checked={planned}
        onChange={({ currentTarget }) => setPlanned(currentTarget.checked)}
      />
      {may('declareOutage') && (
        <Checkbox
          label={say('do.report.declare')}
          checked={certain}
          onChange={({ currentTarget }) => setCertain(currentTarget.checked)}
        />
      )}
    </ActionDialog>
  )
}
