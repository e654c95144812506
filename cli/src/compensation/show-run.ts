import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'
import { findRun } from './find-run.ts'
import { saidRun } from './run-text.ts'

export async function showRun(client: Client, run: string): Promise<Said> {
  return saidRun(client, await findRun(client, run))
}
