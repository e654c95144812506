import { sql } from 'kysely'
import { defineGauge, defineGaugeBy, type DatabaseGauge } from '../platform/index.ts'

type N = { n: number }
type Labelled = { label: string; n: number }

/**
 * What somebody who watches Pulih wants to know of the work itself. They count across contexts, so they stand where all of them are
 * known; each statement is answered from an index or from a small table, however large the operator.
 */
export const productGauges: readonly DatabaseGauge[] = [
  defineGaugeBy(
    'pulih_outages_open',
    'Outages that are not over, by status',
    'status',
    () => sql<Labelled>`
    select s as label, count(o.id)::int as n from unnest(array['suspected', 'confirmed', 'partly-restored']) s
    left join outages.outage o on o.status = s group by s order by s`,
  ),
  defineGauge(
    'pulih_outages_update_overdue',
    'Open outages whose promised next update is late',
    now => sql<N>`
    select count(*)::int as n from outages.outage where status in ('confirmed', 'partly-restored') and next_update_by < ${now}`,
  ),
  defineGauge(
    'pulih_alarms_open',
    'Alarms that have not cleared',
    () => sql<N>`
    select count(*)::int as n from outages.alarm where cleared_at is null`,
  ),
  defineGauge(
    'pulih_alarms_without_outage',
    'Open alarms that say that something is gone and lie under no outage',
    () => sql<N>`
    select count(*)::int as n from outages.alarm where cleared_at is null and outage_id is null and effect = 'unreachable'`,
  ),
  defineGauge(
    'pulih_alarms_unknown_element',
    'Open alarms of elements that the network does not know',
    () => sql<N>`
    select count(*)::int as n from outages.alarm where cleared_at is null and element_id is null`,
  ),
  defineGauge(
    'pulih_imports_unfinished',
    'Imported files that wait or are being read',
    () => sql<N>`
    select count(*)::int as n from network.import where status in ('waiting', 'reading', 'applying')`,
  ),
  defineGaugeBy(
    'pulih_runs',
    'Compensation runs by status',
    'status',
    () => sql<Labelled>`
    select s as label, count(r.id)::int as n
    from unnest(array['draft', 'computing', 'failed', 'computed', 'reviewed', 'approved', 'posting', 'stopped', 'posted', 'settled', 'cancelled']) s
    left join compensation.run r on r.status = s group by s order by s`,
  ),
  defineGauge(
    'pulih_runs_failing',
    'Runs whose last attempt failed, or that cannot be assessed; each says why in `failure`',
    () => sql<N>`
    select count(*)::int as n from compensation.run where status in ('computing', 'failed', 'posting') and failure is not null`,
  ),
  defineGauge(
    'pulih_payouts_waiting_for_person',
    'Payouts of which somebody has to say what became of them at the biller',
    () => sql<N>`
    select count(*)::int as n from ledger.payout_channel c join ledger.payout p on p.channel = c.name and p.state = 'waiting-for-person'`,
  ),
  defineGauge(
    'pulih_payouts_late',
    'Payout requests that have been due for a quarter of an hour',
    now => sql<N>`
    select count(*)::int as n from ledger.payout
    where form = 'request' and state in ('requested', 'sending', 'unknown') and due_at < ${now.subtract({ minutes: 15 })}`,
  ),
  defineGauge(
    'pulih_payout_channels_stopped',
    'Channels through which nothing is sent',
    () => sql<N>`
    select count(*)::int as n from ledger.payout_channel where stopped is not null`,
  ),
  defineGauge(
    'pulih_ledger_pages',
    'Closed pages of the ledger',
    () => sql<N>`select page::float8 as n from ledger.head`,
  ),
  defineGauge(
    'pulih_ledger_transfers',
    'Transfers in the ledger',
    () => sql<N>`select last_transfer::float8 as n from ledger.head`,
  ),
  defineGauge(
    'pulih_audit_rows',
    'Number of the last row of the audit trail',
    () => sql<N>`select number::float8 as n from identity.audit_head`,
  ),
  defineGauge(
    'pulih_audit_last_timestamp_seconds',
    'When the last row of the audit trail was written, as Unix time',
    () => sql<N>`
    select extract(epoch from a.at)::float8 as n from identity.audit_head h join identity.audit a on a.number = h.number`,
  ),
]
