import { getOutage } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { outageName } from '../outages/show-outage.ts'

/** Runs and exclusions know outages by UUID, people by number. */
export async function outageId(client: Client, name: string): Promise<string> {
  const outage = outageName(name)
  return outage.startsWith('OUT-') ? (await client.ask(getOutage, { params: { outage } })).id : outage
}
