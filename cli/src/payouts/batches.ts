import { downloadBatch as fileRoute, listBatches as route } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { saidList } from '../api/said-list.ts'
import { showInstant } from '../api/instants.ts'
import { save } from '../api/save.ts'
import { whole } from '../api/tables.ts'
import type { Said } from '../api/tell.ts'

interface BatchOptions {
  readonly channel?: string
  readonly limit: number
}

export async function listBatches(client: Client, { channel, limit }: BatchOptions): Promise<Said> {
  const found = await every(client, route, { query: channel === undefined ? {} : { channel } }, limit)
  const sums = (batch: (typeof found.items)[number]) =>
    Object.entries(batch.sums).map(([unit, amount]) => `${amount} ${unit}`)
  return saidList(found, 'files', () => [
    { heading: 'file', of: batch => String(batch.number), right: true },
    { heading: 'channel', of: batch => batch.channel },
    { heading: 'made', of: batch => showInstant(batch.createdAt) },
    { heading: 'rows', of: batch => whole(batch.rows), right: true },
    { heading: 'sums', of: batch => sums(batch).join(', '), right: true },
    { heading: 'accepted', of: batch => whole(batch.accepted), right: true },
    { heading: 'rejected', of: batch => whole(batch.rejected), right: true },
    { heading: 'unanswered', of: batch => whole(batch.outstanding), right: true },
    { heading: 'id', of: batch => batch.id },
  ])
}

export async function downloadBatch(
  client: Client,
  batch: string,
  out?: string,
): Promise<Said | AsyncIterable<Uint8Array>> {
  const content = await client.download(fileRoute, { params: { batch } })
  if (out === undefined) return content
  await save(content, out)
  return { value: { written: out }, lines: () => [`Written: ${out}`] }
}
