import { createECDH, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Harness } from '../../../../test/harness.ts'
import { good } from '../../../../test/factories/operator.ts'

const nowhere = 'http://127.0.0.1:9'
const settings: Readonly<Record<string, object>> = {
  email: {
    adapter: 'smtp',
    host: '127.0.0.1',
    port: 9,
    secure: false,
    user: null,
    password: null,
    from: 'pulih@example.net',
    inbox: null,
  },
  sms: { adapter: 'http-sms', url: nowhere, from: 'Telnet', token: 'sms', signing: null },
  telegram: { adapter: 'telegram', url: nowhere, token: 'telegram', webhookSecret: null },
  push: { adapter: 'web-push', contact: 'mailto:it@example.net', publicKey: 'B'.repeat(87), privateKey: 'push' },
}

/** Channels that are there and reach nobody, so that what would be sent can be read where it waits. */
export async function openChannels(
  h: Harness,
  kinds: readonly string[] = ['email', 'sms', 'telegram', 'push'],
): Promise<void> {
  for (const kind of kinds)
    await sql`insert into messaging.channel (name, kind, settings) values (${kind}, ${kind}, ${JSON.stringify(settings[kind])}::jsonb)`.execute(
      h.db,
    )
}

/** A browser that allowed push. */
export function aBrowser(): string {
  const curve = createECDH('prime256v1')
  const p256dh = curve.generateKeys().toString('base64url')
  const endpoint = `https://push.example.net/${randomBytes(9).toString('base64url')}`
  return JSON.stringify({
    endpoint,
    expirationTime: null,
    keys: { p256dh, auth: randomBytes(16).toString('base64url') },
  })
}

/** What waits to be sent to an address for its reader alone, the latest last. */
export async function lettersTo(
  h: Harness,
  address: string,
): Promise<{ subject: string; text: string; secret: boolean }[]> {
  const { rows } = await sql<{ words: { subject: string; text: string }; secret: boolean }>`
    select words, secret from messaging.message
    where origin is not null and messaging.compared(channel, address) = messaging.compared(channel, ${address}) order by id`.execute(
    h.db,
  )
  return rows.map(({ words, secret }) => ({ ...words, secret }))
}

export const everything = { scope: 'everything' }

export function wish(channel: string, address: string | null, place: object = everything) {
  return { place, channel, address, language: 'en', timeZone: 'Europe/Warsaw' }
}

/** The token in the last link that came to an address. */
export async function linkTo(h: Harness, address: string): Promise<string> {
  const letters = await lettersTo(h, address)
  return /\/portal\/confirm\/([\w-]{44})/.exec(letters.at(-1)?.text ?? '')?.[1] ?? ''
}

/** Somebody who asked by mail and said yes; returns the token with which he looks after it. */
export async function aSubscriber(h: Harness, address: string, place: object = everything): Promise<string> {
  good(await h.anyone.post('/subscriptions', wish('email', address, place)))
  const { token } = good(await h.anyone.post('/subscriptions/confirm', { token: await linkTo(h, address) }))
  return token
}
