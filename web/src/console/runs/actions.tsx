import { ActionIcon, Button, Menu, Textarea } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { addressOf, type OperationName } from '../../api/ask.ts'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { useMay } from '../session/me.ts'
import type { Run, RunStatus } from './status.tsx'

type Step =
  'reviewRun' | 'approveRun' | 'postRun' | 'stopRun' | 'resumeRun' | 'recomputeRun' | 'withdrawApproval' | 'cancelRun'

interface Possible {
  readonly step: Step & OperationName
  readonly icon: IconName
  readonly when: readonly RunStatus[]
  readonly danger?: true
  /** What was posted keeps the assessment that it came from. */
  readonly onlyUnposted?: true
}

/** In the order of what is most likely next; the first two stand on the page, the rest behind the dots. */
const possible: readonly Possible[] = [
  { step: 'stopRun', icon: 'close', when: ['posting'], danger: true },
  { step: 'approveRun', icon: 'check', when: ['computed', 'reviewed'] },
  { step: 'postRun', icon: 'coins', when: ['approved'] },
  { step: 'resumeRun', icon: 'right', when: ['stopped'] },
  { step: 'reviewRun', icon: 'check', when: ['computed'] },
  { step: 'withdrawApproval', icon: 'undo', when: ['approved'] },
  {
    step: 'recomputeRun',
    icon: 'undo',
    when: ['draft', 'failed', 'computed', 'reviewed', 'approved', 'stopped'],
    onlyUnposted: true,
  },
  {
    step: 'cancelRun',
    icon: 'close',
    when: ['draft', 'computing', 'failed', 'computed', 'reviewed', 'approved', 'stopped'],
    danger: true,
  },
]

/** What can be done with a run as it is, by whoever looks. */
export function RunActions({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [chosen, setChosen] = useState<Possible | null>(null)
  const offered = possible.filter(
    ({ step, when, onlyUnposted }) => when.includes(run.status) && may(step) && !(onlyUnposted && run.posted > 0),
  )
  return (
    <>
      {offered.slice(0, 2).map((each, index) => (
        <Button
          key={each.step}
          variant={index === 0 ? 'filled' : 'default'}
          {...(each.danger && index === 0 ? { color: 'red' } : {})}
          leftSection={<Icon name={each.icon} size={16} />}
          onClick={() => setChosen(each)}
        >
          {say(`run.do.${each.step}`)}
        </Button>
      ))}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say('common.more')}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.slice(2).map(each => (
            <Menu.Item
              key={each.step}
              leftSection={<Icon name={each.icon} size={16} />}
              {...(each.danger ? { color: 'red' } : {})}
              onClick={() => setChosen(each)}
            >
              {say(`run.do.${each.step}`)}
            </Menu.Item>
          ))}
          {run.summary !== null && (
            <Menu.Item
              component="a"
              href={addressOf('exportCredits', { params: { run: run.id } })}
              download
              leftSection={<Icon name="download" size={16} />}
            >
              {say('run.file')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
            {say('common.print')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {chosen && <StepDialog key={chosen.step} run={run} possible={chosen} close={() => setChosen(null)} />}
    </>
  )
}

/** Says what will happen, with the sum where money moves, and takes the reason. */
function StepDialog({
  run,
  possible: { step, danger },
  close,
}: {
  readonly run: Run
  readonly possible: Possible
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const change = useChange(step)
  const due = run.due === null ? '' : formats.money(run.due, run.currency)
  return (
    <ActionDialog
      title={say(`run.do.${step}`)}
      explain={say(`run.explain.${step}`, { due, credits: run.credits ?? 0, left: (run.credits ?? 0) - run.posted })}
      submit={say(`run.do.${step}`)}
      danger={danger === true}
      change={change}
      close={close}
      act={({ text }) => {
        const reason = text('reason')
        change.mutate(
          { params: { run: run.id }, version: run.revision, body: reason === undefined ? {} : { reason } },
          {
            onSuccess: () => {
              notifications.show({ message: say('run.done', { number: run.number }) })
              close()
            },
          },
        )
      }}
    >
      <Textarea
        name="reason"
        label={say('common.note')}
        description={say('common.optional')}
        maxLength={4000}
        data-autofocus
      />
    </ActionDialog>
  )
}
