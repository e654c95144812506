import { createDecipheriv, createECDH, hkdfSync, randomBytes, type ECDH } from 'node:crypto'

/** What a browser keeps to itself of a subscription. */
export interface Receiver {
  readonly curve: ECDH
  readonly auth: Buffer
}

export function newReceiver(): Receiver {
  const curve = createECDH('prime256v1')
  curve.generateKeys()
  return { curve, auth: randomBytes(16) }
}

/**
 * Reads a push message as a browser does. Throws where it was not made for this receiver, or was changed on its way.
 * RFC 8291, 3.4 (keys) and RFC 8188, 2 (one record): https://www.rfc-editor.org/rfc/rfc8291#section-3.4
 */
export function readPushMessage(message: Buffer, { curve, auth }: Receiver): string {
  const salt = message.subarray(0, 16)
  const idLength = message.readUInt8(20)
  const sender = message.subarray(21, 21 + idLength)
  const record = message.subarray(21 + idLength)
  if (record.length > message.readUInt32BE(16)) throw new Error('a push message has one record')

  const info = Buffer.concat([Buffer.from('WebPush: info\0'), curve.getPublicKey(), sender])
  const secret = derived(curve.computeSecret(sender), auth, info, 32)
  const key = derived(secret, salt, Buffer.from('Content-Encoding: aes128gcm\0'), 16)
  const nonce = derived(secret, salt, Buffer.from('Content-Encoding: nonce\0'), 12)
  const cipher = createDecipheriv('aes-128-gcm', key, nonce)
  cipher.setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([cipher.update(record.subarray(0, -16)), cipher.final()])
  // The last record ends with a 2, and zeros after it.
  const end = padded.lastIndexOf(2)
  if (end < 0 || padded.subarray(end + 1).some(byte => byte !== 0)) throw new Error('the padding is wrong')
  return padded.subarray(0, end).toString('utf8')
}

function derived(secret: Buffer, salt: Buffer, info: Buffer, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, bytes))
}
