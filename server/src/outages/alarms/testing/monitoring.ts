import { sql } from 'kysely'
import { harness, type Harness } from '../../../../test/harness.ts'
import { network as networkContext } from '../../../network/index.ts'
import type { Context } from '../../../platform/index.ts'
import { alarmJobs, alarmRoutes, alarmSweeps } from '../index.ts'
import { madeElements } from './made-network.ts'
import { storeNetwork } from './store-network.ts'

const alarmContext: Context = { name: 'outages', routes: alarmRoutes, jobs: alarmJobs, sweeps: alarmSweeps }

export interface Alert {
  readonly element: string
  readonly startsAt: string
  readonly endsAt?: string
}

/** A webhook of Alertmanager with these alerts. */
export function webhook(alerts: readonly Alert[]) {
  return {
    receiver: 'pulih',
    status: 'firing',
    alerts: alerts.map(({ element, startsAt, endsAt }) => ({
      status: endsAt === undefined ? 'firing' : 'resolved',
      labels: { alertname: 'Unreachable', severity: 'critical', element },
      annotations: { summary: `${element} does not answer` },
      startsAt,
      endsAt: endsAt ?? '0001-01-01T00:00:00Z',
      generatorURL: '',
      fingerprint: `fp-${element}`,
    })),
    groupLabels: {},
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.example:9093',
    version: '4',
    groupKey: '{}:{}',
    truncatedAlerts: 0,
  }
}

/** A server with a made network and somebody who sends alarms of it. */
export async function start(elements = madeElements()) {
  const h = await harness({
    contexts: [networkContext, alarmContext],
    hooks: { authenticate: async (_, request) => keyActor(request.headers.authorization) },
  })
  const network = await storeNetwork(h.db, elements)
  // The test does the gathering itself.
  await sql`update outages.alarm_setting set value = '{"gatherSeconds": 0}'`.execute(h.db)
  const client = h.as('operations')
  const send = (alerts: readonly Alert[]) => client.post('/intake/alertmanager', webhook(alerts))
  return { h, network, client, send }
}

function keyActor(authorization: string | undefined) {
  if (authorization !== 'Bearer pulih-key') return null
  const permissions = new Set(['alarms.write'] as const)
  return { kind: 'key' as const, id: 'key:1', person: 'staff:1', name: 'monitoring', permissions }
}

/** The outages that are left, with what lies under them. */
export async function outagesIn({ db }: Harness) {
  const { rows } = await sql<{
    id: string
    number: bigint
    title: string
    revision: number
    status: string
    source: string
    startedAt: Temporal.Instant
    restoredAt: Temporal.Instant | null
    scope: string[]
    parts: string[]
    alarms: number
  }>`
    select id, number, title, revision, status, source, started_at as "startedAt", restored_at as "restoredAt",
      array(select reference from outages.scope s where s.outage_id = o.id order by 1) as scope,
      array(select reference from outages.part p where p.outage_id = o.id order by 1) as parts,
      (select count(*)::int from outages.alarm a where a.outage_id = o.id) as alarms
    from outages.outage o where merged_into is null order by number`.execute(db)
  return rows
}

const nine = '2026-09-15T09:00:00Z'
export const at = (seconds: number) => Temporal.Instant.from(nine).add({ seconds }).toString()
