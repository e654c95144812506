import { Select } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { QueryFor } from '../../api/ask.ts'
import type { ItemOf } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Badge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import type { Outage } from './outage.tsx'

type Evidence = ItemOf<'listAffected'>['evidence']
const evidences = [
  'session',
  'topology',
  'redundant',
  'list',
  'area',
  'contradicted',
] as const satisfies readonly Evidence[]

/** The services that it hit, each with how that is known and from when to when. */
export function ServicesPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const [evidence, setEvidence] = useState<Evidence | null>(null)
  const [money, setMoney] = useState<boolean | null>(null)
  const columns = useServiceColumns()
  const query: QueryFor<'listAffected'> = {
    ...(evidence === null ? {} : { evidence }),
    ...(money === null ? {} : { money }),
  }
  return (
    <Card title={say('outage.part.services')} flush>
      <ListTable
        name="listAffected"
        given={{ params: { outage: outage.number }, query }}
        caption={`${outage.number} ${say('outage.part.services')}`}
        columns={columns}
        keyOf={({ service }) => service}
        filtered={evidence !== null || money !== null}
        clear={() => {
          setEvidence(null)
          setMoney(null)
        }}
        empty={say('outage.services.none')}
        filters={
          <>
            <Select
              aria-label={say('outage.services.evidence')}
              placeholder={say('outage.services.anyEvidence')}
              value={evidence}
              clearable
              onChange={next => setEvidence(evidences.find(each => each === next) ?? null)}
              data={evidences.map(value => ({ value, label: say(`evidence.${value}`) }))}
            />
            <Select
              aria-label={say('outage.services.money')}
              placeholder={say('outage.services.anyMoney')}
              value={money === null ? null : String(money)}
              clearable
              onChange={next => setMoney(next === null ? null : next === 'true')}
              data={[
                { value: 'true', label: say('outage.services.withMoney') },
                { value: 'false', label: say('outage.services.withoutMoney') },
              ]}
            />
          </>
        }
      />
    </Card>
  )
}

function useServiceColumns(): readonly Column<ItemOf<'listAffected'>>[] {
  const say = useSay()
  const nameOf = useAreaNames()
  return [
    {
      id: 'service',
      header: say('outage.services.service'),
      cell: ({ service }) => service,
      text: ({ service }) => service,
    },
    {
      id: 'kind',
      header: say('outage.services.kind'),
      cell: ({ kind }) => say(`kind.${kind}`),
      text: ({ kind }) => say(`kind.${kind}`),
    },
    {
      id: 'segment',
      header: say('outage.services.segment'),
      cell: ({ segment }) => segment ?? '',
      text: ({ segment }) => segment ?? '',
    },
    {
      id: 'area',
      header: say('outage.services.area'),
      cell: ({ area }) => (area === null ? '' : nameOf(area)),
      text: ({ area }) => area ?? '',
    },
    {
      id: 'evidence',
      header: say('outage.services.evidence'),
      cell: ({ evidence }) => say(`evidence.${evidence}`),
      text: ({ evidence }) => say(`evidence.${evidence}`),
    },
    {
      id: 'money',
      header: say('outage.services.money'),
      cell: ({ money }) => (
        <Badge tone={money ? 'good' : 'quiet'} mark={money ? 'full' : 'hollow'}>
          {say(money ? 'common.yes' : 'common.no')}
        </Badge>
      ),
      text: ({ money }) => say(money ? 'common.yes' : 'common.no'),
    },
    {
      id: 'from',
      header: say('outage.services.from'),
      tight: true,
      cell: ({ from }) => <When at={from} />,
      text: ({ from }) => from,
    },
    {
      id: 'to',
      header: say('outage.services.to'),
      tight: true,
      cell: ({ to }) => (to === null ? say('outage.services.goesOn') : <When at={to} />),
      text: ({ to }) => to ?? '',
    },
  ]
}
