import { Alert, Button, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useIntl } from 'react-intl'
import { isRefusal, Refusal } from '../api/refusal.ts'
import { useFormats, type Formats } from './formats.ts'
import { Icon } from './icons.tsx'
import { useSay } from './language.tsx'

/** What a refusal says, in the reader's language where it is known. */
export function useRefusalText(): (reason: unknown) => string {
  const intl = useIntl()
  const formats = useFormats()
  return reason => {
    if (!isRefusal(reason)) return intl.formatMessage({ id: 'state.failed' })
    const values = readable(reason.values, formats)
    const id = `problem.${reason.code}`
    if (Object.hasOwn(intl.messages, id)) return intl.formatMessage({ id }, values)
    return reason.detail || intl.formatMessage({ id: 'problem.console.unknown' }, { code: reason.code })
  }
}

/** Instants as people read them. */
function readable(values: Refusal['values'], formats: Formats) {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)
        ? formats.instant(value)
        : value,
    ]),
  )
}

/** A refusal beside what was refused, with each mistake by its field. */
export function ProblemAlert({ reason, retry }: { readonly reason: unknown; readonly retry?: () => void }): ReactNode {
  const say = useSay()
  const text = useRefusalText()
  const mistakes = isRefusal(reason) ? reason.mistakes : []
  return (
    <Alert role="alert" color="red" variant="light" icon={<Icon name="warning" />} title={text(reason)}>
      {mistakes.length > 0 && (
        <ul>
          {mistakes.map(({ pointer, message }) => (
            <li key={`${pointer} ${message}`}>
              <code>{pointer}</code> {message}
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
  if (isRefusal(reason, 'access.forbidden'))
    return (
      <Placeholder
        icon="lock"
        title={say('state.forbidden')}
        detail={say('state.forbiddenDetail', { permission: reason.values['permission'] ?? '' })}
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
