import { getRun, listRuns, type ReplyOf } from '@pulih/contracts'
import { Failure } from '../failure.ts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'

export type RunView = ReplyOf<typeof getRun>

/** A run by what people call it: its number, its UUID, or `latest`. */
export async function findRun(client: Client, name: string): Promise<RunView> {
  return client.ask(getRun, { params: { run: await runId(client, name) } })
}

export async function runId(client: Client, name: string): Promise<string> {
  const [, digits] = /^#?(\d{1,9})$/.exec(name) ?? []
  if (name !== 'latest' && digits === undefined) return name
  const { items } = await every(client, listRuns, {}, name === 'latest' ? 1 : Number.MAX_SAFE_INTEGER)
  const found = digits === undefined ? items[0] : items.find(run => run.number === Number(digits))
  if (found) return found.id
  throw new Failure(
    items.length === 0
      ? 'There is no run yet: start one with "pulih compensation run --month 2026-09".'
      : `There is no run ${digits}; the latest is ${items[0]?.number}. "pulih compensation runs" lists them.`,
  )
}
