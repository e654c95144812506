import { Alert, Button, Group } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Scheme } from '@pulih/engine'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useCallback, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react'
import { isRefusal } from '../../api/refusal.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { useMay } from '../session/me.ts'
import { readBase, type Base } from './base.ts'
import { asIfAlways, startWith } from './document.ts'
import { Basics, NamedValues } from './form/basics.tsx'
import { EditingProvider, mistakesIn, mistakesInId, type Editing } from './form/editing.tsx'
import { Heads } from './form/head.tsx'
import { useHistory } from './form/history.ts'
import { MistakeSummary } from './form/mistakes.tsx'
import { Readings } from './form/readings.tsx'
import { Meeting, SettlementFields, Together } from './form/together.tsx'
import { WhoFields } from './form/who.tsx'
import { LeaveDialog } from './leave.tsx'
import { merged } from './merge.ts'
import { RemoveDialog, SaveDialog } from './save.tsx'
import styles from './schemes.module.css'
import { Simulation, useSimulation } from './simulation.tsx'

const route = getRouteApi('/inside/schemes/policy')

/** A policy in a form. Beside it stands what it would have cost on outages that really happened, anew after each change. */
export function PolicyPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { from } = route.useSearch()
  const mayChange = may('getSetting') && may('putSetting')
  const {
    data: base,
    error,
    refetch,
  } = useQuery({
    queryKey: ['policy form', mayChange] as const,
    queryFn: ({ signal }) => readBase(mayChange, signal),
    // As it was when the form was opened, however long somebody writes; and anew whenever it is opened.
    staleTime: Infinity,
    gcTime: 0,
  })
  if (error) return <Failed reason={error} retry={() => void refetch()} />
  if (!base) return <Placeholder icon="clock" title={say('common.loading')} />
  const { operator } = base
  const own = policyIn(base, from)
  if (own) return <Editor key={own.id} begun={{ ...base, first: own, isNew: false }} />
  const examples = operator.examples as readonly Scheme[]
  const all = operator.items.map(({ scheme }) => scheme as Scheme)
  // A copy is told from the policy itself by what stands before its id.
  const copied = all.find(({ id }) => `copy:${id}` === from)
  const found = copied ?? examples.find(({ id }) => id === from) ?? examples[0] ?? all[0]
  if (!found) return null
  const template = from ?? found.id
  return (
    <Editor key={template} begun={{ ...base, first: startWith(found, operator), isNew: true }} template={template} />
  )
}

function policyIn({ operator }: Base, id: string | undefined): Scheme | undefined {
  return operator.items.find(item => item.own && item.id === id)?.scheme as Scheme | undefined
}

interface Opened extends Base {
  /** What is saved already, or what a new one began as. */
  readonly first: Scheme
  readonly isNew: boolean
}

function Editor({ begun, template }: { readonly begun: Opened; readonly template?: string }): ReactNode {
  const say = useSay()
  const [opened, setOpened] = useState(begun)
  const { operator, decided, first, isNew } = opened
  const { now: policy, change, undo, redo } = useHistory(begun.first)
  const [dialog, setDialog] = useState<'save' | 'remove' | null>(null)
  const [met, setMet] = useState<Met | null>(null)
  const close = useCallback(() => setDialog(null), [])
  const meet = (fresh: Base): void => {
    const saved = isNew ? undefined : policyIn(fresh, first.id)
    const { document, clashes } = saved ? merged(first, policy, saved) : { document: policy, clashes: [] }
    setOpened({ ...fresh, first: saved ?? first, isNew: saved === undefined })
    change('met', () => document)
    setMet({ clashes, isGone: !isNew && saved === undefined })
  }
  const others = useMemo(
    () =>
      operator.items
        .filter(({ id, inUse }) => inUse && id !== (isNew ? null : first.id))
        .map(({ scheme }) => scheme as Scheme),
    [operator, first, isNew],
  )
  const mistakes = useMemo(
    () => [...mistakesIn(policy, others), ...(isNew ? mistakesInId(policy.id) : [])],
    [policy, others, isNew],
  )
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
          {decided !== null && !isNew && (
            <Button variant="default" color="red" onClick={() => setDialog('remove')}>
              {say('policy.remove')}
            </Button>
          )}
          {decided !== null && (
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
            {met !== null && <MetNotice met={met} />}
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
      {decided !== null && dialog === 'save' && (
        <SaveDialog decided={decided} meet={meet} close={close} first={isNew ? null : first} policy={policy} />
      )}
      {decided !== null && dialog === 'remove' && (
        <RemoveDialog decided={decided} meet={meet} close={close} id={first.id} />
      )}
      <LeaveDialog unsaved={decided !== null && policy !== first} />
    </Page>
  )
}

interface Met {
  /** Where both had changed the same. */
  readonly clashes: readonly string[]
  readonly isGone: boolean
}

/** What has become of what was written here, after somebody else had saved. */
function MetNotice({ met: { clashes, isGone } }: { readonly met: Met }): ReactNode {
  const say = useSay()
  return (
    <Alert role="status" color="yellow" variant="light" icon={<Icon name="info" />} title={say('policy.met')}>
      {say(isGone ? 'policy.met.gone' : clashes.length > 0 ? 'policy.met.clashes' : 'policy.met.together')}
      {clashes.length > 0 && (
        <ul>
          {clashes.map(place => (
            <li key={place}>
              <code>{place}</code>
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}
