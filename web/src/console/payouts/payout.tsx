import { Alert, Button, TextInput } from '@mantine/core'
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
import styles from '../runs/runs.module.css'
import { useMay } from '../session/me.ts'
import { outcomeText } from './outcome-text.ts'
import { PayoutBadge } from './status.tsx'

const route = getRouteApi('/inside/payouts/$payout')
type Payout = ReplyTo<'getPayout'>
type Finding = Payout['choices'][number]

/** One payout with everything that was tried, and the ways out that are open to a person. */
export function PayoutPage(): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const { payout: id } = route.useParams()
  const { data: payout } = useSuspenseQuery(looking('getPayout', { params: { payout: id } }))
  const [finding, setFinding] = useState<Finding | null>(null)
  return (
    <Page
      title={say('payout.title', { amount: formats.money(payout.amount, payout.unit), service: payout.service })}
      above={
        <TextLink to="/payouts" size="xs">
          {say('payouts.title')}
        </TextLink>
      }
      beside={<PayoutBadge state={payout.state} />}
    >
      {payout.reason !== null && (
        <Alert mb="sm" color="yellow" icon={<Icon name="warning" />}>
          {say('payout.said')} <q>{payout.reason}</q>
        </Alert>
      )}
      <div className={styles['stack']}>
        {may('resolvePayout') && payout.choices.length > 0 && (
          <Card title={say('payout.ways')}>
            <div className={styles['pair']}>
              {payout.choices.map(choice => (
                <div key={choice}>
                  <p className={styles['under']}>{say(`payout.explain.${choice}`)}</p>
                  <Button variant="default" onClick={() => setFinding(choice)}>
                    {say(`payout.finding.${choice}`)}
                  </Button>
                </div>
              ))}
            </div>
          </Card>
        )}
        <Card title={say('payout.facts')}>
          <dl className={styles['facts']}>
            <Fact name={say('run.service')}>
              <TextLink to="/ledger/services/$service" params={{ service: payout.service }} size="sm">
                {payout.service}
              </TextLink>
            </Fact>
            <Fact name={say('payouts.channel')}>{payout.channel}</Fact>
            <Fact name={say('payouts.address')}>{payout.address}</Fact>
            <Fact name={say('payouts.seen')}>{formats.money(payout.seen, payout.unit)}</Fact>
            <Fact name={say('payouts.requested')}>
              <When at={payout.requestedAt} />
            </Fact>
            <Fact name={say('payout.due')}>
              <When at={payout.dueAt} />
            </Fact>
            <Fact name={say('payouts.reference')}>{payout.reference ?? say('common.none')}</Fact>
            {payout.run !== null && (
              <Fact name={say('runs.column.run')}>
                <TextLink to="/runs/$run" params={{ run: payout.run }} size="sm">
                  {say('payouts.ofRun')}
                </TextLink>
              </Fact>
            )}
            <Fact name={say('payout.key')}>{payout.key}</Fact>
          </dl>
        </Card>
        <Card title={say('payout.attempts')} flush>
          {payout.attempts.length === 0 ? (
            <p className={styles['note']}>{say('payout.noAttempt')}</p>
          ) : (
            <div className={styles['scroll']}>
              <table className={figures['figures']}>
                <thead>
                  <tr>
                    <th scope="col">{say('run.what')}</th>
                    <th scope="col">{say('run.when')}</th>
                    <th scope="col">{say('payout.outcome')}</th>
                  </tr>
                </thead>
                <tbody>
                  {payout.attempts.map(each => (
                    <tr key={each.number}>
                      <th scope="row">
                        {each.number}. {say(`payout.attempt.${each.kind}`)}
                      </th>
                      <td>
                        <When at={each.startedAt} />
                      </td>
                      <td>
                        {each.outcome === null ? say('common.none') : outcomeText(say, each.outcome)}
                        {each.detail !== null && (
                          <div className={styles['under']}>
                            <q>{each.detail}</q>
                          </div>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Card>
      </div>
      {finding && <ResolveDialog payout={payout} finding={finding} close={() => setFinding(null)} />}
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

function ResolveDialog({
  payout,
  finding,
  close,
}: {
  readonly payout: Payout
  readonly finding: Finding
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('resolvePayout')
  return (
    <ActionDialog
      title={say(`payout.finding.${finding}`)}
      explain={say(`payout.explain.${finding}`)}
      submit={say(`payout.finding.${finding}`)}
      danger={finding === 'withdraw' || finding === 'set-off'}
      change={change}
      close={close}
      act={({ text }) => {
        const reference = text('reference')
        const address = text('address')
        change.mutate(
          {
            params: { payout: payout.id },
            body: {
              finding,
              note: text('note') ?? '',
              ...(reference === undefined ? {} : { reference }),
              ...(address === undefined ? {} : { address }),
            },
          },
          {
            onSuccess: () => {
              notifications.show({ message: say('payout.resolved') })
              close()
            },
          },
        )
      }}
    >
      {finding === 'arrived' && (
        <TextInput
          name="reference"
          label={say('payouts.reference')}
          description={say('common.optional')}
          maxLength={200}
        />
      )}
      {finding === 'send-again' && (
        <TextInput
          name="address"
          label={say('payouts.address')}
          description={say('payout.address.hint')}
          defaultValue={payout.address}
          maxLength={200}
        />
      )}
      <TextInput
        name="note"
        label={say('common.reason')}
        description={say('common.reasonHint')}
        required
        withAsterisk={false}
        maxLength={200}
      />
    </ActionDialog>
  )
}
