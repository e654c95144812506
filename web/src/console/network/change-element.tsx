import { Checkbox, Group, TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { KeysInput } from '../outages/life-dialogs.tsx'
import type { Element } from './element.tsx'

export function ChangeElement({
  element,
  version,
  close,
}: {
  readonly element: Element
  readonly version: string | null
  readonly close: () => void
}): ReactNode {
  const say = useSay()
  const change = useChange('putElement')
  const [retired, setRetired] = useState(element.retired)
  return (
    <ActionDialog
      title={say('network.change', { element: element.element })}
      explain={say('network.change.explain')}
      submit={say('common.save')}
      change={change}
      close={close}
      act={({ text, list }) => {
        const degrees = (name: string): number | null => {
          const given = text(name)
          return given === undefined ? null : Number(given.replace(',', '.'))
        }
        change.mutate(
          {
            params: { element: element.element },
            ...(version === null ? {} : { version }),
            body: {
              parents: list('parents'),
              name: text('name') ?? null,
              kind: text('kind') ?? null,
              area: text('area') ?? null,
              latitude: degrees('latitude'),
              longitude: degrees('longitude'),
              retired,
            },
          },
          { onSuccess: close },
        )
      }}
    >
      <TextInput name="name" label={say('network.column.name')} defaultValue={element.name ?? ''} maxLength={200} />
      <TextInput name="kind" label={say('network.column.kind')} defaultValue={element.kind ?? ''} maxLength={200} />
      <KeysInput
        name="parents"
        label={say('network.parents')}
        initial={element.parents.map(each => each.element)}
        offered={element.parents.map(each => each.element)}
      />
      <TextInput
        name="area"
        label={say('network.column.area')}
        description={say('network.change.area')}
        defaultValue={element.area ?? ''}
        maxLength={200}
      />
      <Group grow>
        <TextInput
          name="latitude"
          label={say('network.change.latitude')}
          inputMode="decimal"
          pattern="-?\d{1,2}([.,]\d+)?"
          defaultValue={element.latitude ?? ''}
        />
        <TextInput
          name="longitude"
          label={say('network.change.longitude')}
          inputMode="decimal"
          pattern="-?\d{1,3}([.,]\d+)?"
          defaultValue={element.longitude ?? ''}
        />
      </Group>
      <Checkbox
        label={say('network.retired')}
        description={say('network.retiredExplain')}
        checked={retired}
        onChange={({ currentTarget }) => setRetired(currentTarget.checked)}
      />
    </ActionDialog>
  )
}
