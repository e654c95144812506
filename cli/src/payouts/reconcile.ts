import { exportBreaks, getReconciliation, listBreaks, type QueryOf } from '@pulih/contracts'
import { paint } from '@pulih/explanations'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { showInstant } from '../api/instants.ts'
import { counted, itemTable, listEnd, part, whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'
import { runId } from '../compensation/find-run.ts'

interface ReconcileOptions extends Pick<QueryOf<typeof listBreaks>, 'channel' | 'unit' | 'run' | 'kind'> {
  readonly csv?: boolean
  readonly limit: number
}

/** What was asked for, what billers took, what bills showed; where they differ, the exit code is 1. */
export async function reconcile(
  client: Client,
  { csv, limit, channel, unit, run, kind }: ReconcileOptions,
): Promise<Said | AsyncIterable<Uint8Array>> {
  const query = {
    ...(channel === undefined ? {} : { channel }),
    ...(unit === undefined ? {} : { unit }),
    ...(run === undefined ? {} : { run: await runId(client, run) }),
  }
  if (csv) return client.download(exportBreaks, { query })
  const { at, lines, breaks } = await client.ask(getReconciliation, { query })
  const found = await every(client, listBreaks, { query: { ...query, ...(kind === undefined ? {} : { kind }) } }, limit)
  const sum = breaks.reduce((all, { count }) => all + count, 0)
  return {
    value: { at, lines, breaks, items: found.items },
    exitCode: sum > 0 ? 1 : 0,
    lines: page => [
      ...(lines.length === 0
        ? ['Nothing was paid out yet.']
        : itemTable(
            page,
            [
              { heading: 'channel', of: line => line.channel },
              { heading: 'requested', of: line => line.requested.amount, right: true },
              { heading: 'accepted', of: line => line.accepted.amount, right: true },
              { heading: 'seen on bills', of: line => line.seen.amount, right: true },
              { heading: 'carried over', of: line => line.carried, right: true },
              { heading: 'open', of: line => line.open.amount, right: true },
              { heading: 'unit', of: line => line.unit },
              { heading: 'agrees', of: line => (line.agrees ? 'yes' : 'NO') },
              { heading: 'run', of: line => line.run ?? '' },
            ],
            lines,
          )),
      ...part(
        page,
        'What does not agree',
        found.items.length === 0
          ? []
          : [
              ...breaks.map(each => `  ${counted(each.count, each.kind, each.kind)}`),
              '',
              ...itemTable(
                page,
                [
                  { heading: 'kind', of: each => paint(page, 'red', each.kind) },
                  { heading: 'days', of: each => whole(each.ageDays), right: true },
                  { heading: 'since', of: each => showInstant(each.since) },
                  { heading: 'requested', of: each => each.requested ?? '', right: true },
                  { heading: 'seen', of: each => each.seen ?? '', right: true },
                  { heading: 'unit', of: each => each.unit },
                  { heading: 'channel', of: each => each.channel },
                  { heading: 'address', of: each => each.address ?? '' },
                  { heading: 'payout', of: each => each.payout ?? '' },
                ],
                found.items,
                '  ',
              ),
              ...listEnd(found.items.length, found.more, 'breaks'),
            ],
      ),
      ...(sum === 0 && lines.length > 0 ? ['', 'Nothing is odd.'] : []),
    ],
  }
}
