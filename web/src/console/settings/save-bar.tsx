import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'

/** What stands below every form of the settings. */
export function SaveBar({
  save,
  may,
}: {
  readonly save: { readonly isPending: boolean; readonly isSuccess: boolean; readonly error: unknown }
  readonly may: boolean
}): ReactNode {
  const say = useSay()
  return (
    <>
      {save.error !== null && <ProblemAlert reason={save.error} />}
      {may ? (
        <Group>
          <Button type="submit" loading={save.isPending}>
            {say('common.save')}
          </Button>
          <span role="status">{save.isSuccess && say('setting.saved')}</span>
        </Group>
      ) : (
        <p>{say('setting.readOnly')}</p>
      )}
    </>
  )
}
