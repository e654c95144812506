import { Button, Checkbox, Code, Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { looking, useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { When } from '../../ui/times.tsx'
import figures from '../../ui/figures.module.css'
import { Person } from '../runs/list.tsx'
import styles from '../runs/runs.module.css'
import { useSchemeTitles } from '../runs/titles.ts'
import { useMay } from '../session/me.ts'
import { goodwillReasons } from './goodwill.tsx'
import { KindBadge } from './transfers.tsx'

const route = getRouteApi('/inside/ledger/transfers/$transfer')
type Transfer = ReplyTo<'readTransfer'>
const reversible: readonly Transfer['kind'][] = ['credit', 'correction', 'goodwill']

/** One transfer with both its sides and its place in the chain. */
export function TransferPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const titleOf = useSchemeTitles()
  const { transfer: id } = route.useParams()
  const { data: transfer } = useSuspenseQuery(looking('readTransfer', { params: { transfer: id } }))
  const reasonText = useReasonText()
  const [reversing, setReversing] = useState(false)
  const period = /^period:(\d{4}-\d\d-\d\d)$/.exec(transfer.basis)?.[1]
  return (
    <Page
      title={say('transfer.title', { id: transfer.id, amount: formats.money(transfer.amount, transfer.unit) })}
      above={
        <TextLink to="/ledger" size="xs">
          {say('ledger.title')}
        </TextLink>
      }
      beside={<KindBadge kind={transfer.kind} />}
      actions={
        may('reverseTransfer') &&
        transfer.reversedBy === null &&
        reversible.includes(transfer.kind) && (
          <Button
            color="red"
            variant="light"
            leftSection={<Icon name="undo" size={16} />}
            onClick={() => setReversing(true)}
          >
            {say('transfer.reverse')}
          </Button>
        )
      }
    >
      <div className={styles['stack']}>
        <Card title={say('transfer.facts')}>
          <dl className={styles['facts']}>
            <Fact name={say('run.service')}>
              <TextLink to="/ledger/services/$service" params={{ service: transfer.service }} size="sm">
                {transfer.service}
              </TextLink>
            </Fact>
            <Fact name={say('ledger.what')}>{titleOf(transfer.scheme)}</Fact>
            <Fact name={say('ledger.basis')}>
              {period === undefined ? transfer.basis : say('transfer.period', { day: formats.day(period) })}
            </Fact>
            <Fact name={say('ledger.posted')}>
              <When at={transfer.postedAt} /> · <Person actor={transfer.actor} />
            </Fact>
            {transfer.run !== null && (
              <Fact name={say('runs.column.run')}>
                <TextLink to="/runs/$run" params={{ run: transfer.run }} size="sm">
                  {say('payouts.ofRun')}
                </TextLink>
                {period !== undefined && (
                  <>
                    {' · '}
                    <TextLink
                      to="/runs/$run/services/$service"
                      params={{ run: transfer.run, service: transfer.service }}
                      search={{ period }}
                      size="sm"
                    >
                      {say('transfer.why')}
                    </TextLink>
                  </>
                )}
              </Fact>
            )}
            {transfer.reason !== null && <Fact name={say('common.reason')}>{reasonText(transfer.reason)}</Fact>}
            {transfer.reverses !== null && <Other name={say('transfer.reverses')} id={transfer.reverses} />}
            {transfer.reversedBy !== null && <Other name={say('transfer.reversedBy')} id={transfer.reversedBy} />}
            {transfer.corrects !== null && <Other name={say('transfer.corrects')} id={transfer.corrects} />}
            {transfer.claimUntil !== null && (
              <Fact name={say('transfer.claimUntil')}>{formats.day(transfer.claimUntil)}</Fact>
            )}
            {transfer.expiresOn !== null && (
              <Fact name={say('transfer.expiresOn')}>{formats.day(transfer.expiresOn)}</Fact>
            )}
          </dl>
        </Card>
        <Card title={say('ledger.entries')} flush>
          <table className={figures['figures']}>
            <tbody>
              {transfer.entries.map(({ account, service, amount }) => (
                <tr key={`${account} ${service ?? ''}`}>
                  <th scope="row">
                    {say(`account.${account}`)}
                    {service !== null && <div className={styles['under']}>{service}</div>}
                  </th>
                  <td className={figures['number']}>{formats.money(amount, transfer.unit)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Card>
        <Card title={say('transfer.proof')}>
          <p className={styles['under']}>{say('transfer.proof.explain')}</p>
          <dl className={styles['facts']}>
            <Fact name={say('ledger.page')}>{transfer.proof.page}</Fact>
            <div className={styles['wide']}>
              <dt>{say('ledger.digest')}</dt>
              <dd>
                <Code>{transfer.proof.digest}</Code>
              </dd>
            </div>
            <div className={styles['wide']}>
              <dt>{say('transfer.previous')}</dt>
              <dd>
                <Code>{transfer.proof.previous}</Code>
              </dd>
            </div>
          </dl>
        </Card>
      </div>
      {reversing && <ReverseDialog transfer={transfer} close={() => setReversing(false)} />}
    </Page>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Other({ name, id }: { readonly name: string; readonly id: string }): ReactNode {
  return (
    <Fact name={name}>
      <TextLink to="/ledger/transfers/$transfer" params={{ transfer: id }} size="sm">
        {id}
      </TextLink>
    </Fact>
  )
}

/** Reasons are words of the catalogue, because the ledger holds no free text. */
function useReasonText(): (reason: string) => string {
  const say = useSay()
  return reason => {
    const given = goodwillReasons.find(each => each === reason)
    if (given !== undefined) return say(`goodwill.reason.${given}`)
    const taken = reasons.find(each => each === reason)
    return taken === undefined ? reason : say(`reversal.reason.${taken}`)
  }
}

const reasons = ['wrong-amount', 'wrong-service', 'not-owed', 'given-twice', 'appeal'] as const

function ReverseDialog({ transfer, close }: { readonly transfer: Transfer; readonly close: () => void }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const change = useChange('reverseTransfer')
  const [reason, setReason] = useState<(typeof reasons)[number]>('wrong-amount')
  return (
    <ActionDialog
      title={say('transfer.reverse')}
      explain={say('transfer.reverse.explain', {
        amount: formats.money(transfer.amount, transfer.unit),
        service: transfer.service,
      })}
      submit={say('transfer.reverse')}
      danger
      change={change}
      close={close}
      act={() =>
        change.mutate(
          { body: { transfer: transfer.id, reason } },
          {
            onSuccess: reversal => {
              notifications.show({ message: say('transfer.reverse.done', { id: reversal.id }) })
              close()
            },
          },
        )
      }
    >
      <Select
        label={say('common.reason')}
        allowDeselect={false}
        value={reason}
        onChange={next => setReason(reasons.find(each => each === next) ?? 'wrong-amount')}
        data={reasons.map(value => ({ value, label: say(`reversal.reason.${value}`) }))}
      />
      <Checkbox required label={say('transfer.reverse.confirm')} />
    </ActionDialog>
  )
}
