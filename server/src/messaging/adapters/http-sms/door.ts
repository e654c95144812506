import { createHash } from 'node:crypto'
import { verifySignature, signatureHeader } from '../../../platform/index.ts'
import type { SettingsOf } from '../adapter.ts'
import { NotUnderstood, type Arrival, type Door, type Normalise } from '../door.ts'
import { instantOf, jsonOf, objectOf, objectsOf, textOf } from '../reading.ts'

/**
 * What the gateway brings: `{"receipts": [{"id", "status", "reason"?}], "messages": [{"id", "from", "text", "at"?}]}`, signed as our own
 * webhooks are, with the secret that `signing` names. `id` is what the gateway answered when it took the message, or our own id.
 */
export const httpSmsDoor: Door<SettingsOf<'http-sms'>> = {
  verify({ method, headers, body }, { signing }, secret, now) {
    if (method !== 'POST' || signing === null) return { kind: 'forged', reason: 'this channel takes nothing' }
    const verdict = verifySignature({
      header: headers[signatureHeader] ?? '',
      body,
      secrets: [secret(signing)],
      nowSeconds: Math.floor(now.epochMilliseconds / 1_000),
    })
    return verdict.genuine ? { kind: 'genuine' } : { kind: 'forged', reason: verdict.reason }
  },
  keep: ({ body, headers }) => ({
    key: createHash('sha256').update(body).digest('base64url'),
    contentType: headers['content-type'] ?? 'application/json',
    headers: {},
    body,
  }),
}

const receipts: Readonly<Record<string, 'delivered' | 'sent' | 'undeliverable'>> = {
  sent: 'sent',
  delivered: 'delivered',
  undeliverable: 'undeliverable',
  failed: 'undeliverable',
  expired: 'undeliverable',
  rejected: 'undeliverable',
}

export const normaliseHttpSms: Normalise = ({ body }, receivedAt) => {
  const brought = objectOf(jsonOf(body.toString('utf8')))
  if (brought === null) throw new NotUnderstood('it is no JSON object')
  return [
    ...objectsOf(brought['receipts']).flatMap((each): Arrival[] => {
      const providerId = textOf(each['id'], 200)
      const says = receipts[textOf(each['status'], 40)?.toLowerCase() ?? '']
      return providerId === null || says === undefined
        ? []
        : [{ kind: 'receipt', providerId, says, reason: textOf(each['reason'], 300) }]
    }),
    ...objectsOf(brought['messages']).flatMap((each): Arrival[] => {
      const [id, from, text] = [textOf(each['id'], 200), textOf(each['from'], 40), textOf(each['text'])]
      if (id === null || from === null || text === null) return []
      return [
        {
          kind: 'message',
          id,
          from,
          subject: null,
          text,
          at: instantOf(each['at'], receivedAt),
          isAutomatic: !isNumber(from),
        },
      ]
    }),
  ]
}

/** Nobody writes by hand from a name or a short number: an answer might start a game without end, or be dear. */
function isNumber(from: string): boolean {
  return /^\+?\d{7,15}$/.test(from.replaceAll(/[\s().-]/g, ''))
}
