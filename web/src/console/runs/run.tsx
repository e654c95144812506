import { Alert, Box, Loader } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { looking } from '../../api/queries.ts'
import { Refusal } from '../../api/refusal.ts'
import { useFormats } from '../../ui/formats.ts'
import { Icon } from '../../ui/icons.tsx'
import { useSay } from '../../ui/language.tsx'
import { useRefusalText } from '../../ui/refusal-text.ts'
import { TextLink } from '../../ui/links.tsx'
import { Card, Page } from '../../ui/page.tsx'
import { PageTabs } from '../../ui/page-tabs.tsx'
import { RunActions } from './actions.tsx'
import { RunFacts } from './facts.tsx'
import { partOf } from './part-of.ts'
import styles from './runs.module.css'
import { ChangesPart, CreditsPart, InterruptionsPart, ServicesPart, StepsPart, UnpaidPart } from './rows.tsx'
import { isWorking, RunBadge, type Run } from './status.tsx'
import { Summary } from './summary.tsx'

const route = getRouteApi('/inside/runs/$run')
const parts = ['summary', 'credits', 'services', 'unpaid', 'changes', 'interruptions', 'steps'] as const
type Part = (typeof parts)[number]

const pollMilliseconds = 1500

/** One run, from assessment to settlement, with everything that is looked at before money moves. */
export function RunPage(): ReactNode {
  const say = useSay()
  const { run: id } = route.useParams()
  const { data: run } = useSuspenseQuery({
    ...looking('getRun', { params: { run: id } }),
    refetchInterval: ({ state }) => (state.data && isWorking(state.data) ? pollMilliseconds : false),
  })
  return (
    <Page
      title={say('run.title', { number: run.number })}
      above={
        <TextLink to="/runs" size="xs">
          {say('runs.title')}
        </TextLink>
      }
      beside={<RunBadge status={run.status} />}
      actions={<RunActions run={run} />}
    >
      {run.failure !== null && (
        <Alert mb="sm" color="red" icon={<Icon name="warning" />} title={say('run.failing')}>
          <Failure of={run} />
        </Alert>
      )}
      {isWorking(run) && <Progress run={run} />}
      <RunFacts run={run} />
      {run.summary !== null && (
        <Box mt="sm">
          <PageTabs
            label={say('run.parts')}
            parts={parts
              .filter(each => each !== 'changes' || run.summary?.lastRun)
              .map(name => ({
                name,
                label: say(`run.part.${name}`),
                shows: <RunPart run={run} part={name} />,
              }))}
          />
        </Box>
      )}
    </Page>
  )
}

function RunPart({ run, part }: { readonly run: Run; readonly part: Part }): ReactNode {
  switch (part) {
    case 'summary':
      return run.summary && <Summary run={run} summary={run.summary} />
    case 'credits':
      return <CreditsPart run={run} />
    case 'services':
      return <ServicesPart run={run} />
    case 'unpaid':
      return <UnpaidPart run={run} />
    case 'changes':
      return <ChangesPart run={run} />
    case 'interruptions':
      return <InterruptionsPart run={run} />
    case 'steps':
      return <StepsPart run={run} />
  }
}

/** Why it does not go on, in the reader's language where it has a code. */
function Failure({ of: { failure, failedWith } }: { readonly of: Run }): ReactNode {
  const say = useSay()
  const refusalText = useRefusalText()
  const stopper = stoppers.find(each => each === failedWith?.code)
  if (stopper !== undefined) return say(`run.failed.${stopper}`, { posted: Number(failedWith?.values['posted'] ?? 0) })
  if (failedWith !== null) return refusalText(new Refusal(0, { ...failedWith, detail: failure ?? '' }))
  return (
    <>
      {say('run.failed.unforeseen')} <q lang="en">{failure}</q>
    </>
  )
}

const stoppers = ['facts-changed', 'used-meanwhile', 'overtaken'] as const

/** How far a worker is. An assessment says its stage, posting counts credits. */
function Progress({ run }: { readonly run: Run }): ReactNode {
  const say = useSay()
  const formats = useFormats()
  const all = run.credits ?? 0
  const posting = run.status === 'posting' && all > 0
  return (
    <div className={styles['stack']}>
      <Card title={say(run.status === 'posting' ? 'run.posting' : 'run.computing')}>
        <div className={styles['progress']} role="status">
          {posting ? (
            <div
              className={styles['meter']}
              role="progressbar"
              aria-label={say('run.posting')}
              aria-valuemin={0}
              aria-valuemax={all}
              aria-valuenow={run.posted}
              ref={partOf(run.posted / all)}
            >
              <span />
            </div>
          ) : (
            <Loader size="xs" aria-hidden="true" />
          )}
          <span className="number">
            {posting
              ? say('run.postedOf', { posted: formats.count(run.posted), all: formats.count(all) })
              : stageText(say, run.stage)}
          </span>
        </div>
      </Card>
    </div>
  )
}

function stageText(say: ReturnType<typeof useSay>, stage: string | null): string {
  if (stage === 'gathering facts') return say('run.stage.gathering')
  if (stage === 'multiplying out') return say('run.stage.multiplying')
  if (stage === 'adding up') return say('run.stage.adding')
  const services = /^deciding for (\d+) services$/.exec(stage ?? '')?.[1]
  return services === undefined ? say('run.stage.waiting') : say('run.stage.deciding', { services: Number(services) })
}
