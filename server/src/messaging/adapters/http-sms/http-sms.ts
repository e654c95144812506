import type { Exchange } from '../../../platform/index.ts'
import type { Adapter, SettingsOf } from '../adapter.ts'
import { httpSmsDoor, normaliseHttpSms } from './door.ts'
import type { HandOver, Outgoing, Provider } from '../provider.ts'
import { jsonOf, objectOf, textOf } from '../reading.ts'
import { restSeconds } from '../retry-after.ts'

export const httpSmsGateway: Adapter<SettingsOf<'http-sms'>> = {
  brings: 'sms',
  secretsOf: ({ token, signing }) => (signing === null ? [token] : [token, signing]),
  open: (settings, { exchange, secret, now }) => httpSms(settings, secret(settings.token), exchange, now),
  door: httpSmsDoor,
  normalise: normaliseHttpSms,
}

/**
 * A gateway for SMS that takes JSON: `{"id", "to", "from", "text"}`, with a bearer token and our key as `Idempotency-Key`. It answers with
 * `{"id"}`; what it answers twice to one key it sends once.
 */
export function httpSms(
  { url, from }: Pick<SettingsOf<'http-sms'>, 'url' | 'from'>,
  token: string,
  exchange: Exchange,
  now: () => Temporal.Instant,
): Provider {
  return {
    isIdempotent: true,
    async handOver({ key, to, text }: Outgoing): Promise<HandOver> {
      const answer = await exchange({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${token}`,
          'idempotency-key': key,
        },
        body: JSON.stringify({ id: key, to: to.replaceAll(/[^+\d]/g, ''), from, text }),
      })
      if (answer.kind === 'not-sent') return { kind: 'refused', isFinal: false, isOurs: true, reason: answer.reason }
      if (answer.kind === 'lost') return { kind: 'lost', reason: answer.reason }
      const { status, headers, body } = answer
      if (status === 429)
        return { kind: 'throttled', seconds: restSeconds(headers['retry-after'], now()), reason: 'it answered 429' }
      if (status >= 200 && status < 300) return { kind: 'accepted', id: textOf(objectOf(jsonOf(body))?.['id'], 200) }
      const reason = `it answered ${status}`
      if (aboutMessage.has(status)) return { kind: 'refused', isFinal: true, reason }
      return { kind: 'refused', isFinal: false, ...(!passing.has(status) && { isOurs: true }), reason }
    },
    close: () => Promise.resolve(),
  }
}

/** What is wrong with this message; anything else is about us or the gateway, and would be so for everybody. */
const aboutMessage = new Set([400, 409, 413, 415, 422])
/** Another time may do. */
const passing = new Set([408, 425])
