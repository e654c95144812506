import { createHash } from 'node:crypto'
import type { Adapter, Outside, SettingsOf } from '../adapter.ts'
import type { Door } from '../door.ts'
import type { HandOver, Provider } from '../provider.ts'
import { jsonOf } from '../reading.ts'
import { isSameSecret } from '../same-secret.ts'
import { cutAtWord } from '../wording.ts'
import { asked, botApi, type BotAnswer } from './bot-api.ts'
import { botOf, normalise, rawOf } from './normalise.ts'
import { poll } from './polling.ts'
import { recentlyWritten } from './recently-written.ts'

type Settings = SettingsOf<'telegram'>

/** With a secret Telegram brings what people write to our door; without one it is asked for it. */
const door: Door<Settings> = {
  verify({ method, headers }, { token, webhookSecret }, secret) {
    if (webhookSecret === null) return { kind: 'forged', reason: 'Telegram is asked here, and brings nothing' }
    const given = headers['x-telegram-bot-api-secret-token'] ?? ''
    // Without the token nobody knows whose updates these are.
    secret(token)
    return method === 'POST' && isSameSecret(given, secret(webhookSecret))
      ? { kind: 'genuine' }
      : { kind: 'forged', reason: 'it does not know the secret' }
  },
  keep({ body }, { token }, secret) {
    const bot = botOf(secret(token))
    const raw = rawOf(jsonOf(body.toString('utf8')), bot)
    const key = raw?.key ?? createHash('sha256').update(body).digest('hex')
    return { key, contentType: 'application/json', headers: { bot }, body }
  },
}

export const telegram: Adapter<Settings> = {
  brings: 'telegram',
  secretsOf: ({ token, webhookSecret }) => (webhookSecret === null ? [token] : [token, webhookSecret]),
  open: (settings, outside) => bot(settings, outside.secret(settings.token), outside),
  door,
  normalise,
}

const longestText = 4_096

/** A bot of Telegram, which knows no keys and sends no receipts: what it has taken has arrived. */
function bot(settings: Settings, token: string, outside: Outside): Provider {
  const { exchange, now } = outside
  const api = botApi(settings.url, token, exchange)
  const polling = settings.webhookSecret === null ? poll(settings, token, outside) : null
  const written = recentlyWritten()
  return {
    isIdempotent: false,
    async handOver({ to, text }) {
      const chat = /^[1-9]\d{0,15}$/.test(to) ? Number(to) : Number.NaN
      if (!Number.isSafeInteger(chat))
        return { kind: 'refused', isFinal: true, reason: 'it is no chat with one person' }
      const wasWrittenTo = written.has(to, now())
      written.add(to, now())
      const words = cutAtWord(text.trim(), longestText, ({ length }) => length)
      const answer = await asked(api.sendMessage(chat, words, { link_preview_options: { is_disabled: true } }))
      return outcomeOf(answer, to, wasWrittenTo)
    },
    health: () => polling?.trouble() ?? null,
    async close() {
      await polling?.stop()
    },
  }
}

type Sent = Awaited<ReturnType<ReturnType<typeof botApi>['sendMessage']>>

const usualRestSeconds = 5
const longestRestSeconds = 600

function outcomeOf(answer: BotAnswer<Sent>, to: string, wasWrittenTo: boolean): HandOver {
  if (answer.kind === 'lost') return answer
  if (answer.kind === 'not-sent') return { kind: 'refused', isFinal: false, isOurs: true, reason: answer.reason }
  // Messages are numbered in each chat anew.
  if (answer.kind === 'done') return { kind: 'accepted', id: `${to}:${answer.result.message_id}` }
  const { code, says, restSeconds } = answer
  if (code === 429) {
    const seconds = Math.min(Math.max(restSeconds ?? usualRestSeconds, 1), longestRestSeconds)
    // It does not say which of its limits it was. One chat takes about a message each second, the bot some thirty of all.
    return { kind: 'throttled', seconds, reason: says, ...(wasWrittenTo && { only: 'reader' }) }
  }
  // He blocked the bot, never wrote to it, or has left Telegram.
  if (code === 403 || /chat not found|user is deactivated/i.test(says))
    return { kind: 'refused', isFinal: true, isGone: true, reason: says }
  if (code === 400 || code === 413) return { kind: 'refused', isFinal: true, reason: says }
  // Of the token, which is ours to mend (401, 404), and of trouble there the message is not to blame.
  return { kind: 'refused', isFinal: false, isOurs: true, reason: says }
}
