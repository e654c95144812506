import { getImport, stopImport } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'
import { until } from '../api/waiting.ts'

/** Asks for the end of an import and waits until whoever is at it has left off. */
export async function stopAnImport(client: Client, id: string): Promise<Said> {
  const params = { import: id }
  await client.ask(stopImport, { params })
  const stopped = await until(
    () => client.ask(getImport, { params }),
    ({ endedAt }) => endedAt !== null,
    ({ kind, fileName }) => `${kind} ${fileName}: being stopped`,
  )
  return {
    value: stopped,
    lines: () => [`The import of ${stopped.fileName} (${stopped.kind}) is stopped; nothing of it was taken.`],
  }
}
