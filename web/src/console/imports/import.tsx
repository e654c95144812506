import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { addressOf } from '../../api/ask.ts'
import { looking, refresh, useChange, type ItemOf } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Fact, Facts, Soft, Stacked } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import styles from './imports.module.css'
import { useKindName } from './kinds.ts'
import { ImportBadge, type Import } from './list.tsx'
import { useReason } from './reason.ts'

const route = getRouteApi('/inside/imports/$import')
const eachMilliseconds = 800

/** One import: how far it is, what came of it, and which rows were not taken. */
export function ImportPage(): ReactNode {
  const say = useSay()
  const nameOfKind = useKindName()
  const { import: id } = route.useParams()
  const { data, error, refetch } = useImport(id)
  return (
    <Page
      title={data ? `${nameOfKind(data.kind)} · ${data.fileName}` : say('imports.title')}
      above={
        <TextLink to="/imports" size="xs">
          {say('imports.title')}
        </TextLink>
      }
      beside={data && <ImportBadge {...data} />}
      actions={data && <StopButton of={data} />}
    >
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : !data ? (
        <Placeholder icon="clock" title={say('common.loading')} />
      ) : (
        <Stacked>
          <Outcome of={data} />
          <Rejected of={data} />
        </Stacked>
      )}
    </Page>
  )
}

export const isUnderWay = ({ status }: Pick<Import, 'status'>): boolean =>
  status === 'waiting' || status === 'reading' || status === 'applying'

/** Asked again and again while it is under way; afterwards whatever it may have changed is read anew. */
export function useImport(id: string | null) {
  const client = useQueryClient()
  const answer = useQuery({
    ...looking('getImport', { params: { import: id ?? '' } }),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => (data === undefined || isUnderWay(data) ? eachMilliseconds : false),
  })
  const over = answer.data !== undefined && !isUnderWay(answer.data)
  useEffect(() => {
    if (over) void refresh(client, '/imports')
  }, [client, over])
  return answer
}

export function Outcome({ of }: { readonly of: Import }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  return (
    <Card title={say(of.dryRun ? 'imports.outcomeDry' : 'imports.outcome')}>
      <Stacked>
        {isUnderWay(of) && <Progress of={of} />}
        {of.status === 'stopped' && <Alert color="gray">{say('imports.stopped')}</Alert>}
        <WhyNothing of={of} />
        <dl className={styles['figures']} aria-live="polite">
          {(['rowsRead', 'accepted', 'rejected', 'added', 'changed'] as const).map(name => (
            <div key={name}>
              <dt>{say(`imports.column.${name}`)}</dt>
              <dd>{formats.count(of[name])}</dd>
            </div>
          ))}
        </dl>
        <Facts>
          <Fact name={say('imports.column.when')}>
            <When at={of.createdAt} />
          </Fact>
          {of.endedAt !== null && (
            <Fact name={say('imports.column.ended')}>
              <When at={of.endedAt} />
            </Fact>
          )}
          <Fact name={say('imports.column.size')}>
            {say('imports.bytes', { kilobytes: Math.ceil(of.bytes / 1024) })}
          </Fact>
        </Facts>
      </Stacked>
    </Card>
  )
}

/** While the file is read one knows how much is left; how long the tables take nobody knows before. */
function Progress({ of: { status, shareRead } }: { readonly of: Import }): ReactNode {
  const say = useSay()
  const stage = status === 'reading' && shareRead === 1 ? 'checking' : status
  const percent = status === 'reading' && shareRead > 0 && shareRead < 1 ? Math.floor(shareRead * 100) : null
  return (
    <div>
      <Soft>
        {say(`imports.stage.${stage as 'waiting' | 'reading' | 'checking' | 'applying'}`)}
        {percent !== null && ` ${say('imports.percent', { share: shareRead })}`}
      </Soft>
      {percent === null ? (
        <div className={styles['bar']} role="progressbar" aria-label={say('imports.progress')}>
          <span />
        </div>
      ) : (
        <progress className={styles['progress']} max={100} value={percent} aria-label={say('imports.progress')} />
      )}
    </div>
  )
}

/** Ends it while it is under way; nothing of the file is kept. */
export function StopButton({ of: { id, stopAskedBy, ...of } }: { readonly of: Import }): ReactNode {
  const say = useSay()
  const may = useMay()
  const change = useChange('stopImport')
  const [open, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  if (!may('stopImport') || !isUnderWay(of)) return null
  return (
    <>
      <Button variant="default" color="red" disabled={stopAskedBy !== null} onClick={() => setOpen(true)}>
        {say(stopAskedBy === null ? 'imports.stop' : 'imports.status.stopping')}
      </Button>
      {open && (
        <ActionDialog
          title={say('imports.stop')}
          explain={say('imports.stop.explain')}
          submit={say('imports.stop')}
          danger
          change={change}
          close={close}
          act={() => change.mutate({ params: { import: id } }, { onSuccess: close })}
        />
      )}
    </>
  )
}

/** Why nothing of the file was used. */
function WhyNothing({ of }: { readonly of: Import }): ReactNode {
  const reasonOf = useReason()
  if (of.reason === null) return null
  const { says, remedy } = reasonOf({
    reason: of.reasonCode ?? '',
    value: of.reasonValue,
    says: of.reason,
    remedy: '',
  })
  return (
    <Alert color="red" title={says}>
      {remedy}
    </Alert>
  )
}

type Row = ItemOf<'listRejectedRows'>

export function Rejected({ of }: { readonly of: Import }): ReactNode {
  const say = useSay()
  const may = useMay()
  const columns = useColumns()
  if (isUnderWay(of) || of.rejected === 0 || !may('listRejectedRows')) return null
  return (
    <Card
      title={say('imports.rejected')}
      aside={
        <a href={addressOf('getRejectedRows', { params: { import: of.id } })} download className="unprinted">
          {say('imports.rejected.download')}
        </a>
      }
      flush
    >
      <ListTable
        name="listRejectedRows"
        given={{ params: { import: of.id } }}
        caption={say('imports.rejected')}
        columns={columns}
        keyOf={({ row, field, reason }) => `${row} ${field} ${reason}`}
      />
    </Card>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useSay()
  const reasonOf = useReason()
  const formats = useFormats()
  return [
    {
      id: 'row',
      header: say('imports.rejected.row'),
      cell: ({ row }) => formats.count(row),
      text: ({ row }) => String(row),
    },
    { id: 'field', header: say('imports.rejected.field'), cell: ({ field }) => field, text: ({ field }) => field },
    {
      id: 'says',
      header: say('imports.rejected.says'),
      cell: row => reasonOf(row).says,
      text: row => reasonOf(row).says,
    },
    {
      id: 'value',
      header: say('imports.rejected.value'),
      cell: ({ value }) => value ?? say('common.none'),
      text: ({ value }) => value ?? '',
    },
    {
      id: 'remedy',
      header: say('imports.rejected.remedy'),
      cell: row => reasonOf(row).remedy,
      text: row => reasonOf(row).remedy,
    },
  ]
}
