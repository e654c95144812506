import type { ReactNode } from 'react'
import styles from './figures.module.css'

interface FiguresColumn<Row> {
  readonly id: string
  /** Where no column has one, there is no head. */
  readonly header?: string
  readonly cell: (row: Row) => ReactNode
  readonly numeric?: boolean
  /** The figure that matters. */
  readonly main?: boolean
}

/** A small table of figures; the first column says what each row counts. */
export function Figures<Row>({
  columns,
  rows,
  keyOf,
}: {
  readonly columns: readonly FiguresColumn<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
}): ReactNode {
  const classOf = ({ numeric, main }: FiguresColumn<Row>): string | undefined =>
    numeric ? `${styles['number']} ${main ? styles['main'] : ''}` : undefined
  return (
    <div className={styles['scroll']}>
      <table className={styles['figures']}>
        {columns.some(({ header }) => header !== undefined) && (
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col" className={column.numeric ? styles['number'] : undefined}>
                  {column.header}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)}>
              {columns.map((column, at) =>
                at === 0 ? (
                  <th key={column.id} scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.id} className={classOf(column)}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
