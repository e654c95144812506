import { Button, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useChange } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { Secret } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { useMay } from '../session/me.ts'

/** A link by which the customer sees without signing in whether his service is hit. */
export function LinkButton({ service }: { readonly service: string }): ReactNode {
  const say = useSay()
  const may = useMay()
  const formats = useFormats()
  const make = useChange('createStatusLink')
  if (!may('createStatusLink')) return null
  return (
    <>
      <Button
        variant="subtle"
        size="compact-xs"
        loading={make.isPending}
        onClick={() => make.mutate({ body: { service } })}
      >
        {say('customer.link')}
      </Button>
      <Modal
        opened={make.isSuccess || make.isError}
        onClose={make.reset}
        title={<strong>{say('customer.link')}</strong>}
        closeButtonProps={{ 'aria-label': say('common.close') }}
      >
        <Stack gap="sm">
          {make.error && <ProblemAlert reason={make.error} />}
          {make.data && (
            <>
              <Text size="sm">{say('customer.link.explain', { until: formats.instant(make.data.expiresAt) })}</Text>
              <Secret value={make.data.url} />
            </>
          )}
        </Stack>
      </Modal>
    </>
  )
}
