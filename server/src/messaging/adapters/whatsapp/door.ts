import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { SettingsOf } from '../adapter.ts'
import type { Door, Knock, Verdict } from '../door.ts'
import { isSameSecret } from '../same-secret.ts'

/** Meta asks by GET whether the address is ours, and signs whatever it brings by POST with the secret of the app. */
export const door: Door<SettingsOf<'whatsapp'>> = {
  verify(knock, settings, secret) {
    return knock.method === 'GET'
      ? greeting(knock, secret(settings.verifyToken))
      : signed(knock, secret(settings.appSecret))
  },
  keep: ({ headers, body }) => ({
    // It has no id of its own, and comes again with the same bytes.
    key: createHash('sha256').update(body).digest('hex'),
    contentType: headers['content-type'] ?? 'application/json',
    headers: {},
    body,
  }),
}

function greeting({ query }: Knock, token: string): Verdict {
  if (query['hub.mode'] !== 'subscribe' || !isSameSecret(query['hub.verify_token'] ?? '', token))
    return { kind: 'forged', reason: 'it does not know the verify token' }
  const challenge = query['hub.challenge'] ?? ''
  // What is said back to whoever asks is never more than a word.
  return /^[\w-]{1,200}$/.test(challenge)
    ? { kind: 'greeting', answer: challenge }
    : { kind: 'forged', reason: 'its challenge is not one' }
}

function signed({ headers, body }: Knock, appSecret: string): Verdict {
  const [, given] = /^sha256=([0-9a-f]{64})$/i.exec(headers['x-hub-signature-256'] ?? '') ?? []
  if (given === undefined || appSecret === '') return { kind: 'forged', reason: 'it is not signed' }
  const expected = createHmac('sha256', appSecret).update(body).digest()
  return timingSafeEqual(expected, Buffer.from(given, 'hex'))
    ? { kind: 'genuine' }
    : { kind: 'forged', reason: 'its signature is of somebody else, or of something else' }
}
