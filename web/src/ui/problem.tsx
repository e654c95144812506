import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { isRefusal, type RefusedPlace } from '../api/refusal.ts'
import { Icon } from './icons.tsx'
import { useSay } from './language.tsx'
import { useMistakes, useRefusalText, useWords } from './refusal-text.ts'

const noMistakes: readonly RefusedPlace[] = []

/** A refusal beside what was refused, with each mistake by its field. */
export function ProblemAlert({ reason, retry }: { readonly reason: unknown; readonly retry?: () => void }): ReactNode {
  const say = useSay()
  const text = useRefusalText()
  const mistakes = useMistakes(isRefusal(reason) ? reason.mistakes : noMistakes)
  return (
    <Alert role="alert" color="red" variant="light" icon={<Icon name="warning" />} title={text(reason)}>
      {mistakes.length > 0 && (
        <ul>
          {mistakes.map(({ place, says }) => (
            <li key={`${place} ${says}`}>
              {place === '' ? say('mistake.whole') : <code>{place}</code>}: {says}
            </li>
          ))}
        </ul>
      )}
      {retry && (
        <Button variant="default" size="xs" mt={4} onClick={retry}>
          {say('common.retry')}
        </Button>
      )}
    </Alert>
  )
}

/** What stands where something could not be shown: forbidden, gone, or failed. */
export function Failed({ reason, retry }: { readonly reason: unknown; readonly retry?: () => void }): ReactNode {
  const say = useSay()
  const words = useWords()
  if (isRefusal(reason, 'access.forbidden'))
    return (
      <Placeholder
        icon="lock"
        title={say('state.forbidden')}
        detail={say('state.forbiddenDetail', { permission: words(reason)['permission'] ?? '' })}
      />
    )
  return <ProblemAlert reason={reason} {...(retry ? { retry } : {})} />
}

export function Placeholder({
  icon,
  title,
  detail,
  children,
}: {
  readonly icon: Parameters<typeof Icon>[0]['name']
  readonly title: string
  readonly detail?: string
  readonly children?: ReactNode
}): ReactNode {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center" c="dimmed">
      <Icon name={icon} size={28} />
      <Text fw={600} c="var(--ink)">
        {title}
      </Text>
      {detail !== undefined && <Text size="sm">{detail}</Text>}
      {children}
    </Stack>
  )
}
