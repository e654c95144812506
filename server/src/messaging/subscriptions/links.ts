import type { MessageChannel } from '@pulih/contracts'
import type { Platform } from '../../platform/index.ts'
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
          ? tokenOf(key, { kind: 'subscription', id: subscriptionId })
          : customerId === null
            ? null
            : contactTokenOf(key, customerId, channel, address)
      return token === null ? null : `${platform.config.publicUrl}/api/v1/messaging/stop/${token}`
    },
  }
}

/** A page of the portal with a token. */
export function portalPage({ config }: Platform, page: 'confirm' | 'stop' | 'subscription', token: string): string {
  return `${config.publicUrl}/portal/${page}/${token}`
}
