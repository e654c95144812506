import { askWhatIf, exportWhatIf, type WhatIf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { readInstant } from '../api/instants.ts'
import { itemTable, part } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { countLines } from './count-outage.ts'
import { scopeOf, type PlaceOptions } from './facts.ts'

interface WhatIfOptions extends PlaceOptions {
  readonly from: string
  readonly to: string
  readonly kind?: NonNullable<WhatIf['kinds']>
  readonly csv?: boolean
}

/** Whom an outage would hit, planned work for example. */
export async function whatIf(client: Client, options: WhatIfOptions): Promise<Said | AsyncIterable<Uint8Array>> {
  const { from, to, kind, csv } = options
  const body: WhatIf = {
    ...scopeOf(options),
    ...(kind === undefined ? {} : { kinds: kind }),
    from: readInstant(from, '--from'),
    to: readInstant(to, '--to'),
  }
  if (csv) return client.download(exportWhatIf, { body })
  const found = await client.ask(askWhatIf, { body })
  return {
    value: found,
    lines: page => [
      ...countLines(page, found),
      ...part(
        page,
        found.first.length < found.services ? `The first ${found.first.length}` : 'All of them',
        found.first.length === 0
          ? []
          : itemTable(
              page,
              [
                { heading: 'service', of: each => each.service },
                { heading: 'kind', of: each => each.kind },
                { heading: 'segment', of: each => each.segment ?? '' },
                { heading: 'area', of: each => each.area ?? '' },
                { heading: 'evidence', of: each => each.evidence },
              ],
              found.first,
              '  ',
            ),
      ),
    ],
  }
}
