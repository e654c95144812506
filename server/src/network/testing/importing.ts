import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { harness, type Harness, type TestReply } from '../../../test/harness.ts'
import type { Context, Hooks } from '../../platform/index.ts'

/** A server with a folder of its own for the files that are sent to it. */
export function importHarness(contexts: readonly Context[], hooks: Partial<Hooks> = {}): Promise<Harness> {
  return harness({ contexts, hooks, config: { data: mkdtempSync(join(tmpdir(), 'pulih-imports-')) } })
}

export interface Given {
  readonly dryRun?: boolean
  readonly media?: string
  readonly timeZone?: string
  readonly currency?: string
}

/** Sends a file without doing its job. */
export function send(h: Harness, kind: string, file: string | Uint8Array, given: Given = {}): Promise<TestReply> {
  const { dryRun = false, media = 'text/csv', timeZone, currency = 'PLN' } = given
  const query = new URLSearchParams({ kind, fileName: `${kind}.csv`, currency, dryRun: String(dryRun) })
  if (timeZone !== undefined) query.set('timeZone', timeZone)
  return h.as('admin').post(`/imports?${query.toString()}`, file, { 'content-type': media })
}

/** Sends a file, or its lines, waits until it is in, and returns the import as the API shows it. */
export async function imported(
  h: Harness,
  kind: string,
  file: string | Uint8Array | readonly string[],
  given: Given = {},
): Promise<TestReply['body']> {
  const content = typeof file === 'string' || file instanceof Uint8Array ? file : file.join('\n')
  const reply = await send(h, kind, content, given)
  if (reply.status !== 202) return reply.body
  await h.runJobs()
  return (await h.as('admin').get(`/imports/${reply.body.id}`)).body
}

/** The lines of `rejected.csv` below its header. */
export async function rejectedOf(h: Harness, id: string): Promise<string[]> {
  const reply = await h.as('admin').get(`/imports/${id}/rejected.csv`)
  return String(reply.body).trim().split('\n').slice(1)
}
