import type { ReactNode } from 'react'
import type { ReplyTo } from '../../api/ask.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'
import { statusOf, type SchemeStatus } from '../runs/summary.tsx'

export type Listed = ReplyTo<'listSchemes'>['items'][number]

const tones: Readonly<Record<SchemeStatus, Tone>> = {
  law: 'good',
  'regulator-code': 'good',
  contract: 'plan',
  goodwill: 'plan',
  bill: 'warn',
  superseded: 'quiet',
  challenged: 'warn',
  dormant: 'quiet',
  dropped: 'quiet',
}

export function StatusBadge({ status }: { readonly status: string }): ReactNode {
  const say = useSay()
  const known = statusOf(status)
  return (
    <Badge tone={tones[known]} mark="square">
      {say(`scheme.status.${known}`)}
    </Badge>
  )
}
