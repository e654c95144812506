import { exportAudit as route } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { save } from '../api/save.ts'
import type { Said } from '../api/tell.ts'

interface ExportOptions {
  readonly after?: number
  readonly out?: string
}

export async function exportAudit(
  client: Client,
  { after, out }: ExportOptions,
): Promise<Said | AsyncIterable<Uint8Array>> {
  const content = await client.download(route, { query: after === undefined ? {} : { after } })
  if (out === undefined) return content
  await save(content, out)
  const from = after === undefined ? '' : ` --after ${after}`
  return {
    value: { written: out },
    lines: () => [`Written: ${out}. Anybody can verify it: "pulih audit verify ${out}${from}".`],
  }
}
