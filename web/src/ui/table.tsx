import { ActionIcon, Button, Checkbox, Menu, Tooltip } from '@mantine/core'
import { useLocalStorage } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import type { ArgumentsOf } from '../api/ask.ts'
import { paging, type ItemOf, type ListName } from '../api/queries.ts'
import { exportList, save } from './csv.ts'
import { Icon } from './icons.tsx'
import { useSay } from './language.tsx'
import { Failed, Placeholder, ProblemAlert } from './problem.tsx'
import styles from './table.module.css'

export interface Column<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  /** The same as text, for files. */
  readonly text: (row: Row) => string
  readonly numeric?: boolean
  /** Never broken into lines. */
  readonly tight?: boolean
  /** Shown only to whoever asks for it. */
  readonly extra?: boolean
}

interface Properties<Name extends ListName> {
  readonly name: Name
  readonly given: ArgumentsOf<Name>
  readonly caption: string
  readonly columns: readonly Column<ItemOf<Name>>[]
  readonly keyOf: (row: ItemOf<Name>) => string
  readonly filters?: ReactNode
  /** Whether anything is left out; then an empty list says so, and offers to leave out nothing. */
  readonly filtered?: boolean
  readonly clear?: () => void
  readonly empty?: string
  readonly limit?: number
}

/** Any list of the API: filters above, page by page below, every column to choose, all of it to take home. */
export function ListTable<Name extends ListName>(properties: Properties<Name>): ReactNode {
  const { name, given, caption, columns, keyOf, filters, filtered = false, clear, empty, limit = 50 } = properties
  const say = useSay()
  const list = useInfiniteQuery(paging(name, given, limit))
  const { shown, hidden, setHidden } = useColumns(name, columns)
  const rows = list.data?.pages.flatMap(page => page.items) ?? []
  const busy = list.isPending || (list.isFetching && !list.isFetchingNextPage && list.isPlaceholderData)
  return (
    <div>
      <div className={`${styles['bar']} unprinted`}>
        <div className={styles['filters']}>{filters}</div>
        <div className={styles['tools']}>
          <Export name={name} given={given} caption={caption} columns={shown} disabled={rows.length === 0} />
          <ColumnChoice columns={columns} hidden={hidden} choose={setHidden} />
        </div>
      </div>
      {list.isError && rows.length === 0 ? (
        <Failed reason={list.error} retry={() => void list.refetch()} />
      ) : rows.length === 0 && !busy ? (
        <Placeholder icon="search" title={filtered ? say('table.emptyFiltered') : (empty ?? say('table.empty'))}>
          {filtered && clear && (
            <Button variant="default" size="xs" onClick={clear}>
              {say('table.clearFilters')}
            </Button>
          )}
        </Placeholder>
      ) : (
        <div className={styles['scroll']}>
          <table className={styles['table']} aria-busy={busy} onKeyDown={walkRows}>
            <caption className="unseen">{caption}</caption>
            <thead>
              <tr>
                {shown.map(column => (
                  <th key={column.id} scope="col" className={column.numeric ? styles['numeric'] : undefined}>
                    {column.header}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {busy && rows.length === 0
                ? Array.from({ length: 6 }, (_, row) => (
                    <tr key={row} aria-hidden="true">
                      {shown.map(({ id }) => (
                        <td key={id}>
                          <div className={styles['skeleton']} />
                        </td>
                      ))}
                    </tr>
                  ))
                : rows.map(row => (
                    <tr key={keyOf(row)}>
                      {shown.map(column => (
                        <td key={column.id} data-label={column.header} className={classOf(column)}>
                          {column.cell(row)}
                        </td>
                      ))}
                    </tr>
                  ))}
            </tbody>
          </table>
        </div>
      )}
      <div className={styles['foot']} role="status">
        <span>
          {busy
            ? say('table.loading')
            : say(list.hasNextPage ? 'table.shown' : 'table.allShown', { rows: rows.length })}
        </span>
        {list.isError && rows.length > 0 && <ProblemAlert reason={list.error} />}
        {list.hasNextPage && (
          <Button
            className="unprinted"
            variant="default"
            size="xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {say('table.more')}
          </Button>
        )}
      </div>
    </div>
  )
}

function classOf<Row>({ numeric, tight }: Column<Row>): string | undefined {
  return numeric ? styles['numeric'] : tight ? styles['tight'] : undefined
}

/** Up and down go from row to row; what is in them is reached as everywhere. */
function walkRows(event: KeyboardEvent<HTMLTableElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const row = (event.target as HTMLElement).closest('tr')
  const next = event.key === 'ArrowDown' ? row?.nextElementSibling : row?.previousElementSibling
  const link = next?.querySelector<HTMLElement>('a, button')
  if (!link) return
  event.preventDefault()
  link.focus()
}

function useColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const [hidden, setHidden] = useLocalStorage<readonly string[]>({
    key: `pulih.columns.${name}`,
    defaultValue: columns.filter(({ extra }) => extra).map(({ id }) => id),
    getInitialValueInEffect: false,
  })
  return { hidden, setHidden, shown: columns.filter(({ id }, index) => index === 0 || !hidden.includes(id)) }
}

function ColumnChoice<Row>({
  columns,
  hidden,
  choose,
}: {
  readonly columns: readonly Column<Row>[]
  readonly hidden: readonly string[]
  readonly choose: (hidden: readonly string[]) => void
}): ReactNode {
  const say = useSay()
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Tooltip label={say('table.columns')}>
          <ActionIcon variant="default" size={30} aria-label={say('table.columns')}>
            <Icon name="columns" size={16} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map(({ id, header }) => {
          const visible = !hidden.includes(id)
          return (
            <Menu.Item
              key={id}
              role="menuitemcheckbox"
              aria-checked={visible}
              onClick={() => choose(visible ? [...hidden, id] : hidden.filter(each => each !== id))}
              leftSection={<Checkbox checked={visible} readOnly tabIndex={-1} aria-hidden="true" size="xs" />}
            >
              {header}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}

function Export<Name extends ListName>({
  name,
  given,
  caption,
  columns,
  disabled,
}: Pick<Properties<Name>, 'name' | 'given' | 'caption' | 'columns'> & { readonly disabled: boolean }): ReactNode {
  const say = useSay()
  const [rows, setRows] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const stop = useRef<AbortController | null>(null)
  const begin = async (): Promise<void> => {
    const controller = new AbortController()
    stop.current = controller
    setFailure(null)
    setRows(0)
    try {
      const file = await exportList(name, given, columns, { signal: controller.signal, progress: setRows })
      save(file, `${caption.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.csv`)
    } catch (reason) {
      if (!controller.signal.aborted) setFailure(reason)
    } finally {
      setRows(null)
    }
  }
  if (failure !== null) return <ProblemAlert reason={failure} retry={() => void begin()} />
  if (rows !== null)
    return (
      <>
        <span className="number" role="status">
          {say('table.exporting', { rows })}
        </span>
        <Button variant="default" size="xs" onClick={() => stop.current?.abort()}>
          {say('table.stop')}
        </Button>
      </>
    )
  return (
    <Tooltip label={say('table.export')}>
      <ActionIcon
        variant="default"
        size={30}
        aria-label={say('table.export')}
        onClick={() => void begin()}
        disabled={disabled}
      >
        <Icon name="download" size={16} />
      </ActionIcon>
    </Tooltip>
  )
}
