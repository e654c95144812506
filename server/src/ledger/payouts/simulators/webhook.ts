import { timingSafeEqual } from 'node:crypto'
import { signature } from '../adapters/webhook.ts'
import { parseExact, textMember } from '../exact-json.ts'
import type { Call } from '../exchange.ts'
import { readBooked } from '../unit.ts'
import { answer, type Service, type SimulatedCredit } from './simulator.ts'

/** A receiver of signed credits: it checks signature and age, and books each key once. */
export function webhookService(secret: string, now: () => Temporal.Instant): Service {
  const credits: SimulatedCredit[] = []
  const booked = (key: string) => credits.find(credit => credit.key === key)

  function isSigned(call: Call): boolean {
    const timestamp = call.headers['pulih-timestamp'] ?? ''
    const [given, expected] = [call.headers['pulih-signature'] ?? '', signature(secret, timestamp, call.body ?? '')]
    const age = Math.abs(now().epochMilliseconds / 1000 - Number(timestamp))
    return given.length === expected.length && timingSafeEqual(Buffer.from(given), Buffer.from(expected)) && age <= 300
  }

  return {
    name: 'webhook',
    deduplicates: true,
    credits,
    handle(call) {
      if (!isSigned(call)) return answer(401, { error: 'signature' })
      if (call.method === 'GET') {
        const credit = booked(call.url.split('/').at(-1) ?? '')
        return credit ? answer(200, { key: credit.key, reference: credit.reference }) : answer(404, null)
      }
      const body = parseExact(call.body ?? '')
      const key = textMember(body, 'key')
      const [address, unit] = [textMember(body, 'address'), textMember(body, 'unit')]
      if (textMember(body, 'type') === 'payout.test') return answer(200, {})
      const amount = unit === null ? null : readBooked(textMember(body, 'amount') ?? '', unit)
      if (key === null || address === null || unit === null || amount === null)
        return answer(400, { error: 'malformed' })
      const before = booked(key)
      if (before) return answer(200, { reference: before.reference })
      const reference = `W-${credits.length + 1}`
      credits.push({ key, reference, address, unit, amount })
      return answer(200, { reference })
    },
  }
}
