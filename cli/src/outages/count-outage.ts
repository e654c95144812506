import { exportAffected, getImpact, listAffected, type Impact, type QueryOf } from '@pulih/contracts'
import type { Page } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { showInstant } from '../api/instants.ts'
import { counted, itemTable, part, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { outageName } from './show-outage.ts'

type Filters = QueryOf<typeof exportAffected>

interface AffectedOptions extends Filters {
  readonly csv?: boolean
  readonly limit: number
}

export async function affected(
  client: Client,
  outage: string,
  { csv, limit, evidence, money, segment, kind }: AffectedOptions,
): Promise<Said | AsyncIterable<Uint8Array>> {
  const params = { outage: outageName(outage) }
  const query: Filters = {
    ...(evidence === undefined ? {} : { evidence }),
    ...(money === undefined ? {} : { money }),
    ...(segment === undefined ? {} : { segment }),
    ...(kind === undefined ? {} : { kind }),
  }
  if (csv) return client.download(exportAffected, { params, query })
  const found = await every(client, listAffected, { params, query }, limit)
  return saidList(
    found,
    'services',
    () => [
      { heading: 'service', of: each => each.service },
      { heading: 'kind', of: each => each.kind },
      { heading: 'customer', of: each => each.customer },
      { heading: 'segment', of: each => each.segment ?? '' },
      { heading: 'area', of: each => each.area ?? '' },
      { heading: 'evidence', of: each => each.evidence },
      { heading: 'money', of: each => (each.money ? 'yes' : 'no') },
      { heading: 'from', of: each => showInstant(each.from) },
      { heading: 'to', of: each => (each.to === null ? 'still' : showInstant(each.to)) },
    ],
    'No services. If it was only just confirmed, they may still be matched.',
  )
}

export async function impact(client: Client, outage: string): Promise<Said> {
  const found = await client.ask(getImpact, { params: { outage: outageName(outage) } })
  const { matched } = found
  return {
    value: found,
    lines: page => [
      ...countLines(page, found),
      ...(matched === null
        ? ['', 'The services have not been matched yet.']
        : part(page, `Matched ${showInstant(matched.at)}`, [
            `  ${counted(matched.services, 'service')}, ${whole(matched.money)} on evidence good enough for money`,
            ...bars(page, matched.byEvidence),
          ])),
    ],
  }
}

type Counts = Pick<Impact, 'services' | 'protected' | 'byEvidence' | 'bySegment' | 'byKind' | 'byArea'>

/** How many services, and how they are made up. */
export function countLines(page: Page, found: Counts): string[] {
  const kept = found.protected === 0 ? '' : `; ${counted(found.protected, 'more keeps', 'more keep')} a path that works`
  return [
    `${counted(found.services, 'service')} hit, by the network as it is now${kept}.`,
    ...part(page, 'By evidence', bars(page, found.byEvidence)),
    ...part(page, 'By kind', bars(page, found.byKind)),
    ...part(page, 'By segment', bars(page, found.bySegment)),
    ...part(page, 'By area', bars(page, found.byArea)),
  ]
}

function bars(page: Page, rows: readonly { readonly name: string; readonly services: number }[]): string[] {
  return itemTable(
    page,
    [
      { heading: '', of: row => row.name || '(none)' },
      { heading: 'services', of: row => whole(row.services), right: true },
    ],
    rows,
    '  ',
  ).slice(1)
}
