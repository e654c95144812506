import { giveGoodwill, reverseTransfer, type BodyOf } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import type { Said } from '../api/tell.ts'

export async function reverse(
  client: Client,
  transfer: string,
  reason: BodyOf<typeof reverseTransfer>['reason'],
): Promise<Said> {
  const posted = await client.ask(reverseTransfer, { body: { transfer, reason } })
  return {
    value: posted,
    lines: () => [
      `Transfer ${transfer} is taken back by transfer ${posted.id}: ${posted.amount} ${posted.unit}, service ${posted.service}.`,
    ],
  }
}

type Goodwill = BodyOf<typeof giveGoodwill>

interface GoodwillOptions extends Pick<Goodwill, 'reason' | 'reference' | 'claimUntil' | 'expiresOn'> {
  readonly json?: boolean
}

export async function goodwill(
  client: Client,
  what: Pick<Goodwill, 'service' | 'amount' | 'unit'>,
  { reason, reference, claimUntil, expiresOn }: GoodwillOptions,
): Promise<Said> {
  const posted = await client.ask(giveGoodwill, {
    body: {
      ...what,
      reason,
      reference,
      ...(claimUntil === undefined ? {} : { claimUntil }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
    },
  })
  return {
    value: posted,
    lines: () => [
      `Service ${posted.service} was given ${posted.amount} ${posted.unit} as goodwill: transfer ${posted.id}.`,
    ],
  }
}
