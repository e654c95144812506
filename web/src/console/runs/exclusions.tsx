import { Button, Select, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { BodyFor } from '../../api/ask.ts'
import { useChange, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { ListTable } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay, useMe } from '../session/me.ts'
import { OutageLink } from './about.tsx'
import { Person } from './list.tsx'
import styles from './runs.module.css'
import { OutageChoice } from './start.tsx'

const route = getRouteApi('/inside/exclusions')
type Exclusion = ItemOf<'listExclusions'>

/** External causes that a named person relied on, with reason and evidence. */
export function ExclusionsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { outage } = route.useSearch()
  const navigate = route.useNavigate()
  const [adding, setAdding] = useState(false)
  const [withdrawn, setWithdrawn] = useState<Exclusion | null>(null)
  return (
    <Page
      title={say('exclusions.title')}
      above={
        <TextLink to="/runs" size="xs">
          {say('runs.title')}
        </TextLink>
      }
      actions={
        may('createExclusion') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
            {say('exclusions.add')}
          </Button>
        )
      }
    >
      <Card title={say('exclusions.title')} flush>
        <p className={styles['note']}>{say('exclusions.explain')}</p>
        <ListTable
          name="listExclusions"
          given={{ query: outage === undefined ? {} : { outage } }}
          caption={say('exclusions.title')}
          keyOf={({ id }) => id}
          filtered={outage !== undefined}
          clear={() => void navigate({ search: {} })}
          empty={say('exclusions.empty')}
          columns={[
            {
              id: 'outage',
              header: say('run.outage'),
              cell: row => (
                <div>
                  <OutageLink outage={row.outage} />
                  <div className={styles['under']}>
                    {row.service === null
                      ? say('exclusions.whole')
                      : say('exclusions.service', { service: row.service })}
                  </div>
                </div>
              ),
              text: row => `${row.outage} ${row.service ?? ''}`.trim(),
            },
            {
              id: 'cause',
              header: say('exclusions.cause'),
              cell: row => say(`cause.${row.cause}`),
              text: row => say(`cause.${row.cause}`),
            },
            {
              id: 'person',
              header: say('exclusions.person'),
              cell: row => row.decidedBy,
              text: row => row.decidedBy,
            },
            { id: 'reason', header: say('common.reason'), cell: row => row.reason, text: row => row.reason },
            {
              id: 'evidence',
              header: say('exclusions.evidence'),
              cell: row => row.evidence,
              text: row => row.evidence,
            },
            {
              id: 'at',
              header: say('exclusions.recorded'),
              cell: row => (
                <>
                  <When at={row.at} />
                  <div className={styles['under']}>
                    <Person actor={row.by} />
                  </div>
                </>
              ),
              text: row => row.at,
            },
            {
              id: 'state',
              header: say('runs.column.status'),
              cell: row =>
                row.withdrawnAt !== null ? (
                  <Badge tone="quiet" mark="hollow">
                    {say('exclusions.withdrawn')}
                  </Badge>
                ) : may('withdrawExclusion') ? (
                  <Button size="compact-xs" variant="default" onClick={() => setWithdrawn(row)}>
                    {say('exclusions.withdraw')}
                  </Button>
                ) : (
                  <Badge tone="warn">{say('exclusions.inForce')}</Badge>
                ),
              text: row => row.withdrawnAt ?? '',
            },
          ]}
        />
      </Card>
      {adding && <AddDialog outage={outage ?? null} close={() => setAdding(false)} />}
      {withdrawn && <WithdrawDialog exclusion={withdrawn} close={() => setWithdrawn(null)} />}
    </Page>
  )
}

type Cause = BodyFor<'createExclusion'>['cause']
/** What is not the operator's own responsibility, as the rules see it. The server has the last word. */
const external = [
  'third-party-damage',
  'theft',
  'weather',
  'flood',
  'earthquake',
  'natural-calamity',
  'force-majeure',
  'terrorist-attack',
  'war',
  'civil-emergency',
  'security-order',
  'statutory-measure',
  'customer',
  'customer-equipment',
  'customer-power',
] as const satisfies readonly Cause[]

function AddDialog({ outage, close }: { readonly outage: string | null; readonly close: () => void }): ReactNode {
  const say = useSay()
  const me = useMe()
  const change = useChange('createExclusion')
  const [chosen, setChosen] = useState(outage)
  const [cause, setCause] = useState<Cause | null>(null)
  return (
    <ActionDialog
      title={say('exclusions.add')}
      explain={say('exclusions.explain')}
      submit={say('exclusions.add')}
      change={change}
      close={close}
      act={({ text }) => {
        if (chosen === null || cause === null) return
        const service = text('service')
        change.mutate(
          {
            body: {
              outage: chosen,
              cause,
              decidedBy: text('decidedBy') ?? '',
              reason: text('reason') ?? '',
              evidence: text('evidence') ?? '',
              ...(service === undefined ? {} : { service }),
            },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('exclusions.done') })
              close()
            },
          },
        )
      }}
    >
      <OutageChoice value={chosen} choose={setChosen} />
      <Select
        label={say('exclusions.cause')}
        required
        withAsterisk={false}
        searchable
        value={cause}
        onChange={next => setCause(external.find(each => each === next) ?? null)}
        data={external.map(value => ({ value, label: say(`cause.${value}`) }))}
      />
      <TextInput
        name="service"
        label={say('run.service')}
        description={say('exclusions.serviceHint')}
        maxLength={200}
      />
      <TextInput
        name="decidedBy"
        label={say('exclusions.person')}
        description={say('exclusions.personHint')}
        defaultValue={me.name}
        required
        withAsterisk={false}
        maxLength={200}
      />
      <Textarea
        name="reason"
        label={say('common.reason')}
        description={say('exclusions.reasonHint')}
        required
        withAsterisk={false}
        minLength={10}
        maxLength={4000}
      />
      <Textarea
        name="evidence"
        label={say('exclusions.evidence')}
        description={say('exclusions.evidenceHint')}
        required
        withAsterisk={false}
        minLength={3}
        maxLength={4000}
      />
    </ActionDialog>
  )
}

function WithdrawDialog({
  exclusion,
  close,
}: {
  readonly exclusion: Exclusion
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('withdrawExclusion')
  return (
    <ActionDialog
      title={say('exclusions.withdraw')}
      explain={say('exclusions.withdraw.explain')}
      submit={say('exclusions.withdraw')}
      danger
      change={change}
      close={close}
      act={() => change.mutate({ params: { exclusion: exclusion.id } }, { onSuccess: close })}
    />
  )
}
