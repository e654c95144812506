import { listOutages as route, type QueryOf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { readInstant, showDuration, showInstant } from '../api/instants.ts'
import { stated, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { statusStyles } from './outage-text.ts'

interface ListOptions extends Pick<QueryOf<typeof route>, 'status' | 'text' | 'element' | 'area' | 'planned'> {
  readonly open?: boolean
  readonly from?: string
  readonly to?: string
  readonly limit: number
}

export async function listOutages(client: Client, options: ListOptions): Promise<Said> {
  const { status, open, text, element, area, planned, from, to, limit } = options
  const query = {
    ...(open ? { status: 'suspected,confirmed,partly-restored' } : status === undefined ? {} : { status }),
    ...(text === undefined ? {} : { text }),
    ...(element === undefined ? {} : { element }),
    ...(area === undefined ? {} : { area }),
    ...(planned === undefined ? {} : { planned }),
    ...(from === undefined ? {} : { from: readInstant(from, '--from') }),
    ...(to === undefined ? {} : { to: readInstant(to, '--to') }),
  }
  const found = await every(client, route, { query }, limit)
  return saidList(found, 'outages', page => [
    { heading: 'outage', of: outage => outage.number },
    { heading: 'status', of: outage => stated(page, outage.status, statusStyles) },
    { heading: 'severity', of: outage => outage.severity },
    { heading: 'since', of: outage => showInstant(outage.startedAt) },
    { heading: 'lasted', of: outage => showDuration(outage.startedAt, outage.restoredAt), right: true },
    { heading: 'expected end', of: outage => (outage.restoredAt === null ? showInstant(outage.etr) : '') },
    {
      heading: 'services',
      of: outage => (outage.services === null ? '?' : whole(outage.services)),
      right: true,
    },
    {
      heading: 'title',
      of: outage => (outage.planned ? `${outage.title} (planned)` : outage.title),
      flexible: true,
    },
    { heading: 'where', of: outage => outage.places.join(', '), flexible: true },
  ])
}
