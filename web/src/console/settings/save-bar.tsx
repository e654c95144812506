import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { useSay } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'

/** What stands below every form of the settings. */
export function SaveBar({
  save,
  may,
}: {
  readonly save: { readonly isPending: boolean; readonly error: unknown }
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
        </Group>
      ) : (
        <p>{say('setting.readOnly')}</p>
      )}
    </>
  )
}

/** Says that it is saved, also after the form has begun anew with what was saved. A refusal stays with the form. */
export function useSaved(): (saving: Promise<unknown>) => void {
  const say = useSay()
  return saving =>
    void saving.then(
      () => notifications.show({ message: say('setting.saved') }),
      () => undefined,
    )
}
