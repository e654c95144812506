import { exportLedger as route } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { save } from '../api/save.ts'
import type { Said } from '../api/tell.ts'

export async function exportLedger(client: Client, out?: string): Promise<Said | AsyncIterable<Uint8Array>> {
  const content = await client.download(route, {})
  if (out === undefined) return content
  await save(content, out)
  return {
    value: { written: out },
    lines: () => [`Written: ${out}. Anybody can verify it: "pulih ledger verify --export ${out}".`],
  }
}
