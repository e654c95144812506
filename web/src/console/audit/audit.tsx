import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { addressOf } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { instantOfWall, useFormats, wallOfInstant } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { isMessage, useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Fact, Facts, Soft, Stacked } from '../../ui/parts.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import styles from './audit.module.css'
import { Subject } from './subject.tsx'
import { Verification } from './verification.tsx'

const route = getRouteApi('/inside/audit')
type Row = ItemOf<'listAudit'>

/** Who did what: every line, chained to the one before. */
export function AuditPage(): ReactNode {
  const say = useSay()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [opened, setOpened] = useState<Row | null>(null)
  return (
    <Page
      title={say('audit.title')}
      actions={
        <Button
          component="a"
          href={addressOf('exportAudit', {})}
          download
          variant="default"
          leftSection={<Icon name="download" size={16} />}
        >
          {say('audit.export')}
        </Button>
      }
    >
      <Stacked>
        <Verification />
        <Card title={say('audit.title')} flush>
          <ListTable
            name="listAudit"
            given={{ query: search }}
            caption={say('audit.title')}
            columns={useColumns(setOpened)}
            keyOf={({ number }) => String(number)}
            filtered={Object.keys(search).length > 0}
            clear={() => void navigate({ search: {} })}
            filters={<Filters key={JSON.stringify(search) === '{}' ? 'none' : 'some'} />}
          />
        </Card>
      </Stacked>
      {opened && <RowModal row={opened} close={() => setOpened(null)} />}
    </Page>
  )
}

function Filters(): ReactNode {
  const say = useSay()
  const { zone } = useFormats()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const put = useDebouncedCallback((name: 'action' | 'subject' | 'actor' | 'since' | 'until', value: string) => {
    void navigate({
      replace: true,
      search: ({ [name]: _, ...rest }) => ({ ...rest, ...(value === '' ? {} : { [name]: value }) }),
    })
  }, 300)
  return (
    <>
      {(['action', 'subject', 'actor'] as const).map(name => (
        <TextInput
          key={name}
          label={say(`audit.column.${name}`)}
          placeholder={say(`audit.filter.${name}`)}
          defaultValue={search[name] ?? ''}
          onChange={({ currentTarget }) => put(name, currentTarget.value.trim())}
        />
      ))}
      {(['since', 'until'] as const).map(name => (
        <TextInput
          key={name}
          type="datetime-local"
          label={say(`audit.filter.${name}`)}
          defaultValue={search[name] === undefined ? '' : wallOfInstant(search[name], zone)}
          onChange={({ currentTarget: { value } }) => put(name, value === '' ? '' : instantOfWall(value, zone))}
        />
      ))}
    </>
  )
}

export function useActionName(): (action: string) => string {
  const intl = useIntl()
  return action => {
    const id = `action.${action}`
    return isMessage(id, intl.messages) ? intl.formatMessage({ id }) : action
  }
}

function useColumns(open: (row: Row) => void): readonly Column<Row>[] {
  const say = useSay()
  const nameOf = useActionName()
  const actorOf = ({ actor, actorName }: Row): string =>
    actorName ?? (actor.startsWith('system:') ? say('common.system') : actor)
  return [
    {
      id: 'action',
      header: say('audit.column.action'),
      cell: row => (
        <Button variant="subtle" size="compact-sm" ml={-8} onClick={() => open(row)}>
          {nameOf(row.action)}
        </Button>
      ),
      text: ({ action }) => action,
    },
    { id: 'actor', header: say('audit.column.actor'), cell: row => actorOf(row), text: row => row.actor },
    {
      id: 'subject',
      header: say('audit.column.subject'),
      cell: row => <Subject row={row} />,
      text: ({ subject }) => subject,
    },
    {
      id: 'at',
      header: say('audit.column.at'),
      tight: true,
      cell: ({ at }) => <When at={at} />,
      text: ({ at }) => at,
    },
    {
      id: 'number',
      header: say('audit.column.number'),
      numeric: true,
      cell: ({ number }) => number,
      text: ({ number }) => String(number),
    },
    {
      id: 'code',
      header: say('audit.column.code'),
      extra: true,
      cell: ({ action }) => action,
      text: ({ action }) => action,
    },
    {
      id: 'detail',
      header: say('audit.column.detail'),
      extra: true,
      cell: ({ detail }) => JSON.stringify(detail),
      text: ({ detail }) => JSON.stringify(detail),
    },
  ]
}

function RowModal({ row, close }: { readonly row: Row; readonly close: () => void }): ReactNode {
  const say = useSay()
  const nameOf = useActionName()
  const formats = useFormats()
  const navigate = route.useNavigate()
  const only = (search: { subject: string } | { actor: string }) => (): void => {
    close()
    void navigate({ search })
  }
  return (
    <Dialog
      onClose={close}
      size="lg"
      title={<strong>{nameOf(row.action)}</strong>}
      closeButtonProps={{ 'aria-label': say('common.close') }}
    >
      <Stacked>
        <Facts>
          <Fact name={say('audit.column.number')}>{row.number}</Fact>
          <Fact name={say('audit.column.at')}>{formats.exact(row.at)}</Fact>
          <Fact name={say('audit.column.actor')}>
            {row.actorName !== null && <div>{row.actorName}</div>}
            <Soft>{row.actor}</Soft>
            <div>
              <Button variant="subtle" size="compact-xs" ml={-8} onClick={only({ actor: row.actor })}>
                {say('audit.same')}
              </Button>
            </div>
          </Fact>
          <Fact name={say('audit.column.subject')}>
            <div>
              <Subject row={row} />
            </div>
            <Soft>{row.subject}</Soft>
            <div>
              <Button variant="subtle" size="compact-xs" ml={-8} onClick={only({ subject: row.subject })}>
                {say('audit.same')}
              </Button>
            </div>
          </Fact>
        </Facts>
        <pre className={styles['json']} tabIndex={0} aria-label={say('audit.column.detail')}>
          {JSON.stringify(row.detail, null, 2)}
        </pre>
        <div>
          <Soft>{say('audit.digest')}</Soft>
          <div className={styles['head']}>{row.digest}</div>
        </div>
      </Stacked>
    </Dialog>
  )
}
