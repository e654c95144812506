import type { MessageChannel, ReplyOf, stopMessages } from '@pulih/contracts'
import { problem, type Db, type Platform, type Tx } from '../../platform/index.ts'
import { contactsOfHolder } from '../../subscribers/index.ts'
import { outageNotices } from '../purpose.ts'
import { maskedAddress } from './address.ts'
import { findSubscription } from './store.ts'
import { isStopped } from './stops.ts'
import { isMarked, openToken } from './token.ts'
import { tokenKey } from './token-key.ts'

/** The address to which a link was sent, and of whom it is. */
export interface Linked {
  readonly channel: MessageChannel
  readonly address: string
  readonly subject: string
}

/** Finds the address that a link is about. Refuses links that we did not make, and those of contacts that are not there any more. */
export async function linkedAddress(platform: Platform, db: Db | Tx, token: string): Promise<Linked> {
  const key = await tokenKey(platform)
  const opened = openToken(key, token)
  if (opened?.kind === 'stop' || opened?.kind === 'subscription') {
    const subscription = await findSubscription(db, opened.id)
    if (subscription) {
      const { channel, address } = subscription
      return { channel, address, subject: `subscription:${opened.id}` }
    }
  }
  if (opened?.kind === 'contact') {
    const { customerId, mark } = opened
    for (const { channel, address } of await contactsOfHolder(db, customerId, outageNotices))
      if (channel !== 'letter' && channel !== 'phone' && isMarked(key, mark, channel, address))
        return { channel, address, subject: `customer:${customerId}` }
  }
  throw problem('messaging.link-unknown')
}

export async function stoppedView(db: Db | Tx, { channel, address }: Linked): Promise<ReplyOf<typeof stopMessages>> {
  return { channel, address: maskedAddress(channel, address), stopped: await isStopped(db, { channel, address }) }
}
