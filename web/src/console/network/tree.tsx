import { ActionIcon, Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { paging, type ItemOf } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { None, Soft } from '../../ui/parts.tsx'
import { Failed } from '../../ui/problem.tsx'
import styles from './network.module.css'

type Element = ItemOf<'listElements'>

/** From the top down; what hangs on an element is read when somebody opens it. */
export function Tree(): ReactNode {
  const say = useSay()
  return (
    <Card title={say('network.view.tree')} aside={<Soft>{say('network.treeHint')}</Soft>} flush>
      <div className={styles['tree']}>
        <Branch query={{ top: true }} empty={say('network.empty')} />
      </div>
    </Card>
  )
}

/** Children of an element, or those on top. */
export function Branch({
  query,
  empty,
}: {
  readonly query: { readonly top: true } | { readonly parent: string }
  readonly empty: string
}): ReactNode {
  const say = useSay()
  const list = useInfiniteQuery(paging('listElements', { query }, 100))
  if (list.isError) return <Failed reason={list.error} retry={() => void list.refetch()} />
  if (list.isPending) return <None>{say('common.loading')}</None>
  const elements = list.data.pages.flatMap(page => page.items)
  if (elements.length === 0) return <None>{empty}</None>
  return (
    <ul>
      {elements.map(element => (
        <Node key={element.element} element={element} />
      ))}
      {list.hasNextPage && (
        <li className={styles['node']}>
          <Button
            variant="subtle"
            size="compact-xs"
            loading={list.isFetchingNextPage}
            onClick={() => void list.fetchNextPage()}
          >
            {say('table.more')}
          </Button>
        </li>
      )}
    </ul>
  )
}

function Node({ element: { element, name, kind, area, feeds } }: { readonly element: Element }): ReactNode {
  const say = useSay()
  const nameOf = useAreaNames()
  const [opened, setOpened] = useState(false)
  return (
    <li>
      <div className={styles['node']}>
        <span className={styles['toggle']}>
          {feeds && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-expanded={opened}
              aria-label={say('network.below', { element })}
              onClick={() => setOpened(!opened)}
            >
              <span className={opened ? styles['turned'] : undefined}>
                <Icon name="right" size={14} />
              </span>
            </ActionIcon>
          )}
        </span>
        <TextLink to="/network/$element" params={{ element }} size="sm" fw={600}>
          {element}
        </TextLink>
        {name !== null && name !== element && <span>{name}</span>}
        <Soft>{[kind, area === null ? null : nameOf(area)].filter(each => each !== null).join(' · ')}</Soft>
      </div>
      {opened && <Branch query={{ parent: element }} empty={say('network.nothingBelow')} />}
    </li>
  )
}
