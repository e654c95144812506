import type { MessageChannel } from '@pulih/contracts'
import { subscriptionIn } from '../adapters/web-push/subscription.ts'

/** An address as it is kept, from how somebody typed it; null: it is none. */
export function addressIn(channel: MessageChannel, typed: string): string | null {
  switch (channel) {
    case 'email':
      return mailbox(typed.trim())
    case 'sms':
    case 'whatsapp':
      return telephone(typed)
    case 'telegram':
      return /^-?[1-9]\d{0,19}$/.test(typed) ? typed : null
    case 'push': {
      const subscription = subscriptionIn(typed)
      // The same browser gives the same text, whatever else its JSON says.
      return subscription === null ? null : JSON.stringify(subscription)
    }
    case 'webhook':
      return URL.canParse(typed) ? new URL(typed).href : null
  }
}

/** RFC 5321 without quotes, comments and letters beyond ASCII, which no header has to carry then. */
function mailbox(text: string): string | null {
  const [, local = '', domain = ''] = /^([\w.!#$%&'*+/=?^`{|}~-]{1,64})@([A-Za-z0-9.-]{3,250})$/.exec(text) ?? []
  const labels = domain.split('.')
  const isDomain =
    labels.length > 1 && labels.every(label => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))
  return isDomain && local !== '' && !/^\.|\.$|\.\./.test(local) ? text : null
}

/** E.164 with its plus: without the code of the country nobody knows whose number it is. */
function telephone(text: string): string | null {
  const plain = text.replaceAll(/[\s().\-/]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{7,14}$/.test(plain) ? plain : null
}

/** An address as it is compared; what `messaging.compared` does in the database. */
export function comparedAddress(channel: MessageChannel, address: string): string {
  if (channel === 'email') return address.trim().toLowerCase()
  if ((channel === 'sms' || channel === 'whatsapp') && !/[A-Za-z]/.test(address))
    return address.replaceAll(/[^0-9]/g, '').replace(/^00/, '')
  return address
}

/** So much of an address that its owner knows it again, and nobody else learns it. */
export function maskedAddress(channel: MessageChannel, address: string): string {
  switch (channel) {
    case 'email': {
      const at = address.lastIndexOf('@')
      return at < 1 ? '…' : `${address.slice(0, 1)}…${address.slice(at)}`
    }
    case 'sms':
    case 'whatsapp':
      return address.length < 8 ? '…' : `${address.slice(0, 3)}…${address.slice(-3)}`
    case 'telegram':
      return `…${address.slice(-3)}`
    case 'push': {
      const endpoint = subscriptionIn(address)?.endpoint
      return endpoint === undefined ? '…' : new URL(endpoint).host
    }
    case 'webhook':
      // The path of a chat's address is its password.
      return URL.canParse(address) ? `${new URL(address).origin}/…` : '…'
  }
}
