import { Button, Group } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { isRefusal } from '../api/refusal.ts'
import { useSay } from '../ui/language.tsx'
import { ButtonLink } from '../ui/links.tsx'
import { Failed, Placeholder } from '../ui/problem.tsx'

export function NotFound(): ReactNode {
  const say = useSay()
  return (
    <Placeholder icon="search" title={say('state.notFound')} detail={say('state.notFoundDetail')}>
      <ButtonLink to="/" variant="default" mt="sm">
        {say('state.home')}
      </ButtonLink>
    </Placeholder>
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
