import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { useFormats } from '../../ui/formats.ts'
import { useSay } from '../../ui/language.tsx'
import { TextLink } from '../../ui/links.tsx'
import type { Run } from './status.tsx'

/** An outage by its number and title; its id says nothing to a person. */
export function OutageLink({ outage }: { readonly outage: string }): ReactNode {
  const say = useSay()
  const { data } = useQuery({ ...looking('getOutage', { params: { outage } }), staleTime: 5 * 60_000 })
  return (
    <TextLink to="/outages/$outage" params={{ outage: data?.number ?? outage }}>
      {data === undefined ? say('common.loading') : `${data.number} · ${data.title}`}
    </TextLink>
  )
}

/** What a run is about. */
export function RunAbout({ run }: { readonly run: Pick<Run, 'month' | 'outage'> }): ReactNode {
  const formats = useFormats()
  const say = useSay()
  if (run.outage !== null) return <OutageLink outage={run.outage} />
  return say('run.about.month', { month: formats.month(run.month ?? '1970-01') })
}
