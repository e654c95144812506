import { Alert, Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Fragment, useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { lookingVersioned } from '../../api/queries.ts'
import { useAreaNames } from '../../ui/area-map.tsx'
import { Badge } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Columns, Fact, Facts, Line, Lines, None, Soft } from '../../ui/parts.tsx'
import { useMay } from '../session/me.ts'
import { ChangeElement } from './change-element.tsx'
import styles from './network.module.css'
import { OutagesAbove } from './outages-above.tsx'
import { ServicesBehind } from './services-behind.tsx'
import { Branch } from './tree.tsx'
import { WhatIfDialog } from './what-if.tsx'

const route = getRouteApi('/inside/network/$element')

export type Element = ReplyTo<'getElement'>

/** One element: by what it is fed, what it feeds, who is behind it, and whether it works. */
export function ElementPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const { element: key } = route.useParams()
  const { data } = useSuspenseQuery(lookingVersioned('getElement', { params: { element: key } }))
  const [opened, setOpened] = useState<'change' | 'what-if' | null>(null)
  const element = data.reply
  return (
    <Page
      title={element.name ?? element.element}
      above={
        <>
          <TextLink to="/network" size="xs" underline="always">
            {say('network.title')}
          </TextLink>{' '}
          / {element.element}
        </>
      }
      beside={
        <>
          {element.kind !== null && (
            <Badge tone="quiet" mark="square">
              {element.kind}
            </Badge>
          )}
          {element.retired && (
            <Badge tone="warn" mark="hollow">
              {say('network.retired')}
            </Badge>
          )}
        </>
      }
      actions={
        <>
          {may('putElement') && (
            <Button variant="default" onClick={() => setOpened('change')}>
              {say('common.change')}
            </Button>
          )}
          {may('askWhatIf') && !element.retired && (
            <Button onClick={() => setOpened('what-if')}>{say('network.whatIf')}</Button>
          )}
        </>
      }
    >
      {element.retired && (
        <Alert color="gray" mb="sm">
          {say('network.retiredExplain')}
        </Alert>
      )}
      <Columns
        wide={
          <>
            <OutagesAbove element={element} />
            <ServicesBehind element={element} />
          </>
        }
        narrow={
          <>
            <AboutIt element={element} />
            <FedBy element={element} />
            <Card title={say('network.children')} flush>
              <div className={styles['tree']}>
                <Branch query={{ parent: element.element }} empty={say('network.nothingBelow')} />
              </div>
            </Card>
          </>
        }
      />
      {opened === 'change' && <ChangeElement element={element} version={data.version} close={() => setOpened(null)} />}
      {opened === 'what-if' && <WhatIfDialog element={element.element} close={() => setOpened(null)} />}
    </Page>
  )
}

function AboutIt({ element: { area, longitude, latitude, element } }: { readonly element: Element }): ReactNode {
  const say = useSay()
  const nameOf = useAreaNames()
  return (
    <Card title={say('outage.facts')}>
      <Facts>
        <Fact name={say('network.column.element')}>{element}</Fact>
        <Fact name={say('network.column.area')}>
          {area === null ? (
            say('common.none')
          ) : (
            <TextLink to="/network" search={{ view: 'list', area }} size="sm">
              {nameOf(area)}
            </TextLink>
          )}
        </Fact>
        {longitude !== null && latitude !== null && (
          <Fact name={say('network.column.place')}>
            {latitude}, {longitude}
          </Fact>
        )}
      </Facts>
    </Card>
  )
}

function FedBy({ element: { parents, path, element } }: { readonly element: Element }): ReactNode {
  const say = useSay()
  return (
    <Card title={say('network.parents')} flush>
      {parents.length === 0 ? (
        <None>{say('network.parents.none')}</None>
      ) : (
        <Lines>
          {parents.map(parent => (
            <Line key={parent.element} under={[parent.name, parent.kind].filter(Boolean).join(' · ')}>
              <TextLink to="/network/$element" params={{ element: parent.element }} size="sm">
                {parent.element}
              </TextLink>
            </Line>
          ))}
        </Lines>
      )}
      {parents.length > 1 && <None>{say('network.parents.several')}</None>}
      {path.length > 0 && (
        <div className={styles['path']}>
          <Soft>{say('network.path')}</Soft>
          {path.toReversed().map(each => (
            <Fragment key={each.element}>
              <TextLink to="/network/$element" params={{ element: each.element }} size="sm">
                {each.element}
              </TextLink>
              <span aria-hidden="true">›</span>
            </Fragment>
          ))}
          <strong>{element}</strong>
        </div>
      )}
    </Card>
  )
}
