import { Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { looking, type ItemOf } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { ListTable } from '../../ui/table.tsx'
import { Tile, Tiles } from '../../ui/tile.tsx'
import { useMay } from '../session/me.ts'
import { GoodwillDialog } from './goodwill.tsx'
import { useTransferColumns } from './transfers.tsx'

const route = getRouteApi('/inside/ledger/services/$service')

/** Everything that one service was given, paid and lost, with its balance after each. */
export function StatementPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { service } = route.useParams()
  const { data } = useSuspenseQuery(looking('readStatement', { params: { service }, query: { limit: 1 } }))
  const columns = useTransferColumns<ItemOf<'readStatement'>>()
  const [giving, setGiving] = useState(false)
  return (
    <Page
      title={say('ledger.statement', { service })}
      above={
        <TextLink to="/ledger" size="xs">
          {say('ledger.title')}
        </TextLink>
      }
      actions={
        may('giveGoodwill') && (
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setGiving(true)}>
            {say('ledger.goodwill')}
          </Button>
        )
      }
    >
      <Tiles>
        {data.balances.length === 0 ? (
          <Tile label={say('ledger.balance')} value={say('common.none')} hint={say('statement.never')} />
        ) : (
          data.balances.map(({ unit, amount }) => (
            <Tile
              key={unit}
              label={say('ledger.balance')}
              value={formats.money(amount, unit)}
              hint={say('statement.owedNow')}
            />
          ))
        )}
      </Tiles>
      <Card title={say('statement.card')} flush>
        <ListTable
          name="readStatement"
          given={{ params: { service } }}
          caption={say('ledger.statement', { service })}
          keyOf={({ id }) => id}
          empty={say('statement.never')}
          columns={[
            ...columns.filter(({ id }) => id !== 'service' && id !== 'amount'),
            {
              id: 'change',
              header: say('statement.change'),
              numeric: true,
              cell: row => formats.money(row.change, row.unit),
              text: row => row.change,
            },
            {
              id: 'balance',
              header: say('ledger.balance'),
              numeric: true,
              cell: row => <strong>{formats.money(row.balance, row.unit)}</strong>,
              text: row => row.balance,
            },
          ]}
        />
      </Card>
      {giving && <GoodwillDialog service={service} close={() => setGiving(false)} />}
    </Page>
  )
}
