import type { ReactNode } from 'react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { paging, type ItemOf } from '../../api/queries.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { useNames } from '../../ui/people.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import { useMay } from '../session/me.ts'
import { useKindName } from './kinds.ts'

export type Import = ItemOf<'listImports'>

/** Every file that was sent, the newest first. */
export function ImportsPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  return (
    <Page
      title={say('imports.title')}
      actions={
        may('startImport') && (
          <ButtonLink to="/imports/new" leftSection={<Icon name="plus" size={16} />}>
            {say('imports.new')}
          </ButtonLink>
        )
      }
    >
      <Card title={say('imports.title')} flush>
        <ListTable
          name="listImports"
          given={{}}
          caption={say('imports.title')}
          columns={useColumns()}
          keyOf={({ id }) => id}
          empty={say('imports.empty')}
        />
      </Card>
    </Page>
  )
}

const tones: Readonly<Record<Import['status'], Tone>> = {
  waiting: 'plan',
  reading: 'plan',
  applying: 'plan',
  done: 'good',
  refused: 'bad',
  failed: 'bad',
  stopped: 'quiet',
}

export function ImportBadge({
  status,
  dryRun,
  stopAskedBy,
}: Pick<Import, 'status' | 'dryRun' | 'stopAskedBy'>): ReactNode {
  const say = useSay()
  return (
    <>
      <Badge tone={tones[status]} mark={tones[status] === 'plan' ? 'hollow' : 'full'}>
        {say(status !== 'stopped' && stopAskedBy !== null ? 'imports.status.stopping' : `imports.status.${status}`)}
      </Badge>
      {dryRun && (
        <Badge tone="quiet" mark="square">
          {say('imports.dryRun')}
        </Badge>
      )}
    </>
  )
}

function useColumns(): readonly Column<Import>[] {
  const say = useSay()
  const formats = useFormats()
  const nameOfKind = useKindName()
  const { data: loaded } = useInfiniteQuery(paging('listImports', {}))
  const nameOf = useNames(loaded?.pages.flatMap(page => page.items.map(({ actor }) => actor)) ?? [])
  const figure = (id: 'rowsRead' | 'added' | 'changed' | 'rejected'): Column<Import> => ({
    id,
    header: say(`imports.column.${id}`),
    numeric: true,
    cell: row => formats.count(row[id]),
    text: row => String(row[id]),
  })
  return [
    {
      id: 'file',
      header: say('imports.column.file'),
      cell: ({ id, kind, fileName }) => (
        <div>
          <TextLink to="/imports/$import" params={{ import: id }} fw={600} size="sm">
            {nameOfKind(kind)}
          </TextLink>{' '}
          <Soft>{fileName}</Soft>
        </div>
      ),
      text: ({ kind, fileName }) => `${kind} ${fileName}`,
    },
    {
      id: 'status',
      header: say('imports.column.status'),
      cell: row => <ImportBadge {...row} />,
      text: ({ status }) => say(`imports.status.${status}`),
    },
    figure('rowsRead'),
    figure('added'),
    figure('changed'),
    figure('rejected'),
    {
      id: 'who',
      header: say('imports.column.who'),
      cell: ({ actor }) => nameOf(actor),
      text: ({ actor }) => nameOf(actor),
    },
    {
      id: 'when',
      header: say('imports.column.when'),
      tight: true,
      cell: ({ createdAt }) => <When at={createdAt} />,
      text: ({ createdAt }) => createdAt,
    },
  ]
}
