import type { OutageStatus, Severity } from '@pulih/contracts'
import type { ReactNode } from 'react'
import styles from './badge.module.css'
import { useSay } from './language.tsx'

export type Tone = 'bad' | 'warn' | 'good' | 'plan' | 'quiet'

/** A state in one word. The colour only repeats it, and so does the shape of the dot. */
export function Badge({
  tone,
  mark = 'full',
  children,
}: {
  readonly tone: Tone
  readonly mark?: 'full' | 'hollow' | 'square'
  readonly children: ReactNode
}): ReactNode {
  const shape = mark === 'full' ? '' : (styles[mark] ?? '')
  return <span className={`${styles.badge} ${styles[tone] ?? ''} ${shape}`}>{children}</span>
}

const tones: Readonly<Record<OutageStatus, { tone: Tone; mark: 'full' | 'hollow' }>> = {
  suspected: { tone: 'warn', mark: 'hollow' },
  confirmed: { tone: 'bad', mark: 'full' },
  'partly-restored': { tone: 'warn', mark: 'full' },
  restored: { tone: 'good', mark: 'full' },
  closed: { tone: 'quiet', mark: 'full' },
  retracted: { tone: 'quiet', mark: 'hollow' },
}

export function OutageBadge({
  status,
  planned,
  startedAt,
}: {
  readonly status: OutageStatus
  readonly planned: boolean
  readonly startedAt: string
}): ReactNode {
  const say = useSay()
  const toCome = planned && (status === 'confirmed' || status === 'suspected') && Date.parse(startedAt) > Date.now()
  if (toCome)
    return (
      <Badge tone="plan" mark="hollow">
        {say('status.upcoming')}
      </Badge>
    )
  const { tone, mark } = tones[status]
  return (
    <Badge tone={planned && tone === 'bad' ? 'plan' : tone} mark={mark}>
      {say(`status.${status}`)}
    </Badge>
  )
}

const severities: Readonly<Record<Severity, Tone>> = { minor: 'quiet', major: 'warn', critical: 'bad' }

export function SeverityBadge({ severity }: { readonly severity: Severity }): ReactNode {
  const say = useSay()
  return (
    <Badge tone={severities[severity]} mark="square">
      {say(`severity.${severity}`)}
    </Badge>
  )
}
