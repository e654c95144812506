import { Button, Select, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { QueryFor } from '../../api/ask.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { RunAbout } from './about.tsx'
import styles from './runs.module.css'
import { StartDialog } from './start.tsx'
import { RunBadge, runStatuses, type Run } from './status.tsx'

const route = getRouteApi('/inside/runs')

/** Every run, newest first. */
export function RunsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useRunColumns()
  const [starting, setStarting] = useState(search.start !== undefined)
  const status = runStatuses.find(each => each === search.status)
  const query: QueryFor<'listRuns'> = {
    ...(status === undefined ? {} : { status }),
    ...(search.month === undefined ? {} : { month: search.month }),
    ...(search.outage === undefined ? {} : { outage: search.outage }),
  }
  return (
    <Page
      title={say('runs.title')}
      actions={
        <>
          {may('listExclusions') && (
            <ButtonLink to="/exclusions" variant="default" leftSection={<Icon name="flag" size={16} />}>
              {say('exclusions.title')}
            </ButtonLink>
          )}
          {may('createRun') && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setStarting(true)}>
              {say('runs.start')}
            </Button>
          )}
        </>
      }
    >
      <Card title={say('runs.title')} flush>
        <ListTable
          name="listRuns"
          given={{ query }}
          caption={say('runs.title')}
          columns={columns}
          keyOf={({ id }) => id}
          filtered={Object.keys(query).length > 0}
          clear={() => void navigate({ search: {} })}
          empty={say('runs.empty')}
          filters={
            <>
              <Select
                aria-label={say('runs.column.status')}
                placeholder={say('runs.anyStatus')}
                clearable
                value={status ?? null}
                onChange={next =>
                  void navigate({
                    search: ({ status: _, ...rest }) => ({ ...rest, ...(next === null ? {} : { status: next }) }),
                  })
                }
                data={runStatuses.map(value => ({ value, label: say(`run.status.${value}`) }))}
              />
              <TextInput
                type="month"
                aria-label={say('runs.month')}
                className={styles['month'] ?? ''}
                value={search.month ?? ''}
                onChange={({ currentTarget: { value } }) =>
                  void navigate({
                    search: ({ month: _, ...rest }) => ({ ...rest, ...(value === '' ? {} : { month: value }) }),
                  })
                }
              />
            </>
          }
        />
      </Card>
      {starting && (
        <StartDialog
          outage={search.start ?? null}
          close={() => {
            setStarting(false)
            if (search.start !== undefined) void navigate({ replace: true, search: ({ start: _, ...rest }) => rest })
          }}
        />
      )}
    </Page>
  )
}

function useRunColumns(): readonly Column<Run>[] {
  const say = useSay()
  const formats = useFormats()
  return [
    {
      id: 'number',
      header: say('runs.column.run'),
      cell: ({ id, number, note }) => (
        <div>
          <TextLink to="/runs/$run" params={{ run: id }} className={styles['strong'] ?? ''}>
            {say('run.title', { number })}
          </TextLink>
          {note !== null && <div className={styles['under']}>{note}</div>}
        </div>
      ),
      text: ({ number, note }) => `${number}${note === null ? '' : ` ${note}`}`,
    },
    {
      id: 'about',
      header: say('runs.column.about'),
      cell: run => <RunAbout run={run} />,
      text: ({ month, outage }) => month ?? outage ?? '',
    },
    {
      id: 'status',
      header: say('runs.column.status'),
      cell: ({ status, failure }) => (
        <>
          <RunBadge status={status} />
          {failure !== null && <div className={styles['bad']}>{say('run.failing')}</div>}
        </>
      ),
      text: ({ status }) => say(`run.status.${status}`),
    },
    {
      id: 'due',
      header: say('runs.column.due'),
      numeric: true,
      cell: ({ due, currency }) => (due === null ? say('common.none') : formats.money(due, currency)),
      text: ({ due }) => due ?? '',
    },
    {
      id: 'credits',
      header: say('runs.column.credits'),
      numeric: true,
      cell: ({ credits }) => (credits === null ? say('common.none') : formats.count(credits)),
      text: ({ credits }) => (credits === null ? '' : String(credits)),
    },
    {
      id: 'posted',
      header: say('runs.column.posted'),
      numeric: true,
      cell: ({ posted }) => formats.count(posted),
      text: ({ posted }) => String(posted),
    },
    {
      id: 'created',
      header: say('runs.column.started'),
      tight: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
    {
      id: 'by',
      header: say('runs.column.by'),
      cell: ({ createdBy }) => <Person actor={createdBy} />,
      text: ({ createdBy }) => createdBy,
    },
    {
      id: 'approved',
      header: say('run.approvedBy'),
      extra: true,
      cell: ({ approvedBy }) => (approvedBy === null ? say('common.none') : <Person actor={approvedBy} />),
      text: ({ approvedBy }) => approvedBy ?? '',
    },
    {
      id: 'budget',
      header: say('run.budget'),
      extra: true,
      numeric: true,
      cell: ({ budget, currency }) => (budget === null ? say('common.none') : formats.money(budget, currency)),
      text: ({ budget }) => budget ?? '',
    },
  ]
}

/** Somebody by name. */
export function Person({ actor }: { readonly actor: string }): ReactNode {
  return useNames([actor])(actor)
}
