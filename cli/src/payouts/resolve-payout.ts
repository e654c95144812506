import { resolvePayout as route, type BodyOf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'
import { payoutLines } from './list-payouts.ts'

type Resolution = BodyOf<typeof route>

export async function resolvePayout(
  client: Client,
  payout: string,
  { finding, note, reference, address }: Resolution,
): Promise<Said> {
  const resolved = await client.ask(route, {
    params: { payout },
    body: {
      finding,
      note,
      ...(reference === undefined ? {} : { reference }),
      ...(address === undefined ? {} : { address }),
    },
  })
  return { value: resolved, lines: page => ['Recorded.', '', ...payoutLines(page, resolved)] }
}
