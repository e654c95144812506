import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { Badge } from '../../ui/badge.tsx'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Line, Lines, None } from '../../ui/parts.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'

type Contact = Customer['contacts'][number]

/** How the customer is reached; one of them is preferred. */
export function Contacts({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [changed, setChanged] = useState<Contact | null>(null)
  return (
    <Card title={say('customer.contacts')} flush>
      {customer.contacts.length === 0 ? (
        <None>{say('customer.contacts.none')}</None>
      ) : (
        <Lines>
          {customer.contacts.map(contact => (
            <Line
              key={contact.id}
              under={say(`channel.${contact.channel}`)}
              end={
                <>
                  {contact.preferred && <Badge tone="good">{say('customer.contacts.preferred')}</Badge>}
                  {may('changeContact') && contact.address !== null && (
                    <Button
                      className="unprinted"
                      variant="subtle"
                      size="compact-xs"
                      onClick={() => setChanged(contact)}
                      aria-label={say('customer.contacts.changeThis', { address: contact.address })}
                    >
                      {say('common.change')}
                    </Button>
                  )}
                </>
              }
            >
              <ContactLink contact={contact} />
            </Line>
          ))}
        </Lines>
      )}
      {changed && <ContactDialog customer={customer} contact={changed} close={() => setChanged(null)} />}
    </Card>
  )
}

function ContactLink({ contact: { channel, address } }: { readonly contact: Contact }): ReactNode {
  const say = useSay()
  if (address === null) return say('customer.notShown')
  if (channel === 'email') return <a href={`mailto:${encodeURIComponent(address).replace('%40', '@')}`}>{address}</a>
  if (channel === 'phone' || channel === 'sms')
    return <a href={`tel:${address.replaceAll(/[^+\d]/g, '')}`}>{address}</a>
  return address
}

function ContactDialog({
  customer,
  contact,
  close,
}: {
  readonly customer: Customer
  readonly contact: Contact
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('changeContact')
  const [preferred, setPreferred] = useState(contact.preferred)
  return (
    <ActionDialog
      title={say('customer.contacts.change')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) => {
        const address = text('address')
        change.mutate(
          {
            params: { customer: customer.customer, contact: contact.id },
            version: contact.revision,
            body: {
              ...(address === undefined || address === contact.address ? {} : { address }),
              ...(preferred === contact.preferred ? {} : { preferred }),
            },
          },
          { onSuccess: close },
        )
      }}
    >
      <TextInput
        name="address"
        label={say(`channel.${contact.channel}`)}
        defaultValue={contact.address ?? ''}
        type={contact.channel === 'email' ? 'email' : 'text'}
        required
        withAsterisk={false}
        maxLength={1000}
        data-autofocus
      />
      <Checkbox
        label={say('customer.contacts.prefer')}
        description={say('customer.contacts.preferHint')}
        checked={preferred}
        onChange={({ currentTarget }) => setPreferred(currentTarget.checked)}
      />
    </ActionDialog>
  )
}
