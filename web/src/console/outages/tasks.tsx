import { Button, Group, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking, useChange } from '../../api/queries.ts'
import { textsIn } from '../../ui/form.ts'
import { instantOfWall, useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { useNow, When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import type { Outage } from './outage.tsx'
import styles from './outages.module.css'

type Task = ReplyTo<'listTasks'>['items'][number]
const states = ['open', 'in-progress', 'done', 'dropped'] as const satisfies readonly Task['state'][]

/** What is to be done, by whom, until when. */
export function Tasks({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery(looking('listTasks', { params: { outage: outage.number } }))
  const items = data?.items ?? []
  const possible = may('addTask') && outage.status !== 'closed' && outage.status !== 'retracted'
  return (
    <Card
      title={say('outage.tasks')}
      aside={
        possible &&
        !adding && (
          <Button variant="subtle" size="compact-xs" className="unprinted" onClick={() => setAdding(true)}>
            {say('outage.tasks.add')}
          </Button>
        )
      }
    >
      {adding && <NewTask outage={outage} done={() => setAdding(false)} />}
      {items.length === 0 && !adding && <p className={styles['who']}>{say('outage.tasks.none')}</p>}
      <ul className={styles['plain']}>
        {items.map(task => (
          <TaskRow key={task.id} outage={outage} task={task} />
        ))}
      </ul>
    </Card>
  )
}

function TaskRow({ outage, task }: { readonly outage: Outage; readonly task: Task }): ReactNode {
  const say = useSay()
  const may = useMay()
  const now = useNow()
  const change = useChange('changeTask')
  const over = task.state === 'done' || task.state === 'dropped'
  return (
    <li>
      <div className={styles['grow']}>
        {over ? <s>{task.title}</s> : task.title}
        <div className={styles['who']}>
          {task.owner}
          {task.owner !== null && task.dueAt !== null && ' · '}
          {task.dueAt !== null && (
            <span className={!over && Date.parse(task.dueAt) < now ? styles['late'] : undefined}>
              <When at={task.dueAt} />
            </span>
          )}
        </div>
        {change.isError && <ProblemAlert reason={change.error} />}
      </div>
      {may('changeTask') ? (
        <Select
          size="xs"
          w={130}
          aria-label={say('outage.tasks.state', { title: task.title })}
          value={task.state}
          allowDeselect={false}
          disabled={change.isPending}
          data={states.map(state => ({ value: state, label: say(`task.${state}`) }))}
          onChange={state => {
            const next = states.find(each => each === state)
            if (next)
              change.mutate({
                params: { outage: outage.id, task: task.id },
                body: { state: next },
                version: task.revision,
              })
          }}
        />
      ) : (
        <span className={styles['who']}>{say(`task.${task.state}`)}</span>
      )}
    </li>
  )
}

function NewTask({ outage, done }: { readonly outage: Outage; readonly done: () => void }): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  const add = useChange('addTask')
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const text = textsIn(event.currentTarget)
    const [title, owner, due] = ['title', 'owner', 'due'].map(name => text(name).trim())
    add.mutate(
      {
        params: { outage: outage.id },
        body: {
          title: title ?? '',
          ...(owner ? { owner } : {}),
          ...(due ? { dueAt: instantOfWall(due, zone) } : {}),
        },
      },
      { onSuccess: done },
    )
  }
  return (
    <form onSubmit={submit}>
      {add.isError && <ProblemAlert reason={add.error} />}
      <TextInput
        label={say('outage.tasks.title')}
        name="title"
        required
        withAsterisk={false}
        maxLength={200}
        autoFocus
      />
      <Group grow mt={6}>
        <TextInput label={say('outage.tasks.owner')} name="owner" maxLength={200} />
        <TextInput label={say('outage.tasks.due')} name="due" type="datetime-local" />
      </Group>
      <Group mt="sm" justify="flex-end">
        <Button variant="default" size="xs" onClick={done}>
          {say('common.cancel')}
        </Button>
        <Button type="submit" size="xs" loading={add.isPending}>
          {say('outage.tasks.add')}
        </Button>
      </Group>
    </form>
  )
}
