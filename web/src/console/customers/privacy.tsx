import { Button, Menu, Select, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { save } from '../../ui/csv.ts'
import { ActionDialog, type Entered } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { useMay } from '../session/me.ts'
import type { Customer } from './customer.tsx'

const reasons = ['request-of-the-person', 'retention-ended', 'wrong-person', 'court-or-authority'] as const

/** What a person may demand: everything that is kept about him, or that it is forgotten. */
export function PrivacyActions({ customer }: { readonly customer: Customer }): ReactNode {
  const say = useSay()
  const may = useMay()
  const [opened, setOpened] = useState<'export' | 'erase' | null>(null)
  if (!may('exportPerson') && !may('erasePerson')) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={14} />}>
            {say('customer.privacy')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {may('exportPerson') && (
            <Menu.Item leftSection={<Icon name="download" size={16} />} onClick={() => setOpened('export')}>
              {say('customer.privacy.export')}
            </Menu.Item>
          )}
          {may('erasePerson') && customer.erasedAt === null && (
            <Menu.Item color="red" leftSection={<Icon name="warning" size={16} />} onClick={() => setOpened('erase')}>
              {say('customer.privacy.erase')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {opened === 'export' && <ExportDialog customer={customer} close={() => setOpened(null)} />}
      {opened === 'erase' && <EraseDialog customer={customer} close={() => setOpened(null)} />}
    </>
  )
}

interface DialogOf {
  readonly customer: Customer
  readonly close: () => void
}

function requestIn({ text }: Entered, customer: string, reason: string | null) {
  const reference = text('reference')
  return {
    customer,
    reason: reasons.find(each => each === reason) ?? reasons[0],
    ...(reference === undefined ? {} : { reference }),
  }
}

function ExportDialog({ customer: { customer }, close }: DialogOf): ReactNode {
  const say = useSay()
  const change = useChange('exportPerson')
  const [reason, setReason] = useState<string | null>(reasons[0])
  return (
    <ActionDialog
      title={say('customer.privacy.export')}
      explain={say('customer.privacy.exportExplain')}
      submit={say('customer.privacy.exportSubmit')}
      change={change}
      close={close}
      act={entered =>
        change.mutate(
          { body: requestIn(entered, customer, reason) },
          {
            onSuccess: everything => {
              save(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }), `${customer}.json`)
              close()
            },
          },
        )
      }
    >
      <WhyInputs reason={reason} choose={setReason} />
    </ActionDialog>
  )
}

/** Final, so the key has to be typed. */
function EraseDialog({ customer: { customer }, close }: DialogOf): ReactNode {
  const say = useSay()
  const change = useChange('erasePerson')
  const [reason, setReason] = useState<string | null>(reasons[0])
  const [differs, setDiffers] = useState(false)
  return (
    <ActionDialog
      title={say('customer.privacy.erase')}
      explain={say('customer.privacy.eraseExplain')}
      submit={say('customer.privacy.eraseSubmit')}
      danger
      change={change}
      close={close}
      act={entered => {
        const typed = entered.text('typed') === customer
        setDiffers(!typed)
        if (typed)
          change.mutate(
            { body: requestIn(entered, customer, reason) },
            {
              onSuccess: () => {
                notifications.show({ message: say('customer.privacy.erased') })
                close()
              },
            },
          )
      }}
    >
      <WhyInputs reason={reason} choose={setReason} />
      <TextInput
        name="typed"
        label={say('customer.privacy.type', { customer })}
        error={differs ? say('customer.privacy.differs') : undefined}
        autoComplete="off"
        required
        withAsterisk={false}
      />
    </ActionDialog>
  )
}

function WhyInputs({
  reason,
  choose,
}: {
  readonly reason: string | null
  readonly choose: (reason: string | null) => void
}): ReactNode {
  const say = useSay()
  return (
    <>
      <Select
        label={say('common.reason')}
        value={reason}
        allowDeselect={false}
        onChange={choose}
        data={reasons.map(value => ({ value, label: say(`customer.privacy.reason.${value}`) }))}
      />
      <TextInput
        name="reference"
        label={say('customer.privacy.reference')}
        description={say('customer.privacy.referenceHint')}
        pattern="[A-Za-z0-9][A-Za-z0-9./\-]{0,59}"
        maxLength={60}
      />
    </>
  )
}
