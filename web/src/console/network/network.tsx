import { CloseButton, SegmentedControl, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { ListTable, type Column } from '../../ui/table.tsx'
import { Areas } from './areas.tsx'
import { Tree } from './tree.tsx'

const route = getRouteApi('/inside/network')
const views = ['tree', 'list', 'areas'] as const

/** The network: what hangs on what, what it is called, and where it is. */
export function NetworkPage(): ReactNode {
  const say = useSay()
  const { view, area } = route.useSearch()
  const navigate = route.useNavigate()
  const shown = views.find(each => each === view) ?? (area === undefined ? 'tree' : 'list')
  return (
    <Page
      title={say('network.title')}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={say('network.view')}
          value={shown}
          onChange={next => void navigate({ search: next === 'tree' ? {} : { view: next } })}
          data={views.map(value => ({ value, label: say(`network.view.${value}`) }))}
        />
      }
    >
      {shown === 'tree' && <Tree />}
      {shown === 'list' && <ElementList />}
      {shown === 'areas' && <Areas />}
    </Page>
  )
}

type Element = ItemOf<'listElements'>

function ElementList(): ReactNode {
  const say = useSay()
  const nameOf = useAreaNames()
  const { text, area, kind } = route.useSearch()
  const navigate = route.useNavigate()
  const columns: readonly Column<Element>[] = [
    {
      id: 'element',
      header: say('network.column.element'),
      cell: ({ element }) => (
        <TextLink to="/network/$element" params={{ element }} fw={600} size="sm">
          {element}
        </TextLink>
      ),
      text: ({ element }) => element,
    },
    {
      id: 'name',
      header: say('network.column.name'),
      cell: ({ name }) => name ?? say('common.none'),
      text: ({ name }) => name ?? '',
    },
    {
      id: 'kind',
      header: say('network.column.kind'),
      cell: ({ kind: word }) =>
        word === null ? (
          say('common.none')
        ) : (
          <TextLink to="/network" search={{ view: 'list', kind: word }} size="sm">
            {word}
          </TextLink>
        ),
      text: ({ kind: word }) => word ?? '',
    },
    {
      id: 'area',
      header: say('network.column.area'),
      cell: ({ area: key }) => (key === null ? say('common.none') : nameOf(key)),
      text: ({ area: key }) => key ?? '',
    },
    {
      id: 'place',
      header: say('network.column.place'),
      extra: true,
      cell: ({ longitude, latitude }) =>
        longitude === null || latitude === null ? say('common.none') : `${latitude}, ${longitude}`,
      text: ({ longitude, latitude }) => `${latitude ?? ''} ${longitude ?? ''}`,
    },
  ]
  const drop = (name: 'area' | 'kind') => () =>
    void navigate({ search: ({ [name]: _, ...rest }) => ({ ...rest, view: 'list' }) })
  return (
    <Card title={say('network.view.list')} flush>
      <ListTable
        name="listElements"
        given={{
          query: {
            ...(text === undefined ? {} : { search: text }),
            ...(area === undefined ? {} : { area }),
            ...(kind === undefined ? {} : { kind }),
          },
        }}
        caption={say('network.view.list')}
        columns={columns}
        keyOf={({ element }) => element}
        filtered={text !== undefined || area !== undefined || kind !== undefined}
        clear={() => void navigate({ search: { view: 'list' } })}
        empty={say('network.empty')}
        filters={
          <>
            <SearchInput />
            {area !== undefined && <Chip label={say('outages.place', { place: nameOf(area) })} remove={drop('area')} />}
            {kind !== undefined && <Chip label={`${say('network.column.kind')}: ${kind}`} remove={drop('kind')} />}
          </>
        }
      />
    </Card>
  )
}

function SearchInput(): ReactNode {
  const say = useSay()
  const { text: asked } = route.useSearch()
  const navigate = route.useNavigate()
  const [text, setText] = useState(asked ?? '')
  const look = useDebouncedCallback((next: string) => {
    void navigate({
      replace: true,
      search: ({ text: _, ...rest }) => ({ ...rest, view: 'list', ...(next === '' ? {} : { text: next }) }),
    })
  }, 250)
  return (
    <TextInput
      type="search"
      aria-label={say('network.search')}
      placeholder={say('network.search')}
      leftSection={<Icon name="search" size={15} />}
      value={text}
      onChange={({ currentTarget: { value } }) => {
        setText(value)
        look(value.trim())
      }}
    />
  )
}

function Chip({ label, remove }: { readonly label: string; readonly remove: () => void }): ReactNode {
  const say = useSay()
  return (
    <span>
      {label} <CloseButton size="xs" aria-label={say('outages.removeFilter')} onClick={remove} display="inline-block" />
    </span>
  )
}
