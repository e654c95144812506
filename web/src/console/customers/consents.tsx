import { Button, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Line, Lines, None } from '../../ui/parts.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'

type Consent = Customer['consents'][number]

/** What the customer agreed to be told, by which channel, since when and until when. */
export function Consents({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const [changed, setChanged] = useState<Consent | null>(null)
  return (
    <Card title={say('customer.consents')} flush>
      {customer.consents.length === 0 ? (
        <None>{say('customer.consents.none')}</None>
      ) : (
        <Lines>
          {customer.consents.map(consent => (
            <Line
              key={consent.id}
              under={
                consent.withdrawnAt === null
                  ? say('customer.consents.since', { at: formats.instant(consent.grantedAt) })
                  : say('customer.consents.until', {
                      from: formats.instant(consent.grantedAt),
                      to: formats.instant(consent.withdrawnAt),
                    })
              }
              end={
                <>
                  <Badge
                    tone={consent.withdrawnAt === null ? 'good' : 'quiet'}
                    mark={consent.withdrawnAt === null ? 'full' : 'hollow'}
                  >
                    {say(consent.withdrawnAt === null ? 'customer.consents.given' : 'customer.consents.withdrawn')}
                  </Badge>
                  {may('changeConsent') && customer.erasedAt === null && (
                    <Button
                      className="unprinted"
                      variant="subtle"
                      size="compact-xs"
                      onClick={() => setChanged(consent)}
                    >
                      {say(consent.withdrawnAt === null ? 'customer.consents.withdraw' : 'customer.consents.undo')}
                    </Button>
                  )}
                </>
              }
            >
              {consent.purpose} · {say(`channel.${consent.channel}`)}
            </Line>
          ))}
        </Lines>
      )}
      {changed && <ConsentDialog customer={customer} consent={changed} close={() => setChanged(null)} />}
    </Card>
  )
}

function ConsentDialog({
  customer,
  consent,
  close,
}: {
  readonly customer: Customer
  readonly consent: Consent
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('changeConsent')
  const withdraw = consent.withdrawnAt === null
  return (
    <ActionDialog
      title={say(withdraw ? 'customer.consents.withdrawTitle' : 'customer.consents.undoTitle')}
      explain={say(withdraw ? 'customer.consents.withdrawExplain' : 'customer.consents.undoExplain')}
      submit={say(withdraw ? 'customer.consents.withdraw' : 'customer.consents.undo')}
      change={change}
      close={close}
      act={() =>
        change.mutate(
          {
            params: { customer: customer.customer, consent: consent.id },
            version: consent.revision,
            body: { withdrawnAt: withdraw ? new Date().toISOString() : null },
          },
          { onSuccess: close },
        )
      }
    >
      <Text size="sm" fw={600}>
        {consent.purpose} · {say(`channel.${consent.channel}`)}
      </Text>
    </ActionDialog>
  )
}
