import type { MessageChannel } from '@pulih/contracts'
import type { Platform, Tx } from '../../platform/index.ts'
import { customersReachedAt } from '../../subscribers/index.ts'
import { subscriptionAt } from './store.ts'
import { contactTokenOf, tokenOf } from './token.ts'
import { tokenKey } from './token-key.ts'

/** To whom a message goes, as far as his way to get no more depends on it. */
export interface Reached {
  readonly customerId: bigint | null
  readonly subscriptionId: string | null
  readonly channel: MessageChannel
  readonly address: string
}

export interface Links {
  /** For List-Unsubscribe and for people: one click of a program is enough, a browser is led to a page. Null: nobody is known there. */
  unsubscribe(reached: Reached): string | null
}

/** Makes the links of messages; whoever makes thousands asks once. */
export async function linksOf(platform: Platform): Promise<Links> {
  const key = await tokenKey(platform)
  return {
    unsubscribe({ customerId, subscriptionId, channel, address }) {
      const token =
        subscriptionId !== null
          ? tokenOf(key, { kind: 'stop', id: subscriptionId })
          : customerId === null
            ? null
            : contactTokenOf(key, customerId, channel, address)
      return token === null ? null : `${platform.config.publicUrl}/api/v1/messaging/stop/${token}`
    },
  }
}

/** The same for whoever is at an address, a customer before somebody who only asked to be told. Null: nobody is known there. */
export async function stopLinkOf(
  platform: Platform,
  tx: Tx,
  { channel, address }: Pick<Reached, 'address' | 'channel'>,
): Promise<string | null> {
  const [customer] = await customersReachedAt(tx, channel, address)
  const subscriptionId = customer ? null : await subscriptionAt(tx, channel, address)
  const links = await linksOf(platform)
  return links.unsubscribe({ customerId: customer?.id ?? null, subscriptionId, channel, address })
}

/** A page of the portal with a token. */
export function portalPage({ config }: Platform, page: 'confirm' | 'stop' | 'subscription', token: string): string {
  return `${config.publicUrl}/portal/${page}/${token}`
}
