import { getOutage } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'
import { saidOutage } from './outage-text.ts'

export async function showOutage(client: Client, outage: string): Promise<Said> {
  return saidOutage(await client.ask(getOutage, { params: { outage: outageName(outage) } }))
}

/** `12`, `out-12` and `OUT-000012` are the same outage. */
export function outageName(text: string): string {
  const [, digits] = /^(?:out-)?0*(\d{1,15})$/i.exec(text.trim()) ?? []
  return digits === undefined ? text.trim() : `OUT-${digits.padStart(6, '0')}`
}
