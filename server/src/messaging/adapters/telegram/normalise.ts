import { NotUnderstood, type Arrival, type Normalise, type RawArrival } from '../door.ts'
import { instantOf, jsonOf, objectOf, textOf, type Foreign } from '../reading.ts'

/** What is asked of Telegram: it brings nothing else. */
export const wanted = ['message', 'my_chat_member'] as const

/** Which bot a token is of: it begins with the number that Telegram gave that one. */
export function botOf(token: string): string {
  return /^\d{1,20}(?=:)/.exec(token)?.[0] ?? 'unknown'
}

/** One update, as it is kept. null: it has no number, so that it is none. Each bot numbers its updates anew. */
export function rawOf(update: unknown, bot: string): (RawArrival & { readonly updateId: number }) | null {
  const updateId = objectOf(update)?.['update_id']
  if (typeof updateId !== 'number' || !Number.isSafeInteger(updateId)) return null
  return {
    updateId,
    key: `update-${bot}-${updateId}`,
    contentType: 'application/json',
    headers: { bot },
    body: Buffer.from(JSON.stringify(update)),
  }
}

/** What an update means: what a person wrote to us alone, or that he blocked us. What was edited, or said in a group, means nothing. */
export const normalise: Normalise = ({ body, headers }, receivedAt) => {
  const update = objectOf(jsonOf(body.toString('utf8')))
  const bot = headers['bot'] ?? 'unknown'
  if (update === null || rawOf(update, bot) === null) throw new NotUnderstood('it is no update of Telegram')
  const message = objectOf(update['message'])
  if (message !== null) return messageOf(message, bot, receivedAt)
  const change = objectOf(update['my_chat_member'])
  return change === null ? [] : blockedOf(change)
}

function messageOf(message: Foreign, bot: string, receivedAt: Temporal.Instant): readonly Arrival[] {
  const chat = privateChatOf(message)
  const id = message['message_id']
  if (chat === null || typeof id !== 'number') return []
  return [
    {
      kind: 'message',
      // Messages are numbered in each chat anew, and chats with another bot are called the same.
      id: `${bot}:${chat}:${id}`,
      from: chat,
      subject: null,
      text: wordsOf(message),
      at: instantOf(message['date'], receivedAt),
      isAutomatic: objectOf(message['from'])?.['is_bot'] === true,
    },
  ]
}

/** Whoever blocks a bot wants nothing more from it; when he takes it back he writes to it. */
function blockedOf(change: Foreign): readonly Arrival[] {
  const chat = privateChatOf(change)
  const status = objectOf(change['new_chat_member'])?.['status']
  return chat !== null && status === 'kicked' ? [{ kind: 'stopped', address: chat }] : []
}

function privateChatOf({ chat }: Foreign): string | null {
  const { type, id } = objectOf(chat) ?? {}
  return type === 'private' && typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : null
}

const kinds = ['photo', 'voice', 'video', 'video_note', 'audio', 'document', 'sticker', 'location', 'contact'] as const

/** What was said; what has no words is named, as `[photo]`. */
function wordsOf(message: Foreign): string {
  const text = textOf(message['text'])
  if (text !== null) return text
  const kind = kinds.find(name => message[name] !== undefined) ?? 'unknown'
  return [`[${kind}]`, textOf(message['caption'])].filter(part => part !== null).join(' ')
}
