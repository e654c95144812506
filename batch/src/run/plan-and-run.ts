import { mergeLacks, PlanLacks, type Lacks } from '../own/lacks.ts'
import { ownDataOf } from '../own/own-data.ts'
import { makePlan, ownColumns, type Planned, type PlanQuestion } from '../planning/make-plan.ts'
import type { RunResult } from '../result.ts'
import { runServices, type RunOptions } from '../run-services.ts'
import { exposureHeader } from './exposure-table.ts'

export interface PlannedRun {
  readonly planned: Planned
  readonly result: RunResult
  /** True if the exposure table holds the lines of rows with facts of their own already. */
  readonly hasOwnLines: boolean
}

const judge = new URL('../own/judge.ts', import.meta.url)

/** Each pass learns all that the plan lacks; a second one may only find what other bases made room for. */
const mostPasses = 4

/**
 * Plans and assesses. Rows with facts of their own may need an amount of a form that no exposure has; then the plan gets it and
 * everything is done again, which happens about as often as a file repeats a service.
 */
export async function planAndRun(
  question: PlanQuestion,
  options: Omit<RunOptions, 'plan'>,
  exposuresFile: string,
  onPlanned: () => void,
): Promise<PlannedRun> {
  const hasOwnLines = ownColumns.some(column => question.columns.includes(column))
  let lacks: Lacks | undefined
  for (let pass = 1; ; pass++) {
    const planned = makePlan(lacks ? { ...question, lacks } : question)
    onPlanned()
    const own = hasOwnLines
      ? {
          ownFactsModule: judge,
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
