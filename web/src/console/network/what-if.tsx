import { Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { ActionDialog } from '../../ui/dialog.tsx'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Fact, Facts } from '../../ui/parts.tsx'
import { KeysInput } from '../outages/life-dialogs.tsx'
import styles from './network.module.css'

const hourMilliseconds = 3_600_000

/** Whom it would hit if this failed, alone or together with others. Nothing is kept. */
export function WhatIfDialog({ element, close }: { readonly element: string; readonly close: () => void }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const question = useMutation({
    mutationFn: (elements: string[]) => {
      const now = Date.now()
      const [from, to] = [new Date(now).toISOString(), new Date(now + hourMilliseconds).toISOString()]
      return ask('askWhatIf', { body: { elements, from, to } })
    },
  })
  const answer = question.data
  return (
    <ActionDialog
      title={say('network.whatIf')}
      explain={say('network.whatIf.explain')}
      submit={say('network.whatIf.ask')}
      change={question}
      close={close}
      act={({ list }) => question.mutate(list('elements'))}
    >
      <KeysInput name="elements" label={say('outage.where.elements')} initial={[element]} offered={[element]} />
      {answer && (
        <Stack gap="xs" role="status">
          <Text size="sm">{say('network.whatIf.answer')}</Text>
          <div className={styles['big']}>{formats.count(answer.services)}</div>
          <Facts>
            <Fact name={say('outage.impact.protected')}>{formats.count(answer.protected)}</Fact>
            {answer.byKind.slice(0, 6).map(({ name, services }) => (
              <Fact key={name} name={say(`kind.${name as (typeof answer.first)[number]['kind']}`)}>
                {formats.count(services)}
              </Fact>
            ))}
            {answer.bySegment.slice(0, 6).map(({ name, services }) => (
              <Fact key={name} name={name === '' ? say('outage.impact.unnamed') : name}>
                {formats.count(services)}
              </Fact>
            ))}
          </Facts>
        </Stack>
      )}
    </ActionDialog>
  )
}
