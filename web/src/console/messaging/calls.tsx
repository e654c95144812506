import type { CallView } from '@pulih/contracts'
import { Anchor, Button, Checkbox } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { Icon } from '../../ui/icons.tsx'
import { languages, useSay, type Language } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card } from '../../ui/page.tsx'
import { Soft } from '../../ui/parts.tsx'
import { useNames } from '../../ui/people.ts'
import { useRefusalText } from '../../ui/refusal-text.ts'
import { ListTable, type Column } from '../../ui/table.tsx'
import { When } from '../../ui/times.tsx'
import type { Outage } from '../outages/outage.tsx'
import { useMay, useMe } from '../session/me.ts'
import styles from './messaging.module.css'

const route = getRouteApi('/inside/outages/$outage')
const outcomes = ['reached', 'not-there', 'wrong-number'] as const
const tones = { reached: 'good', 'not-there': 'warn', 'wrong-number': 'bad' } as const

/** Whom a person should telephone because of an outage, and what came of it. */
export function CallsPart({ outage }: { readonly outage: Outage }): ReactNode {
  const say = useSay()
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const isOpenOnly = open === 'true'
  const choose = (next: boolean): void =>
    void navigate({ replace: true, search: { part: 'calls', ...(next ? { open: 'true' } : {}) } })
  return (
    <Card
      title={say('outage.part.calls')}
      flush
      aside={
        <Button
          variant="default"
          size="compact-sm"
          className="unprinted"
          leftSection={<Icon name="print" size={14} />}
          onClick={() => window.print()}
        >
          {say('common.print')}
        </Button>
      }
    >
      <p className={styles['lead']}>{say('calls.explain')}</p>
      <ListTable
        name="listCalls"
        given={{ params: { outage: outage.number }, query: isOpenOnly ? { open: true } : {} }}
        caption={`${outage.number} ${say('outage.part.calls')}`}
        columns={useCallColumns(outage)}
        keyOf={({ customer }) => customer}
        filtered={isOpenOnly}
        clear={() => choose(false)}
        empty={say('calls.none')}
        filters={
          <Checkbox
            label={say('calls.open')}
            checked={isOpenOnly}
            onChange={({ currentTarget }) => choose(currentTarget.checked)}
          />
        }
      />
    </Card>
  )
}

function useCallColumns(outage: Outage): readonly Column<CallView>[] {
  const say = useSay()
  const may = useMay()
  const me = useMe()
  const nameOf = useNames([me.id])
  const outcomeText = (outcome: CallView['outcome']) => (outcome === null ? '' : say(`calls.outcome.${outcome}`))
  return [
    {
      id: 'customer',
      header: say('messaging.customer'),
      cell: ({ customer, name }) => (
        <>
          <TextLink to="/customers/$customer" params={{ customer }} size="sm" fw={600}>
            {name ?? customer}
          </TextLink>
          {name !== null && (
            <div>
              <Soft>{customer}</Soft>
            </div>
          )}
        </>
      ),
      text: ({ customer, name }) => [name ?? '', customer].join(' ').trim(),
    },
    {
      id: 'why',
      header: say('calls.why'),
      cell: ({ why, segment }) => say(`calls.why.${why}`, { segment: segment ?? '' }),
      text: ({ why, segment }) => say(`calls.why.${why}`, { segment: segment ?? '' }),
    },
    {
      id: 'phone',
      header: say('calls.phone'),
      tight: true,
      cell: ({ phone }) =>
        phone === null ? (
          <Soft>{say('calls.noPhone')}</Soft>
        ) : (
          <Anchor href={`tel:${phone.replaceAll(/[^\d+]/g, '')}`} size="sm">
            {phone}
          </Anchor>
        ),
      text: ({ phone }) => phone ?? '',
    },
    {
      id: 'language',
      header: say('menu.language'),
      cell: ({ language }) => (language !== null && language in languages ? languages[language as Language] : language),
      text: ({ language }) => language ?? '',
    },
    {
      id: 'services',
      header: say('calls.services'),
      numeric: true,
      cell: ({ services }) => services,
      text: ({ services }) => String(services),
    },
    {
      id: 'outcome',
      header: say('calls.outcome'),
      cell: call => (
        <>
          {call.outcome !== null && <Badge tone={tones[call.outcome]}>{outcomeText(call.outcome)}</Badge>}
          {call.calledAt !== null && (
            <div>
              <Soft>
                <When at={call.calledAt} /> {call.calledBy !== null && `· ${nameOf(call.calledBy)}`}
              </Soft>
            </div>
          )}
          {may('noteCall') && call.outcome !== 'reached' && <Outcomes outage={outage} call={call} />}
        </>
      ),
      text: ({ outcome }) => outcomeText(outcome),
    },
  ]
}

function Outcomes({
  outage,
  call: { customer, outcome },
}: {
  readonly outage: Outage
  readonly call: CallView
}): ReactNode {
  const say = useSay()
  const refusalText = useRefusalText()
  const change = useChange('noteCall')
  return (
    <div className={`${styles['outcomes']} unprinted`} role="group" aria-label={say('calls.outcomeOf', { customer })}>
      {outcomes
        .filter(each => each !== outcome)
        .map(each => (
          <Button
            key={each}
            size="compact-xs"
            variant="default"
            disabled={change.isPending}
            onClick={() =>
              change.mutate(
                { params: { outage: outage.number, customer }, body: { outcome: each } },
                { onError: reason => notifications.show({ color: 'red', message: refusalText(reason) }) },
              )
            }
          >
            {say(`calls.outcome.${each}`)}
          </Button>
        ))}
    </div>
  )
}
