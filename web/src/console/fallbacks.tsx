import { Button, Group, Stack, Text, Title } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect, type ReactNode } from 'react'
import { isRefusal } from '../api/refusal.ts'
import { useSay } from '../ui/language.tsx'
import { Icon } from '../ui/icons.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Failed, Placeholder } from '../ui/problem.tsx'

/** A page of its own, without the frame: nobody may be signed in. */
export function NotFound(): ReactNode {
  const say = useSay()
  useEffect(() => {
    document.title = say('app.title', { page: say('state.notFound') })
  }, [say])
  return (
    <Stack component="main" align="center" justify="center" gap="xs" mih="80vh" p="md" ta="center">
      <Icon name="search" size={34} />
      <Title order={1}>{say('state.notFound')}</Title>
      <Text c="dimmed">{say('state.notFoundDetail')}</Text>
      <ButtonLink to="/" variant="default" mt="sm">
        {say('state.home')}
      </ButtonLink>
    </Stack>
  )
}

/** A refusal says what it is; anything else is a mistake of ours and leaves its trace in the console of the browser. */
export function Crashed({ error, reset }: ErrorComponentProps): ReactNode {
  const say = useSay()
  if (isRefusal(error)) return <Failed reason={error} retry={reset} />
  return (
    <Placeholder icon="warning" title={say('state.crashed')} detail={say('state.crashedDetail')}>
      <Group mt="sm">
        <Button onClick={() => location.reload()}>{say('common.retry')}</Button>
        <ButtonLink to="/" variant="default">
          {say('state.home')}
        </ButtonLink>
      </Group>
    </Placeholder>
  )
}
