import { getRun } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { until } from '../api/waiting.ts'
import { whole } from '../api/tables.ts'
import type { RunView } from './find-run.ts'

/** Waits while services are assessed. The server tries again what failed; why it failed is shown meanwhile. */
export function untilComputed(client: Client, run: RunView): Promise<RunView> {
  return follow(
    client,
    run,
    ['draft', 'computing'],
    state => `computing${state.stage === null ? '' : `: ${state.stage}`}`,
  )
}

export function untilPosted(client: Client, run: RunView): Promise<RunView> {
  return follow(
    client,
    run,
    ['posting'],
    ({ posted, credits }) => `posting: ${whole(posted)} of ${credits === null ? '?' : whole(credits)} credits`,
  )
}

function follow(
  client: Client,
  { id, number }: RunView,
  busy: readonly RunView['status'][],
  progress: (run: RunView) => string,
): Promise<RunView> {
  return until(
    () => client.ask(getRun, { params: { run: id } }),
    run => !busy.includes(run.status),
    run => `run ${number} ${progress(run)}${run.failure === null ? '' : ` (tried again after: ${run.failure})`}`,
  )
}
