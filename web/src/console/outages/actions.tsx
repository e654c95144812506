import { ActionIcon, Button, Menu } from '@mantine/core'
import { lazy, Suspense, useState, type ReactNode } from 'react'
import type { OperationName } from '../../api/ask.ts'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { useSay, type MessageId } from '../../ui/language.tsx'
import { useMay } from '../session/me.ts'
import type { Outage } from './outage.tsx'

const StatementDialog = lazy(() => import('./statement.tsx').then(({ StatementDialog: it }) => ({ default: it })))
const dialogs = {
  confirm: lazy(() => import('./life-dialogs.tsx').then(({ ConfirmDialog: it }) => ({ default: it }))),
  etr: lazy(() => import('./life-dialogs.tsx').then(({ EtrDialog: it }) => ({ default: it }))),
  restore: lazy(() => import('./life-dialogs.tsx').then(({ RestoreDialog: it }) => ({ default: it }))),
  part: lazy(() => import('./life-dialogs.tsx').then(({ PartDialog: it }) => ({ default: it }))),
  close: lazy(() => import('./life-dialogs.tsx').then(({ CloseDialog: it }) => ({ default: it }))),
  retract: lazy(() => import('./life-dialogs.tsx').then(({ RetractDialog: it }) => ({ default: it }))),
  merge: lazy(() => import('./life-dialogs.tsx').then(({ MergeDialog: it }) => ({ default: it }))),
  note: lazy(() => import('./life-dialogs.tsx').then(({ NoteDialog: it }) => ({ default: it }))),
  edit: lazy(() => import('./fact-dialogs.tsx').then(({ EditDialog: it }) => ({ default: it }))),
  scope: lazy(() => import('./fact-dialogs.tsx').then(({ ScopeDialog: it }) => ({ default: it }))),
  correct: lazy(() => import('./fact-dialogs.tsx').then(({ CorrectDialog: it }) => ({ default: it }))),
  place: lazy(() => import('./fact-dialogs.tsx').then(({ CorrectPlaceDialog: it }) => ({ default: it }))),
  update: StatementDialog,
} as const

type Action = keyof typeof dialogs
type Status = Outage['status']

interface Possible {
  readonly action: Action
  readonly label: MessageId
  readonly icon: IconName
  readonly asks: OperationName
  readonly when: readonly Status[]
}

const open: readonly Status[] = ['suspected', 'confirmed', 'partly-restored']
const confirmed: readonly Status[] = ['confirmed', 'partly-restored']
const over: readonly Status[] = ['restored', 'closed']

/** In the order of what is most likely next; the first three stand on the page, the rest behind the dots. */
const possible: readonly Possible[] = [
  { action: 'confirm', label: 'do.confirm', icon: 'check', asks: 'confirmOutage', when: ['suspected'] },
  { action: 'update', label: 'do.update', icon: 'megaphone', asks: 'addUpdate', when: [...confirmed, 'restored'] },
  { action: 'etr', label: 'do.etr', icon: 'clock', asks: 'setEtr', when: open },
  { action: 'restore', label: 'do.restore', icon: 'check', asks: 'restoreOutage', when: confirmed },
  { action: 'close', label: 'do.close', icon: 'lock', asks: 'closeOutage', when: ['restored'] },
  { action: 'correct', label: 'do.correct', icon: 'undo', asks: 'correctOutage', when: over },
  { action: 'place', label: 'place.correct', icon: 'pin', asks: 'correctOutage', when: over },
  { action: 'part', label: 'do.part', icon: 'pin', asks: 'restorePart', when: confirmed },
  { action: 'edit', label: 'do.edit', icon: 'note', asks: 'updateOutage', when: open },
  { action: 'scope', label: 'do.scope', icon: 'pin', asks: 'changeOutageScope', when: open },
  { action: 'note', label: 'do.note', icon: 'note', asks: 'addUpdate', when: [...open, ...over, 'retracted'] },
  { action: 'merge', label: 'do.merge', icon: 'merge', asks: 'mergeOutage', when: open },
  { action: 'retract', label: 'do.retract', icon: 'close', asks: 'retractOutage', when: [...open, ...over] },
]

/** What can be done with an outage as it is, by whoever looks. */
export function OutageActions({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [chosen, setChosen] = useState<Action | null>(null)
  const offered = possible.filter(({ asks, when }) => when.includes(outage.status) && may(asks))
  const Dialog = chosen === null ? null : dialogs[chosen]
  return (
    <>
      {offered.slice(0, 3).map(({ action, label, icon }, index) => (
        <Button
          key={action}
          variant={index === 0 ? 'filled' : 'default'}
          leftSection={<Icon name={icon} size={16} />}
          onClick={() => setChosen(action)}
        >
          {say(label)}
        </Button>
      ))}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say('common.more')}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.slice(3).map(({ action, label, icon }) => (
            <Menu.Item
              key={action}
              leftSection={<Icon name={icon} size={16} />}
              {...(action === 'retract' ? { color: 'red' } : {})}
              onClick={() => setChosen(action)}
            >
              {say(label)}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<Icon name="print" size={16} />} onClick={() => window.print()}>
            {say('common.print')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {Dialog && (
        <Suspense fallback={null}>
          <Dialog outage={outage} close={() => setChosen(null)} />
        </Suspense>
      )}
    </>
  )
}
