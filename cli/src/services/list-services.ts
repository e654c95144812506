import { listServices as route, type QueryOf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import type { Said } from '../api/tell.ts'

interface ServiceOptions extends Pick<QueryOf<typeof route>, 'customer' | 'kind' | 'segment' | 'area'> {
  readonly element?: string
  readonly text?: string
  readonly limit: number
}

export async function listServices(client: Client, options: ServiceOptions): Promise<Said> {
  const { element, customer, area, segment, kind, text, limit } = options
  const query = {
    ...(element === undefined ? {} : { below: element }),
    ...(customer === undefined ? {} : { customer }),
    ...(area === undefined ? {} : { area }),
    ...(segment === undefined ? {} : { segment }),
    ...(kind === undefined ? {} : { kind }),
    ...(text === undefined ? {} : { search: text }),
  }
  const found = await every(client, route, { query }, limit)
  return saidList(found, 'services', () => [
    { heading: 'service', of: each => each.service },
    { heading: 'customer', of: each => each.customer },
    { heading: 'kind', of: each => each.kind },
    { heading: 'element', of: each => each.element ?? '' },
    { heading: 'area', of: each => each.area ?? '' },
    { heading: 'segment', of: each => each.segment ?? '' },
    { heading: 'payment', of: each => each.payment },
    { heading: 'since', of: each => each.since ?? '' },
    { heading: 'until', of: each => each.until ?? '' },
    { heading: 'currency', of: each => each.currency },
  ])
}
