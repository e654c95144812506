import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useSay } from './language.tsx'
import styles from './parts.module.css'
import table from './table.module.css'

/** The wide part of a page and the narrow one beside it; one below the other where there is no room. */
export function Columns({ wide, narrow }: { readonly wide: ReactNode; readonly narrow: ReactNode }): ReactNode {
  return (
    <div className={styles['columns']}>
      <Stacked>{wide}</Stacked>
      <Stacked>{narrow}</Stacked>
    </div>
  )
}

export function Stacked({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['stack']}>{children}</div>
}

export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles['facts']}>{children}</dl>
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export function Lines({ children }: { readonly children: ReactNode }): ReactNode {
  return <ul className={styles['lines']}>{children}</ul>
}

/** One thing in a list of few: what it is, more of it in small, and what can be done with it. */
export function Line({
  under,
  end,
  children,
}: {
  readonly under?: ReactNode
  readonly end?: ReactNode
  readonly children: ReactNode
}): ReactNode {
  return (
    <li className={styles['line']}>
      <div className={styles['main']}>
        <div>{children}</div>
        {under !== undefined && <div className={styles['soft']}>{under}</div>}
      </div>
      {end !== undefined && <div className={styles['end']}>{end}</div>}
    </li>
  )
}

export function Soft({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles['soft']}>{children}</span>
}

export function None({ children }: { readonly children: ReactNode }): ReactNode {
  return <p className={styles['empty']}>{children}</p>
}

/** What is shown once and never again. */
export function Secret({ value }: { readonly value: string }): ReactNode {
  const say = useSay()
  const clipboard = useClipboard()
  return (
    <div>
      <code className={styles['secret']}>{value}</code>
      <Button variant="default" size="xs" mt={6} onClick={() => clipboard.copy(value)}>
        {say(clipboard.copied ? 'common.copied' : 'common.copy')}
      </Button>
    </div>
  )
}

interface PlainColumn<Row> {
  readonly id: string
  readonly header: string
  readonly cell: (row: Row) => ReactNode
  readonly numeric?: boolean
  readonly tight?: boolean
}

/** A table of rows that are all here already. */
export function Rows<Row>({
  caption,
  columns,
  rows,
  keyOf,
}: {
  readonly caption: string
  readonly columns: readonly PlainColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}): ReactNode {
  return (
    <div className={table['scroll']}>
      <table className={table['table']}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, header, numeric }) => (
              <th key={id} scope="col" className={numeric ? table['numeric'] : undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)}>
              {columns.map(({ id, header, cell, numeric, tight }) => (
                <td
                  key={id}
                  data-label={header}
                  className={numeric ? table['numeric'] : tight ? table['tight'] : undefined}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
