import { downloadTransfers, listTransfers as route, type QueryOf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { readInstant, showInstant } from '../api/instants.ts'
import type { Said } from '../api/tell.ts'
import { runId } from '../compensation/find-run.ts'

interface TransferOptions extends QueryOf<typeof downloadTransfers> {
  readonly csv?: boolean
  readonly limit: number
}

export async function listTransfers(
  client: Client,
  { csv, limit, service, run, kind, unit, scheme, since, until }: TransferOptions,
): Promise<Said | AsyncIterable<Uint8Array>> {
  const query = {
    ...(service === undefined ? {} : { service }),
    ...(run === undefined ? {} : { run: await runId(client, run) }),
    ...(kind === undefined ? {} : { kind }),
    ...(unit === undefined ? {} : { unit }),
    ...(scheme === undefined ? {} : { scheme }),
    ...(since === undefined ? {} : { since: readInstant(since, '--since') }),
    ...(until === undefined ? {} : { until: readInstant(until, '--until') }),
  }
  if (csv) return client.download(downloadTransfers, { query })
  const found = await every(client, route, { query }, limit)
  return saidList(found, 'transfers', () => [
    { heading: 'transfer', of: transfer => transfer.id, right: true },
    { heading: 'posted', of: transfer => showInstant(transfer.postedAt) },
    { heading: 'kind', of: transfer => transfer.kind },
    { heading: 'service', of: transfer => transfer.service },
    { heading: 'amount', of: transfer => transfer.amount, right: true },
    { heading: 'unit', of: transfer => transfer.unit },
    { heading: 'scheme', of: transfer => transfer.scheme, flexible: true },
    { heading: 'for', of: transfer => transfer.basis, flexible: true },
  ])
}
