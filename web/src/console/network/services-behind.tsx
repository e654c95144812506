import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking, type ItemOf } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Fact, Facts } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { useMay } from '../session/me.ts'
import type { Element } from './element.tsx'
import styles from './network.module.css'

type Service = ItemOf<'listServices'>

/** Who would be without service if this element failed. */
export function ServicesBehind({ element: { element, retired } }: { readonly element: Element }): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const asked = may('getCoverage') && !retired
  const { data: coverage, error } = useQuery({
    ...looking('getCoverage', { query: { elements: element } }),
    enabled: asked,
  })
  const columns = useColumns()
  if (!asked) return null
  return (
    <>
      <Card title={say('network.behind')}>
        {error && <Failed reason={error} />}
        {coverage && (
          <>
            <div className={styles['big']}>{formats.count(coverage.services)}</div>
            <Facts>
              {coverage.bySegment.slice(0, 12).map(({ kind, segment, services }) => (
                <Fact
                  key={`${kind} ${segment ?? ''}`}
                  name={`${say(`kind.${kind}`)}${segment === null ? '' : ` · ${segment}`}`}
                >
                  {formats.count(services)}
                </Fact>
              ))}
            </Facts>
          </>
        )}
      </Card>
      <Card title={say('network.services')} flush>
        <ListTable
          name="listServices"
          given={{ query: { below: element } }}
          caption={`${element} ${say('network.services')}`}
          columns={columns}
          keyOf={({ service }) => service}
          empty={say('outage.impact.none')}
          limit={25}
        />
      </Card>
    </>
  )
}

function useColumns(): readonly Column<Service>[] {
  const say = useSay()
  return [
    {
      id: 'service',
      header: say('network.services.service'),
      cell: ({ service }) => service,
      text: ({ service }) => service,
    },
    {
      id: 'customer',
      header: say('network.services.customer'),
      cell: ({ customer }) => (
        <TextLink to="/customers/$customer" params={{ customer }} size="sm">
          {customer}
        </TextLink>
      ),
      text: ({ customer }) => customer,
    },
    {
      id: 'kind',
      header: say('network.services.kind'),
      cell: ({ kind }) => say(`kind.${kind}`),
      text: ({ kind }) => kind,
    },
    {
      id: 'segment',
      header: say('customers.column.segment'),
      cell: ({ segment }) => segment ?? say('common.none'),
      text: ({ segment }) => segment ?? '',
    },
    {
      id: 'element',
      header: say('network.column.element'),
      cell: ({ element }) => element ?? say('common.none'),
      text: ({ element }) => element ?? '',
    },
  ]
}
