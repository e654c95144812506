import { Checkbox, CloseButton, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { QueryFor } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { Lasting, When } from '../../ui/times.tsx'
import { OutageLink } from './about.tsx'
import { Person } from './list.tsx'
import styles from './runs.module.css'
import type { Run } from './status.tsx'
import { useSchemeTitles } from './titles.ts'
import { useOutcomeText, useReasonText, useStepText } from './words.ts'

const route = getRouteApi('/inside/runs/$run')
type Search = ReturnType<typeof route.useSearch>

/** Leaves the part, and nothing that was filtered by. */
type FilterName = keyof Search & string

function useFilters() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  return {
    search,
    clear: () => void navigate({ replace: true, search: ({ part }) => (part === undefined ? {} : { part }) }),
    set: (name: FilterName, value: string | null) =>
      void navigate({
        replace: true,
        search: before => {
          const after: Record<string, string> = { ...before }
          delete after[name]
          return value === null || value === '' ? after : { ...after, [name]: value }
        },
      }),
  }
}

function ServiceSearch(): ReactNode {
  const say = useSay()
  const { search, set } = useFilters()
  const [text, setText] = useState(search.service ?? '')
  const keep = useDebouncedCallback((next: string) => set('service', next), 300)
  return (
    <TextInput
      className={styles['search'] ?? ''}
      type="search"
      aria-label={say('run.findService')}
      placeholder={say('run.findService')}
      leftSection={<Icon name="search" size={15} />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        keep(value.trim())
      }}
    />
  )
}

function Chip({ name, children }: { readonly name: FilterName; readonly children: string }): ReactNode {
  const say = useSay()
  const { set } = useFilters()
  return (
    <span className={styles['chip']}>
      {children}
      <CloseButton size="xs" aria-label={say('outages.removeFilter')} onClick={() => set(name, null)} />
    </span>
  )
}

/** What was picked by a figure of the summary, each to be taken back. */
function Chips(): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useAreaNames()
  const titleOf = useSchemeTitles()
  const outcomeText = useOutcomeText()
  const {
    search: { scheme, area, segment, outcome, reason, exposure, fee, part },
  } = useFilters()
  return (
    <div className={styles['chips']}>
      {scheme !== undefined && <Chip name="scheme">{titleOf(scheme)}</Chip>}
      {area !== undefined && (
        <Chip name="area">{say('run.chip.area', { area: area === '-' ? say('run.area.none') : nameOf(area) })}</Chip>
      )}
      {segment !== undefined && (
        <Chip name="segment">
          {say('run.chip.segment', { segment: segment === '-' ? say('run.segment.none') : segment })}
        </Chip>
      )}
      {part === 'services' && outcome !== undefined && <Chip name="outcome">{outcomeText(outcome, '')}</Chip>}
      {part === 'services' && reason !== undefined && <Chip name="reason">{outcomeText('', reason)}</Chip>}
      {exposure !== undefined && <Chip name="exposure">{say('run.chip.exposure', { exposure })}</Chip>}
      {fee !== undefined && <Chip name="fee">{say('run.chip.fee', { fee: formats.count(Number(fee)) })}</Chip>}
    </div>
  )
}

/** What each service gets, scheme by scheme. */
export function CreditsPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  const { search, set, clear } = useFilters()
  const { service, scheme, area, segment, onlyDue } = search
  const query: QueryFor<'listCredits'> = {
    ...(service === undefined ? {} : { service }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(area === undefined ? {} : { area }),
    ...(segment === undefined ? {} : { segment }),
    ...(onlyDue === 'true' ? { onlyDue: true } : {}),
  }
  const money = (
    id: 'minimum' | 'recommended' | 'maximum' | 'net' | 'due',
    header: string,
    extra = false,
  ): Column<ItemOf<'listCredits'>> => ({
    id,
    header,
    numeric: true,
    extra,
    cell: row =>
      id === 'due' ? <strong>{formats.money(row[id], row.unit)}</strong> : formats.money(row[id], row.unit),
    text: row => row[id],
  })
  return (
    <Card title={say('run.part.credits')} flush>
      <ListTable
        name="listCredits"
        given={{ params: { run: run.id }, query }}
        caption={`${say('run.title', { number: run.number })} ${say('run.part.credits')}`}
        keyOf={row => `${row.service} ${row.periodFrom} ${row.scheme} ${row.unit}`}
        filtered={Object.keys(query).length > 0}
        clear={clear}
        columns={[
          serviceColumn(say('run.service'), run),
          {
            id: 'period',
            header: say('run.period'),
            tight: true,
            cell: ({ periodFrom }) => formats.day(periodFrom),
            text: ({ periodFrom }) => periodFrom,
          },
          { id: 'scheme', header: say('run.scheme'), cell: row => titleOf(row.scheme), text: row => row.scheme },
          { id: 'unit', header: say('run.unit'), extra: true, cell: ({ unit }) => unit, text: ({ unit }) => unit },
          money('minimum', say('run.figure.minimum')),
          money('recommended', say('run.figure.recommended')),
          money('maximum', say('run.figure.maximum')),
          money('net', say('run.before')),
          money('due', say('run.due')),
        ]}
        filters={
          <>
            <ServiceSearch />
            <Checkbox
              my="auto"
              label={say('run.onlyDue')}
              checked={onlyDue === 'true'}
              onChange={({ currentTarget }) => set('onlyDue', currentTarget.checked ? 'true' : null)}
            />
            <Chips />
          </>
        }
      />
    </Card>
  )
}

function serviceColumn<Row extends { readonly service: string; readonly periodFrom: string | null }>(
  header: string,
  run: Run,
): Column<Row> {
  return {
    id: 'service',
    header,
    cell: ({ service, periodFrom }) => (
      <TextLink
        to="/runs/$run/services/$service"
        params={{ run: run.id, service }}
        search={periodFrom === null ? {} : { period: periodFrom }}
        size="sm"
      >
        {service}
      </TextLink>
    ),
    text: ({ service }) => service,
  }
}

/** Everybody who was assessed, whether they get anything or not. */
export function ServicesPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const nameOf = useAreaNames()
  const { search, clear } = useFilters()
  const { service, scheme, outcome, reason, area, segment, exposure, fee } = search
  const query: QueryFor<'listRunServices'> = {
    ...(service === undefined ? {} : { service }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(reason === undefined ? {} : { reason }),
    ...(area === undefined ? {} : { area }),
    ...(segment === undefined ? {} : { segment }),
    ...(exposure === undefined ? {} : { exposure: Number(exposure) }),
    ...(fee === undefined ? {} : { monthlyFee: fee }),
  }
  return (
    <Card title={say('run.part.services')} flush>
      <ListTable
        name="listRunServices"
        given={{ params: { run: run.id }, query }}
        caption={`${say('run.title', { number: run.number })} ${say('run.part.services')}`}
        keyOf={row => `${row.service} ${row.periodFrom}`}
        filtered={Object.keys(query).length > 0}
        clear={clear}
        filters={
          <>
            <ServiceSearch />
            <Chips />
          </>
        }
        columns={[
          serviceColumn(say('run.service'), run),
          {
            id: 'period',
            header: say('run.period'),
            tight: true,
            cell: row => formats.day(row.periodFrom),
            text: row => row.periodFrom,
          },
          {
            id: 'area',
            header: say('run.area'),
            cell: row => (row.area === null ? say('common.none') : nameOf(row.area)),
            text: row => row.area ?? '',
          },
          {
            id: 'segment',
            header: say('run.segment'),
            cell: row => row.segment ?? say('common.none'),
            text: row => row.segment ?? '',
          },
          {
            id: 'down',
            header: say('run.down'),
            numeric: true,
            cell: row => (row.seconds === null ? say('common.none') : formats.span(row.seconds * 1000)),
            text: row => (row.seconds === null ? '' : String(row.seconds)),
          },
          {
            id: 'interruptions',
            header: say('run.part.interruptions'),
            numeric: true,
            cell: row => formats.count(row.interruptions),
            text: row => String(row.interruptions),
          },
          {
            id: 'fee',
            header: say('run.fee'),
            numeric: true,
            cell: row => formats.money(row.monthlyFee, run.currency),
            text: row => row.monthlyFee,
          },
          {
            id: 'exposure',
            header: say('run.exposure'),
            numeric: true,
            extra: true,
            cell: row => String(row.exposure),
            text: row => String(row.exposure),
          },
        ]}
      />
    </Card>
  )
}

/** Who was hit and gets nothing, for one reason at a time. */
export function UnpaidPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const reasonText = useReasonText()
  const { search, set } = useFilters()
  const offered = run.summary?.notPaid ?? []
  const reason = search.reason ?? offered[0]?.reason
  if (reason === undefined)
    return (
      <Card title={say('run.notPaid')} flush>
        <p className={styles['good']}>
          <Icon name="check" size={16} />
          {say('run.notPaid.none')}
        </p>
      </Card>
    )
  return (
    <Card title={say('run.notPaid')} flush>
      <ListTable
        name="listRunUnpaid"
        given={{ params: { run: run.id }, query: { reason } }}
        caption={`${say('run.title', { number: run.number })} ${reasonText(reason)}`}
        keyOf={row => `${row.service} ${row.outage ?? row.periodFrom ?? ''}`}
        filters={
          <Select
            className={styles['search'] ?? ''}
            aria-label={say('run.why')}
            allowDeselect={false}
            value={reason}
            onChange={next => set('reason', next)}
            data={offered.map(each => ({
              value: each.reason,
              label: `${reasonText(each.reason)} (${formats.count(each.services)})`,
            }))}
          />
        }
        columns={[
          { id: 'service', header: say('run.service'), cell: row => row.service, text: row => row.service },
          {
            id: 'why',
            header: say('run.why'),
            cell: row => reasonText(row.reason),
            text: row => reasonText(row.reason),
          },
          {
            id: 'outage',
            header: say('run.outage'),
            cell: row => (row.outage === null ? say('common.none') : <OutageLink outage={row.outage} />),
            text: row => row.outage ?? '',
          },
          {
            id: 'period',
            header: say('run.period'),
            tight: true,
            cell: row => (row.periodFrom === null ? say('common.none') : formats.day(row.periodFrom)),
            text: row => row.periodFrom ?? '',
          },
        ]}
      />
    </Card>
  )
}

const changes = ['added', 'removed', 'changed'] as const

/** What is owed otherwise than the run before about the same said. */
export function ChangesPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  const { search, set, clear } = useFilters()
  const change = changes.find(each => each === search.change)
  const money = (amount: string | null, unit: string) =>
    amount === null ? say('common.none') : formats.money(amount, unit)
  return (
    <Card title={say('run.part.changes')} flush>
      <ListTable
        name="listRunChanges"
        given={{ params: { run: run.id }, query: change === undefined ? {} : { change } }}
        caption={`${say('run.title', { number: run.number })} ${say('run.part.changes')}`}
        keyOf={row => `${row.service} ${row.periodFrom} ${row.scheme} ${row.unit}`}
        filtered={change !== undefined}
        clear={clear}
        filters={
          <Select
            aria-label={say('run.part.changes')}
            placeholder={say('run.everything')}
            clearable
            value={change ?? null}
            onChange={next => set('change', next)}
            data={changes.map(value => ({ value, label: say(`run.change.${value}`) }))}
          />
        }
        columns={[
          serviceColumn(say('run.service'), run),
          {
            id: 'period',
            header: say('run.period'),
            tight: true,
            cell: row => formats.day(row.periodFrom),
            text: row => row.periodFrom,
          },
          { id: 'scheme', header: say('run.scheme'), cell: row => titleOf(row.scheme), text: row => row.scheme },
          {
            id: 'before',
            header: say('run.wasOwed'),
            numeric: true,
            cell: row => money(row.before, row.unit),
            text: row => row.before ?? '',
          },
          {
            id: 'now',
            header: say('run.isOwed'),
            numeric: true,
            cell: row => <strong>{money(row.now, row.unit)}</strong>,
            text: row => row.now ?? '',
          },
        ]}
      />
    </Card>
  )
}

/** What was counted as not working, and the cause on which the rules decided. */
export function InterruptionsPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  return (
    <Card title={say('run.part.interruptions')} flush>
      <ListTable
        name="listRunInterruptions"
        given={{ params: { run: run.id } }}
        caption={`${say('run.title', { number: run.number })} ${say('run.part.interruptions')}`}
        keyOf={row => String(row.number)}
        columns={[
          {
            id: 'outage',
            header: say('run.outage'),
            cell: row => <OutageLink outage={row.outage} />,
            text: row => row.outage,
          },
          {
            id: 'from',
            header: say('run.from'),
            tight: true,
            cell: row => <When at={row.from} />,
            text: row => row.from,
          },
          { id: 'to', header: say('run.to'), tight: true, cell: row => <When at={row.to} />, text: row => row.to },
          {
            id: 'lasted',
            header: say('run.lasted'),
            numeric: true,
            cell: row => <Lasting from={row.from} to={row.to} />,
            text: row => String((Date.parse(row.to) - Date.parse(row.from)) / 1000),
          },
          {
            id: 'cause',
            header: say('run.cause'),
            cell: row => (
              <>
                {say(`cause.${row.cause}`)} {row.exclusion !== null && <Badge tone="warn">{say('run.reliedOn')}</Badge>}
                {row.planned && <Badge tone="plan">{say('planned.yes')}</Badge>}
              </>
            ),
            text: row => say(`cause.${row.cause}`),
          },
          {
            id: 'technical',
            header: say('run.technicalCause'),
            extra: true,
            cell: row => say(`cause.${row.technicalCause}`),
            text: row => say(`cause.${row.technicalCause}`),
          },
        ]}
      />
    </Card>
  )
}

/** Who did what with the run. */
export function StepsPart({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const stepText = useStepText()
  const nameOf = useNames([])
  return (
    <Card title={say('run.part.steps')} flush>
      <ListTable
        name="listRunSteps"
        given={{ params: { run: run.id } }}
        caption={`${say('run.title', { number: run.number })} ${say('run.part.steps')}`}
        keyOf={row => `${row.at} ${row.kind}`}
        columns={[
          { id: 'kind', header: say('run.what'), cell: row => stepText(row.kind), text: row => stepText(row.kind) },
          {
            id: 'by',
            header: say('runs.column.by'),
            cell: row => <Person actor={row.by} />,
            text: row => nameOf(row.by),
          },
          { id: 'at', header: say('run.when'), tight: true, cell: row => <When at={row.at} />, text: row => row.at },
          {
            id: 'note',
            header: say('common.note'),
            cell: row => row.note ?? say('common.none'),
            text: row => row.note ?? '',
          },
        ]}
      />
    </Card>
  )
}
