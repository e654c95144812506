import { CloseButton, SegmentedControl, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { QueryFor } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { OutageBadge, SeverityBadge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page, Sheet } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { Lasting, useNow, When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import styles from './outages.module.css'
import { ReportButton } from './report.tsx'
import { openStatuses, overStatuses } from './status.ts'

const route = getRouteApi('/inside/outages')
type Search = ReturnType<typeof route.useSearch>

/** Every outage, latest start first. The filters are in the address, so that a view can be kept and sent. */
export function OutagesPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const columns = useOutageColumns()
  const query = queryOf(search)
  return (
    <Page title={say('outages.title')} actions={may('reportOutage') && <ReportButton />}>
      <Sheet>
        <ListTable
          name="listOutages"
          given={{ query }}
          caption={say('outages.title')}
          columns={columns}
          keyOf={({ id }) => id}
          filters={
            <>
              <ViewChoice />
              <Filters />
            </>
          }
          filtered={Object.keys(query).length > 0}
          clear={() => void navigate({ search: {} })}
          empty={say('outages.empty')}
        />
      </Sheet>
    </Page>
  )
}

function queryOf({ status, text, planned, area, element, from, to }: Search): QueryFor<'listOutages'> {
  return {
    ...(status === undefined ? {} : { status }),
    ...(text === undefined ? {} : { text }),
    ...(planned === undefined ? {} : { planned: planned === 'true' }),
    ...(area === undefined ? {} : { area }),
    ...(element === undefined ? {} : { element }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
}

function ViewChoice(): ReactNode {
  const say = useSay()
  const { status } = route.useSearch()
  const navigate = route.useNavigate()
  const views = { open: openStatuses, over: overStatuses, all: undefined } as const
  const view = status === undefined ? 'all' : status === openStatuses ? 'open' : status === overStatuses ? 'over' : ''
  return (
    <SegmentedControl
      aria-label={say('outages.view')}
      value={view}
      onChange={chosen => {
        const next = views[chosen as keyof typeof views]
        void navigate({
          search: ({ status: _, ...rest }) => ({ ...rest, ...(next === undefined ? {} : { status: next }) }),
        })
      }}
      data={(['open', 'over', 'all'] as const).map(value => ({ value, label: say(`outages.view.${value}`) }))}
    />
  )
}

function Filters(): ReactNode {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const nameOf = useAreaNames()
  const [text, setText] = useState(search.text ?? '')
  const keepText = useDebouncedCallback((next: string) => {
    void navigate({
      replace: true,
      search: ({ text: _, ...rest }) => ({ ...rest, ...(next === '' ? {} : { text: next }) }),
    })
  }, 250)
  return (
    <>
      <TextInput
        className={styles['search'] ?? ''}
        aria-label={say('outages.search')}
        placeholder={say('outages.search')}
        leftSection={<Icon name="search" size={15} />}
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value)
          keepText(value.trim())
        }}
        type="search"
      />
      <Select
        w={250}
        aria-label={say('outages.planned')}
        value={search.planned ?? 'any'}
        allowDeselect={false}
        onChange={next =>
          void navigate({
            search: ({ planned: _, ...rest }) => ({
              ...rest,
              ...(next === 'any' || next === null ? {} : { planned: next }),
            }),
          })
        }
        data={[
          { value: 'any', label: say('outages.planned.any') },
          { value: 'false', label: say('outages.planned.no') },
          { value: 'true', label: say('outages.planned.yes') },
        ]}
      />
      {search.area !== undefined && (
        <Chip
          label={say('outages.place', { place: nameOf(search.area) })}
          remove={() => void navigate({ search: ({ area: _, ...rest }) => rest })}
        />
      )}
      {search.element !== undefined && (
        <Chip
          label={say('outages.element', { place: search.element })}
          remove={() => void navigate({ search: ({ element: _, ...rest }) => rest })}
        />
      )}
    </>
  )
}

function Chip({ label, remove }: { readonly label: string; readonly remove: () => void }): ReactNode {
  const say = useSay()
  return (
    <span className={styles['chip']}>
      {label}
      <CloseButton size="xs" aria-label={say('outages.removeFilter')} onClick={remove} />
    </span>
  )
}

type Outage = ItemOf<'listOutages'>

function useOutageColumns(): readonly Column<Outage>[] {
  const say = useSay()
  const nameOf = useAreaNames()
  const now = useNow()
  const formats = useFormats()
  const or = (instant: string | null): string => instant ?? ''
  return [
    {
      id: 'title',
      header: say('outages.column.title'),
      cell: ({ number, title, planned }) => (
        <div>
          <TextLink to="/outages/$outage" params={{ outage: number }} className={styles['title'] ?? ''}>
            {title}
          </TextLink>
          <div className={styles['under']}>
            {number}
            {planned && <span className={styles['work']}>{say('planned.yes')}</span>}
          </div>
        </div>
      ),
      text: ({ number, title }) => `${number} ${title}`,
    },
    {
      id: 'status',
      header: say('outages.column.status'),
      cell: outage => <OutageBadge {...outage} />,
      text: ({ status }) => say(`status.${status}`),
    },
    {
      id: 'severity',
      header: say('outages.column.severity'),
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
      text: ({ severity }) => say(`severity.${severity}`),
    },
    {
      id: 'places',
      header: say('outages.column.places'),
      cell: ({ places }) => places.map(nameOf).join(', '),
      text: ({ places }) => places.join(' '),
    },
    {
      id: 'services',
      header: say('outages.column.services'),
      numeric: true,
      cell: ({ services }) => (services === null ? say('common.none') : formats.count(services)),
      text: ({ services }) => (services === null ? '' : String(services)),
    },
    {
      id: 'started',
      header: say('outages.column.started'),
      tight: true,
      cell: ({ startedAt }) => <When at={startedAt} />,
      text: ({ startedAt }) => startedAt,
    },
    {
      id: 'lasted',
      header: say('outages.column.lasted'),
      numeric: true,
      cell: ({ startedAt, restoredAt, status }) =>
        status === 'retracted' || Date.parse(startedAt) > now ? (
          say('common.none')
        ) : (
          <Lasting from={startedAt} to={restoredAt} />
        ),
      text: ({ startedAt, restoredAt }) =>
        restoredAt === null ? '' : formats.span(Date.parse(restoredAt) - Date.parse(startedAt)),
    },
    {
      id: 'etr',
      header: say('outages.column.etr'),
      tight: true,
      cell: ({ etr }) => (etr === null ? say('common.none') : <When at={etr} />),
      text: ({ etr }) => or(etr),
    },
    {
      id: 'restored',
      header: say('outages.column.restored'),
      tight: true,
      extra: true,
      cell: ({ restoredAt }) => (restoredAt === null ? say('common.none') : <When at={restoredAt} />),
      text: ({ restoredAt }) => or(restoredAt),
    },
    {
      id: 'cause',
      header: say('outages.column.cause'),
      extra: true,
      cell: ({ cause }) => say(`cause.${cause}`),
      text: ({ cause }) => say(`cause.${cause}`),
    },
    {
      id: 'extent',
      header: say('outages.column.extent'),
      extra: true,
      cell: ({ extent }) => say(`extent.${extent}`),
      text: ({ extent }) => say(`extent.${extent}`),
    },
  ]
}
