import { sql } from 'kysely'
import {
  defineJob,
  defineSweep,
  failsForGood,
  Problem,
  systemActor,
  type Json,
  type Platform,
} from '../platform/index.ts'
import { computeAgain, computeRun } from './compute-run.ts'
import { postAgain } from './decide-run.ts'
import { postCredits } from './post-run.ts'
import type { FailedWith } from './run.ts'
import { abandonedRuns, addStep, lockRun, noteStage, updateRun } from './run-store.ts'

const compute = defineJob('compensation.compute', (payload, platform) =>
  noteFailure(platform, payload, id =>
    computeRun(platform, id).catch((reason: unknown) => {
      if (!failsForGood(reason)) throw reason
      return failRun(platform, id, reason)
    }),
  ),
)
const post = defineJob('compensation.post', (payload, platform) =>
  noteFailure(platform, payload, id => postCredits(platform, id)),
)

/** A run says why it does not go on, while the job is tried again. */
async function noteFailure(platform: Platform, payload: Json, body: (run: string) => Promise<void>): Promise<void> {
  const { run } = payload as { run: string }
  try {
    await body(run)
  } catch (reason) {
    const failedWith = JSON.stringify(codeOf(reason))
    await sql`update compensation.run set failure = ${sayingOf(reason)}, failed_with = ${failedWith}::jsonb where id = ${run} and status in ('computing', 'posting')`
      .execute(platform.db)
      .catch(() => undefined)
    throw reason
  }
}

/** The same facts would fail the same way again and again: the run says so, and a person mends them or gives it up. */
async function failRun(platform: Platform, id: string, reason: unknown): Promise<void> {
  platform.log.error(
    { run: id, err: reason },
    `A run cannot be assessed and is not tried again by itself. Mend what its reason names and assess it again, or cancel it.`,
  )
  await platform.work(systemActor('compensation'), async work => {
    const run = await lockRun(work.tx, id)
    if (run.status !== 'computing') return
    await updateRun(work.tx, id, {
      status: sql`'failed'`,
      failure: sql`${sayingOf(reason)}`,
      failed_with: sql`${JSON.stringify(codeOf(reason))}::jsonb`,
    })
    await addStep(work, id, 'failed', sayingOf(reason))
    work.audit('compensation.failed', `run:${id}`, { number: Number(run.number) })
  })
}

function sayingOf(reason: unknown): string {
  if (reason instanceof Problem) return String(reason.document()['detail']).slice(0, 500)
  return reason instanceof Error ? reason.message.slice(0, 500) : 'unknown'
}

/** Only a refusal has a code; of anything else the log knows more. */
function codeOf(reason: unknown): FailedWith | null {
  return reason instanceof Problem ? { code: reason.code, values: reason.values } : null
}

const patienceSeconds = 120

/** A worker that was killed cannot say so. Runs of which nothing was heard for a while are queued again; doing them twice does no harm. */
const rescue = defineSweep('compensation.rescue', 20, async platform => {
  const now = platform.clock.now()
  for (const run of await abandonedRuns(platform.db, now.subtract({ seconds: patienceSeconds }))) {
    await platform.work(systemActor('compensation'), async work => {
      await noteStage(work.tx, run.id, 'waiting for another worker', now)
      await (run.status === 'computing' ? computeAgain(work, run.id) : postAgain(work, run.id))
    })
  }
})

export const jobs = [compute, post]
export const sweeps = [rescue]
