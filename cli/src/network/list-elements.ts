import { listElements as route } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import type { Said } from '../api/tell.ts'

interface ElementOptions {
  readonly below?: string
  readonly text?: string
  readonly kind?: string
  readonly area?: string
  readonly limit: number
}

export async function listElements(client: Client, options: ElementOptions): Promise<Said> {
  const { below, text, kind, area, limit } = options
  const query = {
    ...(below === undefined ? {} : { below }),
    ...(text === undefined ? {} : { search: text }),
    ...(kind === undefined ? {} : { kind }),
    ...(area === undefined ? {} : { area }),
  }
  const found = await every(client, route, { query }, limit)
  return saidList(found, 'elements', () => [
    { heading: 'element', of: each => each.element },
    { heading: 'kind', of: each => each.kind ?? '' },
    { heading: 'area', of: each => each.area ?? '' },
    { heading: 'retired', of: each => (each.retired ? 'yes' : '') },
    { heading: 'name', of: each => each.name ?? '', flexible: true },
  ])
}
