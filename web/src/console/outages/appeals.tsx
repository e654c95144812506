import { Button, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { useChange, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { ReasonInput } from './life-dialogs.tsx'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

type Appeal = ItemOf<'listAppeals'>
const states = ['open', 'upheld', 'rejected'] as const satisfies readonly Appeal['state'][]
const looks = {
  open: { tone: 'warn', mark: 'hollow' },
  upheld: { tone: 'good', mark: 'full' },
  rejected: { tone: 'quiet', mark: 'full' },
} as const

/** Who says that it hit him, with what words, and what he was answered. */
export function AppealsPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [state, setState] = useState<Appeal['state'] | null>(null)
  const [deciding, setDeciding] = useState<Appeal | null>(null)
  const [adding, setAdding] = useState(false)
  const columns = useAppealColumns(may('decideAppeal') ? setDeciding : null)
  return (
    <Card
      title={say('outage.part.appeals')}
      flush
      aside={
        may('openAppeal') &&
        outage.status !== 'retracted' && (
          <Button
            variant="default"
            size="compact-sm"
            className="unprinted"
            leftSection={<Icon name="plus" size={14} />}
            onClick={() => setAdding(true)}
          >
            {say('appeals.add')}
          </Button>
        )
      }
    >
      <p className={`${styles['who']} ${styles['lead']}`}>{say('appeals.explain')}</p>
      <ListTable
        name="listAppeals"
        given={{ params: { outage: outage.number }, query: state === null ? {} : { state } }}
        caption={`${outage.number} ${say('outage.part.appeals')}`}
        columns={columns}
        keyOf={({ service }) => service}
        filtered={state !== null}
        clear={() => setState(null)}
        empty={say('appeals.none')}
        filters={
          <Select
            aria-label={say('appeals.state')}
            placeholder={say('appeals.any')}
            value={state}
            clearable
            onChange={next => setState(states.find(each => each === next) ?? null)}
            data={states.map(value => ({ value, label: say(`appeals.state.${value}`) }))}
          />
        }
      />
      {deciding && <DecideDialog outage={outage} appeal={deciding} close={() => setDeciding(null)} />}
      {adding && <AddDialog outage={outage} close={() => setAdding(false)} />}
    </Card>
  )
}

function useAppealColumns(decide: ((appeal: Appeal) => void) | null): readonly Column<Appeal>[] {
  const say = useSay()
  const words = (text: string | null) => (text === '' ? say('appeals.erased') : (text ?? ''))
  return [
    {
      id: 'service',
      header: say('appeals.service'),
      cell: ({ service }) => (
        <TextLink to="/customers" search={{ text: service }} size="sm" fw={600}>
          {service}
        </TextLink>
      ),
      text: ({ service }) => service,
    },
    {
      id: 'state',
      header: say('appeals.state'),
      cell: ({ state }) => <Badge {...looks[state]}>{say(`appeals.state.${state}`)}</Badge>,
      text: ({ state }) => say(`appeals.state.${state}`),
    },
    {
      id: 'note',
      header: say('appeals.note'),
      cell: ({ note }) => <bdi className={styles['words']}>{words(note)}</bdi>,
      text: ({ note }) => words(note),
    },
    {
      id: 'opened',
      header: say('appeals.opened'),
      tight: true,
      cell: ({ openedAt }) => <When at={openedAt} />,
      text: ({ openedAt }) => openedAt,
    },
    {
      id: 'answer',
      header: say('appeals.answer'),
      cell: appeal =>
        appeal.state !== 'open' ? (
          <bdi className={styles['words']}>{words(appeal.answer)}</bdi>
        ) : (
          decide && (
            <Button
              size="compact-sm"
              variant="default"
              className="unprinted"
              aria-label={say('appeals.decideOf', { service: appeal.service })}
              onClick={() => decide(appeal)}
            >
              {say('appeals.decide')}
            </Button>
          )
        ),
      text: ({ answer }) => words(answer),
    },
    {
      id: 'decided',
      header: say('appeals.decided'),
      tight: true,
      cell: ({ decidedAt }) => (decidedAt === null ? '' : <When at={decidedAt} />),
      text: ({ decidedAt }) => decidedAt ?? '',
    },
  ]
}

function DecideDialog({
  outage,
  appeal: { service, note },
  close,
}: {
  readonly outage: Outage
  readonly appeal: Appeal
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('decideAppeal')
  return (
    <ActionDialog
      title={say('appeals.decideOf', { service })}
      explain={say('appeals.decide.explain')}
      submit={say('appeals.decide')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          {
            params: { outage: outage.id, service },
            body: { state: text('state') === 'upheld' ? 'upheld' : 'rejected', answer: text('reason') ?? '' },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('appeals.done', { service }) })
              close()
            },
          },
        )
      }
    >
      <div>
        <div className={styles['who']}>{say('appeals.note')}</div>
        <p className={styles['said']}>{note === '' ? say('appeals.erased') : note}</p>
      </div>
      <Radio.Group name="state" label={say('appeals.decision')} withAsterisk={false}>
        <Stack gap={6} mt={4}>
          <Radio value="upheld" label={say('appeals.uphold')} required />
          <Radio value="rejected" label={say('appeals.reject')} required />
        </Stack>
      </Radio.Group>
      <ReasonInput />
    </ActionDialog>
  )
}

function AddDialog({ outage, close }: { readonly outage: Outage; readonly close: () => void }): ReactNode {
  const say = useSay()
  const change = useChange('openAppeal')
  return (
    <ActionDialog
      title={say('appeals.add')}
      explain={say('appeals.add.explain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) => {
        const service = text('service') ?? ''
        change.mutate(
          { params: { outage: outage.id }, body: { service, note: text('note') ?? '' } },
          {
            onSuccess: () => {
              notifications.show({ message: say('appeals.add.done', { service }) })
              close()
            },
          },
        )
      }}
    >
      <TextInput
        label={say('appeals.service')}
        name="service"
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
      <Textarea label={say('appeals.note')} name="note" required withAsterisk={false} maxLength={4000} minRows={3} />
    </ActionDialog>
  )
}
