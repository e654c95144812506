import * as contract from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { counted } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { findRun, type RunView } from './find-run.ts'
import { nextStep, saidRun } from './run-text.ts'
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
  const { id, revision } = await findRun(client, name)
  const body = reason === undefined ? {} : { reason }
  const run = await client.ask(routes[step], { params: { run: id }, body, ifMatch: `"${revision}"` })
  if (wait && step === 'recompute') return saidRun(client, await untilComputed(client, run))
  const now = wait ? await untilPosted(client, run) : run
  return {
    value: now,
    lines: () => [sentence(step, now), ...nextStep(now)],
    exitCode: now.status === 'stopped' && step !== 'stop' ? 1 : 0,
  }
}

function sentence(step: Step, { number, status, due, currency, posted, credits }: RunView): string {
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
      return `Run ${number} is cancelled; nothing was posted.`
  }
}
