import { SegmentedControl, Select } from '@mantine/core'
import type { Scheme } from '@pulih/engine'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useLanguage, useSay } from '../../ui/language.tsx'
import { ButtonLink, TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { Placeholder } from '../../ui/problem.tsx'
import runs from '../runs/runs.module.css'
import { StatusBadge } from './badge.tsx'
import { SchemeDetail } from './detail.tsx'
import styles from './schemes.module.css'

const route = getRouteApi('/inside/schemes')
/** Every scheme of the operator's jurisdiction and every policy of his own: what it says, with what numbers, and where that stands. */
export function SchemesPage(): ReactNode {
  const say = useSay()
  const { language } = useLanguage()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data } = useSuspenseQuery(looking('listSchemes', {}))
  const titled = data.items.map(item => ({ ...item, title: (item.scheme as Scheme).title[language] }))
  const shown = titled.filter(({ own, inUse }) => search.which === undefined || (search.which === 'own' ? own : inUse))
  const chosen = titled.find(({ id }) => id === search.scheme) ?? shown[0]
  const choose = (id: string | null): void =>
    void navigate({ replace: true, search: before => ({ ...before, ...(id === null ? {} : { scheme: id }) }) })
  return (
    <Page
      title={say('schemes.title')}
      beside={<Badge tone="quiet">{data.jurisdiction}</Badge>}
      actions={
        <ButtonLink to="/schemes/policy" leftSection={<Icon name="plus" size={16} />}>
          {say('policy.try')}
        </ButtonLink>
      }
    >
      <div className={styles['browser']}>
        <Card
          title={say('schemes.all')}
          aside={
            <SegmentedControl
              size="xs"
              aria-label={say('schemes.which')}
              value={search.which ?? 'all'}
              onChange={which =>
                void navigate({
                  replace: true,
                  search: ({ which: _, ...rest }) => (which === 'all' ? rest : { ...rest, which }),
                })
              }
              data={[
                { value: 'all', label: say('run.everything') },
                { value: 'used', label: say('schemes.used') },
                { value: 'own', label: say('schemes.own') },
              ]}
            />
          }
          flush
        >
          {shown.length === 0 && <Placeholder icon="book" title={say('schemes.none')} />}
          <Select
            className={styles['narrow'] ?? ''}
            aria-label={say('schemes.choose')}
            value={chosen?.id ?? null}
            onChange={choose}
            data={shown.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <ul className={styles['list']}>
            {shown.map(({ id, title, status, inUse, own, scheme }) => (
              <li key={id} className={id === chosen?.id ? styles['chosen'] : undefined}>
                <TextLink
                  to="/schemes"
                  search={{ ...search, scheme: id }}
                  aria-current={id === chosen?.id ? 'true' : undefined}
                  size="sm"
                >
                  {title}
                </TextLink>
                {own && <Days scheme={scheme as Scheme} />}
                <div className={runs['chips']}>
                  <StatusBadge status={status} />
                  {inUse && <Badge tone="good">{say('schemes.inUse')}</Badge>}
                  {own && <Badge tone="plan">{say('schemes.ownOne')}</Badge>}
                </div>
              </li>
            ))}
          </ul>
        </Card>
        {chosen && <SchemeDetail key={chosen.id} item={chosen} parameters={data.parameters} />}
      </div>
    </Page>
  )
}

/** Versions of a policy have the same title. */
function Days({ scheme }: { readonly scheme: Scheme }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const { from, to } = scheme.inForce
  return (
    <span className={runs['under']}>
      {formats.day(from)} – {to === null ? say('scheme.untilFurther') : formats.day(to)}
    </span>
  )
}
