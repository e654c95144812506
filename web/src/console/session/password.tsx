import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent, type ReactNode } from 'react'
import { ask } from '../../api/ask.ts'
import { textsIn } from '../../ui/form.ts'
import { useSay } from '../../ui/language.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { useMe } from './me.ts'

/** One's own password. With a temporary one this is the only page. */
export function PasswordPage(): ReactNode {
  const say = useSay()
  const me = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [differs, setDiffers] = useState(false)
  const change = useMutation({
    mutationFn: (body: { present: string; next: string }) => ask('changePassword', { body }),
    onSuccess: async ({ sessionsEnded }) => {
      notifications.show({ message: say('password.changed', { sessions: sessionsEnded }) })
      client.clear()
      await navigate({ to: '/' })
    },
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const [present, next, again] = ['present', 'next', 'again'].map(textsIn(event.currentTarget))
    setDiffers(next !== again)
    if (next === again) change.mutate({ present: present ?? '', next: next ?? '' })
  }
  return (
    <Page title={say('password.title')}>
      <Card title={say('menu.password')}>
        <form onSubmit={submit}>
          <Stack gap="sm" maw={380}>
            {me.passwordTemporary && <Alert color="yellow">{say('password.temporary')}</Alert>}
            {change.isError && <ProblemAlert reason={change.error} />}
            <input type="text" name="username" autoComplete="username" value={me.login ?? ''} readOnly hidden />
            <PasswordInput label={say('password.present')} name="present" autoComplete="current-password" required />
            <PasswordInput
              label={say('password.next')}
              description={say('password.nextHint')}
              name="next"
              autoComplete="new-password"
              minLength={12}
              required
            />
            <PasswordInput
              label={say('password.again')}
              name="again"
              autoComplete="new-password"
              error={differs ? say('password.differs') : undefined}
              required
            />
            <Button type="submit" loading={change.isPending}>
              {say('password.submit')}
            </Button>
          </Stack>
        </form>
      </Card>
    </Page>
  )
}
