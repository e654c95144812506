import { exportCredits, listCredits as route } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import type { Said } from '../api/tell.ts'
import { runId } from './find-run.ts'

interface CreditOptions {
  readonly service?: string
  readonly due?: boolean
  readonly csv?: boolean
  readonly limit: number
}

export async function listCredits(
  client: Client,
  name: string,
  { service, due, csv, limit }: CreditOptions,
): Promise<Said | AsyncIterable<Uint8Array>> {
  if (csv && (service !== undefined || due))
    throw new Failure('--csv writes all credits of the run; leave --service and --due away, or leave --csv away.')
  const params = { run: await runId(client, name) }
  if (csv) return client.download(exportCredits, { params })
  const query = { ...(service === undefined ? {} : { service }), ...(due ? { onlyDue: true } : {}) }
  const found = await every(client, route, { params, query }, limit)
  return saidList(found, 'credits', () => [
    { heading: 'service', of: credit => credit.service },
    { heading: 'period from', of: credit => credit.periodFrom },
    { heading: 'scheme', of: credit => credit.scheme, flexible: true },
    { heading: 'minimum', of: credit => credit.minimum, right: true },
    { heading: 'recommended', of: credit => credit.recommended, right: true },
    { heading: 'maximum', of: credit => credit.maximum, right: true },
    { heading: 'had before', of: credit => credit.net, right: true },
    { heading: 'due', of: credit => credit.due, right: true },
    { heading: 'unit', of: credit => credit.unit },
  ])
}
