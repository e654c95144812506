import { mergeLacks, PlanLacks, type Lacks } from '../own/lacks.ts'
import { ownDataOf } from '../own/own-data.ts'
import { makePlan, ownColumns, type Planned, type PlanQuestion } from '../planning/make-plan.ts'
import type { RunResult } from '../result.ts'
import { startCrew, threadsFor } from '../crew.ts'
import { runServices, type RunOptions } from '../run-services.ts'
import { exposureHeader } from './exposure-table.ts'

export interface PlannedRun {
  readonly planned: Planned
  readonly result: RunResult
  /** True if the exposure table holds the lines of rows with facts of their own already. */
  readonly hasOwnLines: boolean
}

const judge = new URL('../own/judge.ts', import.meta.url)

/** Each pass learns all that the plan lacks; another set of outages may then need another form of amount. */
const mostPasses = 4

/**
 * Plans and assesses. Rows with facts of their own may need an amount of a form that no exposure has, and what hits a service that an
 * outage lists is only known when its row is met; then the plan gets what it lacks and everything is done again.
 */
export async function planAndRun(
  question: PlanQuestion,
  options: Omit<RunOptions, 'plan'>,
  exposuresFile: string,
  onPlanned: () => void,
): Promise<PlannedRun> {
  const hasOwnLines = ownColumns.some(column => question.columns.includes(column))
  const crew = startCrew(threadsFor(options.servicesFile, options.workers) - 1, hasOwnLines)
  try {
    return await planUntilNothingLacks(question, { ...options, crew }, exposuresFile, onPlanned, hasOwnLines)
  } finally {
    await crew.end()
  }
}

async function planUntilNothingLacks(
  question: PlanQuestion,
  options: Omit<RunOptions, 'plan'>,
  exposuresFile: string,
  onPlanned: () => void,
  hasOwnLines: boolean,
): Promise<PlannedRun> {
  let lacks: Lacks | undefined
  for (let pass = 1; ; pass++) {
    const planned = makePlan(lacks ? { ...question, lacks } : question)
    onPlanned()
    const own = hasOwnLines
      ? {
          ownFactsModule: options.ownFactsModule ?? judge,
          ownFactsData: ownDataOf(planned, question, options.mode ?? 'owed'),
          ownFactsFile: exposuresFile,
          ownFactsHeader: exposureHeader,
        }
      : {}
    try {
      return { planned, result: await runServices({ ...options, ...own, plan: planned.plan }), hasOwnLines }
    } catch (error) {
      if (!(error instanceof PlanLacks) || pass === mostPasses) throw error
      lacks = mergeLacks(lacks ? [lacks, error.lacks] : [error.lacks])
    }
  }
}
