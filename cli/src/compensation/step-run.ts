import * as contract from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { Refusal } from '../api/refusal.ts'
import { counted } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { findRun, type RunView } from './find-run.ts'
import { nextStep, runAgain, saidRun } from './run-text.ts'
import { untilComputed, untilPosted } from './wait-for-run.ts'

const routes = {
  recompute: contract.recomputeRun,
  review: contract.reviewRun,
  approve: contract.approveRun,
  withdraw: contract.withdrawApproval,
  post: contract.postRun,
  stop: contract.stopRun,
  resume: contract.resumeRun,
  cancel: contract.cancelRun,
} as const

type Step = keyof typeof routes

interface StepOptions {
  readonly reason?: string
  readonly wait?: boolean
}

/** One step of a run, made on the run as it was read: if somebody changed it meanwhile, the step is refused. */
export async function stepRun(client: Client, step: Step, name: string, { reason, wait }: StepOptions): Promise<Said> {
  const before = await findRun(client, name)
  const body = reason === undefined ? {} : { reason }
  const run = await client
    .ask(routes[step], { params: { run: before.id }, body, ifMatch: `"${before.revision}"` })
    .catch((refused: unknown) => {
      throw advised(refused, before)
    })
  if (wait && step === 'recompute') return saidRun(client, await untilComputed(client, run))
  const now = wait ? await untilPosted(client, run) : run
  return {
    value: now,
    lines: () => [sentence(step, now), ...nextStep(now)],
    exitCode: now.status === 'stopped' && step !== 'stop' ? 1 : 0,
  }
}

/** The server does not know this program's commands. */
function advised(refused: unknown, run: RunView): unknown {
  if (!(refused instanceof Refusal)) return refused
  const startOver = `"pulih compensation cancel ${run.number}" gives up what is left, then ${runAgain(run)} starts a run about it.`
  switch (refused.problem.code) {
    case 'compensation.facts-changed':
      // Only a run of which nothing is posted can be assessed again.
      return refused.withRemedy(
        run.posted > 0
          ? startOver
          : `"pulih compensation recompute ${run.number} --wait" assesses it again; then it needs an approval again.`,
      )
    case 'compensation.partly-posted':
      return refused.withRemedy(startOver)
    default:
      return refused
  }
}

function sentence(step: Step, run: RunView): string {
  const { number, status, due, currency, posted, credits } = run
  const sum = `${due ?? '0'} ${currency}`
  switch (step) {
    case 'recompute':
      return `Run ${number} is assessed again, from the facts of now.`
    case 'review':
      return `Run ${number} is reviewed: ${sum}.`
    case 'approve':
      return `Run ${number} is approved: ${sum} may be posted.`
    case 'withdraw':
      return `The approval of run ${number} is withdrawn.`
    case 'post':
    case 'resume':
      return status === 'posting'
        ? `Run ${number} is being posted: ${posted} of ${counted(credits ?? 0, 'credit')} so far.`
        : `Run ${number} is ${status}: ${counted(posted, 'credit')}, ${sum}.`
    case 'stop':
      return `Run ${number} stops after the batch that is under way.`
    case 'cancel':
      return cancelled(run)
  }
}

/** A run that was stopped on the way has posted some of its credits, or all of them. */
function cancelled({ number, status, posted, credits }: RunView): string {
  if (posted === 0) return `Run ${number} is cancelled; nothing was posted.`
  const all = counted(credits ?? posted, 'credit')
  if (status !== 'cancelled' || posted === credits)
    return `Run ${number} is ${status}: nothing was left to give up. All of its ${all} were posted, stay in the ledger and are paid out.`
  return `Run ${number} is cancelled. Of its ${all}, ${posted} were posted before: they stay in the ledger and are paid out. The others were not posted.`
}
