import { getOutage, listRuns as route, type QueryOf } from '@pulih/contracts'
import type { Page, Style } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { showInstant } from '../api/instants.ts'
import { stated, whole, type Shown } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { outageId } from './outage-id.ts'
import type { RunView } from './find-run.ts'

interface RunsOptions extends Pick<QueryOf<typeof route>, 'status' | 'month' | 'outage'> {
  readonly limit: number
}

export const runStyles: Readonly<Record<string, Style>> = {
  draft: 'dim',
  computing: 'yellow',
  failed: 'red',
  posting: 'yellow',
  stopped: 'red',
  approved: 'bold',
  posted: 'green',
  settled: 'green',
  cancelled: 'dim',
}

export async function listRuns(client: Client, { status, month, outage, limit }: RunsOptions): Promise<Said> {
  const query = {
    ...(status === undefined ? {} : { status }),
    ...(month === undefined ? {} : { month }),
    ...(outage === undefined ? {} : { outage: await outageId(client, outage) }),
  }
  const found = await every(client, route, { query }, limit)
  const numbers = await outageNumbers(client, found.items)
  return saidList(found, 'runs', page => columnsOf(page, numbers))
}

/** Runs know outages by UUID, people by number. */
async function outageNumbers(client: Client, runs: readonly RunView[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(runs.flatMap(({ outage }) => (outage === null ? [] : [outage])))]
  const numbers = new Map<string, string>()
  // A few at a time: a long list is many questions.
  for (let at = 0; at < ids.length; at += mostAtOnce) {
    const asked = ids.slice(at, at + mostAtOnce).map(outage => client.ask(getOutage, { params: { outage } }))
    // A key may see runs and not outages; then the UUID stands there.
    for (const answer of await Promise.allSettled(asked))
      if (answer.status === 'fulfilled') numbers.set(answer.value.id, answer.value.number)
  }
  return numbers
}

const mostAtOnce = 10

function columnsOf(page: Page, numbers: ReadonlyMap<string, string>): readonly Shown<RunView>[] {
  return [
    { heading: 'run', of: run => String(run.number), right: true },
    { heading: 'status', of: run => stated(page, run.status, runStyles) },
    { heading: 'about', of: run => run.month ?? numbers.get(run.outage ?? '') ?? `outage ${run.outage ?? ''}` },
    { heading: 'due', of: run => (run.due === null ? '' : `${run.due} ${run.currency}`), right: true },
    { heading: 'credits', of: run => (run.credits === null ? '' : whole(run.credits)), right: true },
    { heading: 'posted', of: run => (run.posted === 0 ? '' : whole(run.posted)), right: true },
    { heading: 'started', of: run => showInstant(run.createdAt) },
    { heading: 'note', of: run => run.failure ?? run.note ?? '', flexible: true },
  ]
}
