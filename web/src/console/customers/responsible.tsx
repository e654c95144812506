import { Button, Select, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { Card } from '../../ui/page.tsx'
import { Line, Lines, None } from '../../ui/parts.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'

/** The one person who speaks for the customer. */
export function Speaker({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [opened, setOpened] = useState(false)
  const { responsible, contacts } = customer
  const contact = contacts.find(({ id }) => id === responsible.contact)
  const known = responsible.name !== null || contact !== undefined
  return (
    <Card
      title={say('customer.speaker')}
      aside={
        may('setResponsible') &&
        customer.erasedAt === null && (
          <Button className="unprinted" variant="default" size="xs" onClick={() => setOpened(true)}>
            {say(known ? 'common.change' : 'customer.speaker.set')}
          </Button>
        )
      }
      flush
    >
      {known ? (
        <Lines>
          <Line
            under={contact && `${say(`channel.${contact.channel}`)}: ${contact.address ?? say('customer.notShown')}`}
          >
            <strong>{responsible.name ?? customer.name ?? say('customer.notShown')}</strong>
          </Line>
        </Lines>
      ) : (
        <None>{say('customer.speaker.none')}</None>
      )}
      {opened && <SpeakerDialog customer={customer} close={() => setOpened(false)} />}
    </Card>
  )
}

function SpeakerDialog({ customer, close }: { readonly customer: Customer; readonly close: () => void }): ReactNode {
  const say = useSay()
  const change = useChange('setResponsible')
  const { responsible, contacts } = customer
  const [contact, setContact] = useState(responsible.contact)
  return (
    <ActionDialog
      title={say('customer.speaker')}
      explain={say('customer.speaker.explain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text }) =>
        change.mutate(
          {
            params: { customer: customer.customer },
            version: responsible.revision,
            body: { name: text('name') ?? null, contact },
          },
          { onSuccess: close },
        )
      }
    >
      <TextInput
        name="name"
        label={say('customer.speaker.name')}
        description={say('customer.speaker.nameHint')}
        defaultValue={responsible.name ?? ''}
        maxLength={200}
        data-autofocus
      />
      <Select
        label={say('customer.speaker.contact')}
        value={contact}
        onChange={setContact}
        clearable
        placeholder={say('customer.speaker.noContact')}
        data={contacts.map(({ id, channel, address }) => ({
          value: id,
          label: `${say(`channel.${channel}`)}: ${address ?? say('customer.notShown')}`,
        }))}
      />
    </ActionDialog>
  )
}
