import { Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import styles from './imports.module.css'
import type { Kind } from './new.tsx'
import type { Beginning } from './read-header.ts'

/** Which column of the file is which of ours, each with what stands in its first rows. */
export function Mapping({
  kind,
  beginning,
  mapped,
  change,
}: {
  readonly kind: Kind
  readonly beginning: Beginning
  readonly mapped: readonly (string | null)[]
  readonly change: (mapped: readonly (string | null)[]) => void
}): ReactNode {
  const say = useSay()
  const options = kind.columns.map(({ name, required }) => ({
    value: name,
    label: required ? say('imports.required', { name }) : name,
  }))
  return (
    <Card title={say('imports.step.columns')} aside={<Soft>{say('imports.columnsHint')}</Soft>} flush>
      <table className={styles['map']}>
        <thead>
          <tr>
            <th scope="col">{say('imports.map.inFile')}</th>
            <th scope="col">{say('imports.map.is')}</th>
            <th scope="col">{say('imports.map.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {beginning.header.map((name, at) => (
            <tr key={at}>
              <th scope="row">{name === '' ? say('imports.map.unnamed', { number: at + 1 }) : name}</th>
              <td>
                <Select
                  aria-label={say('imports.map.column', { name })}
                  value={mapped[at] ?? null}
                  placeholder={say('imports.map.leaveOut')}
                  clearable
                  searchable
                  size="xs"
                  onChange={next =>
                    // A column of ours is in the file once: whoever takes it takes it from the other.
                    change(
                      beginning.header.map((_, each) =>
                        each === at ? next : mapped[each] === next ? null : (mapped[each] ?? null),
                      ),
                    )
                  }
                  data={options}
                />
              </td>
              <td className={styles['examples']}>
                {beginning.rows
                  .map(row => row[at] ?? '')
                  .filter(value => value !== '')
                  .slice(0, 3)
                  .map(value => (value.length > 40 ? `${value.slice(0, 40)}…` : value))
                  .join(' · ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  )
}

/** By the name of a column or one of its other names, whatever its capitals, blanks and dashes. */
export function firstGuess(header: readonly string[], kind: Kind): (string | null)[] {
  const taken = new Set<string>()
  return header.map(name => {
    const alike = plain(name)
    const found = kind.columns.find(
      column => !taken.has(column.name) && [column.name, ...column.aliases].some(each => plain(each) === alike),
    )
    if (found) taken.add(found.name)
    return found?.name ?? null
  })
}

/** The header line to be: what is left out gets a name that nothing is called by. */
export function namesOf(mapped: readonly (string | null)[], { header }: Beginning): string[] {
  return header.map((_, at) => mapped[at] ?? `left out ${at + 1}`)
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}
