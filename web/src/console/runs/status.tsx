import type { ReactNode } from 'react'
import type { ItemOf } from '../../api/queries.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { useSay } from '../../ui/language.tsx'

export type Run = ItemOf<'listRuns'>
export type RunStatus = Run['status']

const looks: Readonly<Record<RunStatus, { tone: Tone; mark: 'full' | 'hollow' }>> = {
  draft: { tone: 'quiet', mark: 'hollow' },
  computing: { tone: 'plan', mark: 'hollow' },
  computed: { tone: 'warn', mark: 'hollow' },
  reviewed: { tone: 'warn', mark: 'full' },
  approved: { tone: 'plan', mark: 'full' },
  posting: { tone: 'plan', mark: 'hollow' },
  failed: { tone: 'bad', mark: 'full' },
  stopped: { tone: 'bad', mark: 'hollow' },
  posted: { tone: 'good', mark: 'full' },
  settled: { tone: 'good', mark: 'full' },
  cancelled: { tone: 'quiet', mark: 'hollow' },
}
export const runStatuses = Object.keys(looks) as readonly RunStatus[]

export function RunBadge({ status }: { readonly status: RunStatus }): ReactNode {
  const say = useSay()
  return <Badge {...looks[status]}>{say(`run.status.${status}`)}</Badge>
}

/** A worker is at it: look again soon. */
export function isWorking({ status }: Pick<Run, 'status'>): boolean {
  return status === 'computing' || status === 'posting'
}
