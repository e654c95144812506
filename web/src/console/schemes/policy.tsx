import { Button, Group } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Scheme } from '@pulih/engine'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { isRefusal } from '../../api/refusal.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { useMay } from '../session/me.ts'
import { asIfAlways, startWith, type Operator } from './document.ts'
import { Basics, NamedValues } from './form/basics.tsx'
import { EditingProvider, mistakesIn, type Editing } from './form/editing.tsx'
import { Heads } from './form/head.tsx'
import { useHistory } from './form/history.ts'
import { MistakeSummary } from './form/mistakes.tsx'
import { Readings } from './form/readings.tsx'
import { Meeting, SettlementFields, Together } from './form/together.tsx'
import { WhoFields } from './form/who.tsx'
import { RemoveDialog, SaveDialog } from './save.tsx'
import styles from './schemes.module.css'
import { Simulation, useSimulation } from './simulation.tsx'

const route = getRouteApi('/inside/schemes/policy')

/** A policy in a form. Beside it stands what it would have cost on outages that really happened, anew after each change. */
export function PolicyPage(): ReactNode {
  const { from } = route.useSearch()
  const { data } = useSuspenseQuery(looking('listSchemes', {}))
  const own = data.items.find(item => item.own && item.id === from)
  if (own) return <Editor key={own.id} first={own.scheme as Scheme} operator={data} isNew={false} />
  const examples = data.examples as readonly Scheme[]
  const all = data.items.map(({ scheme }) => scheme as Scheme)
  // A copy is told from the policy itself by what stands before its id.
  const copied = all.find(({ id }) => `copy:${id}` === from)
  const found = copied ?? examples.find(({ id }) => id === from) ?? examples[0] ?? all[0]
  if (!found) return null
  return (
    <Editor key={from ?? found.id} first={startWith(found, data)} operator={data} isNew template={from ?? found.id} />
  )
}

function Editor({
  first,
  operator,
  isNew,
  template,
}: {
  readonly first: Scheme
  readonly operator: Operator & { readonly examples: readonly unknown[] }
  readonly isNew: boolean
  readonly template?: string
}): ReactNode {
  const say = useSay()
  const may = useMay()
  const { now: policy, change, undo, redo } = useHistory(first)
  const [dialog, setDialog] = useState<'save' | 'remove' | null>(null)
  const others = useMemo(
    () =>
      operator.items
        .filter(({ id, inUse }) => inUse && id !== (isNew ? null : first.id))
        .map(({ scheme }) => scheme as Scheme),
    [operator, first, isNew],
  )
  const mistakes = useMemo(() => mistakesIn(policy, others), [policy, others])
  const editing = useMemo<Editing>(
    () => ({ policy, currency: operator.currency, mistakes, change }),
    [policy, operator, mistakes, change],
  )
  const [settled] = useDebouncedValue(policy, 500)
  const isTried = settled === policy && mistakes.length === 0
  const tried = useMemo(() => asIfAlways(settled), [settled])
  const isSound = useMemo(() => mistakesIn(settled, others).length === 0, [settled, others])
  const { error, isFetching } = useSimulation(tried, isSound)
  // A policy that cannot be read would keep every run from being started.
  const isUsable = isTried && !isFetching && !isRefusal(error, 'compensation.bad-policy')
  const onKeyDown = useCallback(
    (event: KeyboardEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return
      const key = event.key.toLowerCase()
      const step = key === 'y' || (key === 'z' && event.shiftKey) ? redo : key === 'z' ? undo : undefined
      if (step === undefined) return
      // The browser's own would undo in one field what the form has since forgotten.
      event.preventDefault()
      step?.()
    },
    [undo, redo],
  )
  return (
    <Page
      title={say(isNew ? 'policy.new' : 'policy.edit')}
      above={
        <TextLink to="/schemes" size="xs">
          {say('schemes.title')}
        </TextLink>
      }
      actions={
        <>
          <Button.Group>
            <Button
              variant="default"
              disabled={undo === null}
              leftSection={<Icon name="undo" size={15} />}
              aria-keyshortcuts="Control+Z"
              onClick={() => undo?.()}
            >
              {say('policy.undo')}
            </Button>
            <Button
              variant="default"
              disabled={redo === null}
              aria-keyshortcuts="Control+Shift+Z Control+Y"
              onClick={() => redo?.()}
            >
              {say('policy.redo')}
            </Button>
          </Button.Group>
          {may('putSetting') && !isNew && (
            <Button variant="default" color="red" onClick={() => setDialog('remove')}>
              {say('policy.remove')}
            </Button>
          )}
          {may('putSetting') && (
            <Button
              disabled={!isUsable || (!isNew && policy === first)}
              leftSection={<Icon name="check" size={16} />}
              onClick={() => setDialog('save')}
            >
              {say('policy.save')}
            </Button>
          )}
        </>
      }
    >
      <EditingProvider value={editing}>
        <div className={styles['editor']} onKeyDown={onKeyDown}>
          <div className={styles['form']}>
            <MistakeSummary />
            <Basics operator={operator} isNew={isNew} template={template ?? null} />
            <NamedValues />
            <Card title={say('policy.part.who')}>
              <WhoFields pointer="/who" who={policy.who} />
            </Card>
            <Heads />
            <Together />
            <Meeting items={operator.items} />
            <SettlementFields />
            <Readings />
            <Group gap="xs">
              <span className={styles['hint']}>{say('policy.undo.hint')}</span>
            </Group>
          </div>
          <Simulation policy={tried} isSound={isSound} settled={isTried} />
        </div>
      </EditingProvider>
      {dialog === 'save' && <SaveDialog first={isNew ? null : first} policy={policy} close={() => setDialog(null)} />}
      {dialog === 'remove' && <RemoveDialog id={first.id} close={() => setDialog(null)} />}
    </Page>
  )
}
