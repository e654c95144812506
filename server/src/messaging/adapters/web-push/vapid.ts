import { createECDH } from 'node:crypto'
import webpush from 'web-push'

interface Keys {
  readonly contact: string
  readonly publicKey: string
  readonly privateKey: string
}

/** Says to push services who sends. RFC 8292: https://www.rfc-editor.org/rfc/rfc8292 */
export interface Vapid {
  /** The value of `Authorization` for the push service at this origin. */
  authorizationFor(origin: string): string
}

/** A signature holds for half a day by the clock of this machine, and is used for a sixth of it. */
const usedMilliseconds = 2 * 3_600_000
const mostOrigins = 1_000

/** One signature is made for each push service and used for a while: to sign each message anew would cost more than to encrypt it. */
export function vapidOf({ contact, publicKey, privateKey }: Keys): Vapid {
  const known = new Map<string, { readonly value: string; readonly until: number }>()
  return {
    authorizationFor(origin) {
      // How long it holds is counted by this machine's own clock, not by the one that a rehearsal moves.
      const before = known.get(origin)
      if (before && before.until > performance.now()) return before.value
      const made = webpush.getVapidHeaders(origin, contact, publicKey, privateKey, 'aes128gcm')
      if (known.size >= mostOrigins) known.clear()
      known.set(origin, { value: made.Authorization, until: performance.now() + usedMilliseconds })
      return made.Authorization
    },
  }
}

/** Whether the two are a pair; without that no push service would believe us. */
export function isPair(publicKey: string, privateKey: string): boolean {
  try {
    const curve = createECDH('prime256v1')
    curve.setPrivateKey(Buffer.from(privateKey, 'base64url'))
    return curve.getPublicKey().equals(Buffer.from(publicKey, 'base64url'))
  } catch {
    return false
  }
}
