import { Button, Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { QueryFor, ReplyTo } from '../../api/ask.ts'
import { looking, type ItemOf } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { None, Rows, Soft } from '../../ui/parts.tsx'
import { Failed, Placeholder } from '../../ui/problem.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { useMe } from '../session/me.ts'
import styles from './customers.module.css'

const route = getRouteApi('/inside/customers')
const kinds = ['consumer', 'small-business', 'business'] as const

/** One box for whatever a caller says of himself; without it, everybody by key. */
export function CustomersPage(): ReactNode {
  const say = useSay()
  const { text } = route.useSearch()
  return (
    <Page title={say('customers.title')}>
      <SearchBox />
      {text !== undefined && text.length > 1 ? <Found text={text} /> : <Everybody />}
    </Page>
  )
}

function SearchBox(): ReactNode {
  const say = useSay()
  const { permissions } = useMe()
  const { text: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const [text, setText] = useState(asked ?? '')
  const look = useDebouncedCallback((next: string) => {
    void navigate({ replace: true, search: next === '' ? {} : { text: next } })
  }, 200)
  const seesPeople = permissions.includes('subscribers.personal')
  return (
    <TextInput
      className={`${styles['box'] ?? ''} unprinted`}
      type="search"
      size="md"
      autoFocus
      label={say('customers.search')}
      description={say(seesPeople ? 'customers.searchHint' : 'customers.searchHintKeys')}
      leftSection={<Icon name="search" />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        look(value.trim())
      }}
    />
  )
}

type Hit = ReplyTo<'findCustomers'>['items'][number]

function Found({ text }: { readonly text: string }): ReactNode {
  const say = useSay()
  const { data, error, isPending, refetch } = useQuery({
    ...looking('findCustomers', { query: { text } }),
    placeholderData: keepPreviousData,
  })
  return (
    <Card title={say('customers.found')} flush>
      {error ? (
        <Failed reason={error} retry={() => void refetch()} />
      ) : isPending ? (
        <Placeholder icon="search" title={say('common.loading')} />
      ) : data.items.length === 0 ? (
        <Placeholder icon="search" title={say('customers.nobody')} detail={say('customers.nobodyHint')} />
      ) : (
        <>
          <Hits hits={data.items} />
          {data.more && <None>{say('customers.more')}</None>}
        </>
      )}
      <span className="unseen" role="status">
        {data && say('customers.hits', { count: data.items.length })}
      </span>
    </Card>
  )
}

function Hits({ hits }: { readonly hits: readonly Hit[] }): ReactNode {
  const say = useSay()
  return (
    <Rows
      caption={say('customers.found')}
      rows={hits}
      keyOf={({ customer }) => customer}
      columns={[
        { id: 'name', header: say('customers.column.name'), cell: hit => <Name {...hit} /> },
        {
          id: 'found',
          header: say('customers.column.found'),
          cell: ({ by, found, name, customer }) =>
            found === name || found === customer ? (
              say(`customers.by.${by}`)
            ) : (
              <>
                {found} <Soft>{say(`customers.by.${by}`)}</Soft>
              </>
            ),
        },
        { id: 'kind', header: say('customers.column.kind'), cell: ({ kind }) => say(`customer.kind.${kind}`) },
        {
          id: 'services',
          header: say('customers.column.services'),
          numeric: true,
          cell: ({ services }) => services,
        },
      ]}
    />
  )
}

/** Whoever may not see names goes by keys. */
function Name({
  customer,
  name,
  erasedAt,
  keyed = true,
}: Pick<Hit, 'customer' | 'name' | 'erasedAt'> & { readonly keyed?: boolean }): ReactNode {
  const say = useSay()
  return (
    <div>
      <TextLink to="/customers/$customer" params={{ customer }} className={styles['name'] ?? ''}>
        {name ?? customer}
      </TextLink>{' '}
      {keyed && name !== null && <Soft>{customer}</Soft>}{' '}
      {erasedAt !== null && <Badge tone="quiet">{say('customer.erased')}</Badge>}
    </div>
  )
}

type Customer = ItemOf<'listCustomers'>

function Everybody(): ReactNode {
  const say = useSay()
  const { kind } = route.useSearch()
  const navigate = route.useNavigate()
  const known = kinds.find(each => each === kind)
  const query: QueryFor<'listCustomers'> = known === undefined ? {} : { kind: known }
  const columns: readonly Column<Customer>[] = [
    {
      id: 'name',
      header: say('customers.column.name'),
      cell: ({ customer, name, erasedAt }) => (
        <Name customer={customer} name={name} erasedAt={erasedAt} keyed={false} />
      ),
      text: ({ customer, name }) => name ?? customer,
    },
    {
      id: 'key',
      header: say('customers.column.key'),
      cell: ({ customer }) => customer,
      text: ({ customer }) => customer,
    },
    {
      id: 'kind',
      header: say('customers.column.kind'),
      cell: ({ kind: word }) => say(`customer.kind.${word}`),
      text: ({ kind: word }) => word,
    },
    {
      id: 'segment',
      header: say('customers.column.segment'),
      cell: ({ segment }) => segment ?? say('common.none'),
      text: ({ segment }) => segment ?? '',
    },
    {
      id: 'language',
      header: say('customers.column.language'),
      extra: true,
      cell: ({ language }) => language ?? say('common.none'),
      text: ({ language }) => language ?? '',
    },
  ]
  return (
    <Card title={say('customers.all')} flush>
      <ListTable
        name="listCustomers"
        given={{ query }}
        caption={say('customers.title')}
        columns={columns}
        keyOf={({ customer }) => customer}
        filtered={known !== undefined}
        clear={() => void navigate({ search: {} })}
        empty={say('customers.empty')}
        filters={
          <>
            <Select
              aria-label={say('customers.column.kind')}
              placeholder={say('customers.anyKind')}
              value={known ?? null}
              clearable
              onChange={next => void navigate({ search: next === null ? {} : { kind: next } })}
              data={kinds.map(value => ({ value, label: say(`customer.kind.${value}`) }))}
            />
            {known !== undefined && (
              <Button variant="subtle" size="sm" onClick={() => void navigate({ search: {} })}>
                {say('table.clearFilters')}
              </Button>
            )}
          </>
        }
      />
    </Card>
  )
}
