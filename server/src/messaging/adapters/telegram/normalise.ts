import { NotUnderstood, type Arrival, type Normalise, type RawArrival } from '../door.ts'
import { instantOf, jsonOf, objectOf, textOf, type Foreign } from '../reading.ts'

/** What is asked of Telegram: it brings nothing else. */
export const wanted = ['message', 'my_chat_member'] as const

/** One update, as it is kept. null: it has no number, so that it is none. */
export function rawOf(update: unknown): (RawArrival & { readonly updateId: number }) | null {
  const updateId = objectOf(update)?.['update_id']
  if (typeof updateId !== 'number' || !Number.isSafeInteger(updateId)) return null
  return {
    updateId,
    key: `update-${updateId}`,
    contentType: 'application/json',
    headers: {},
    body: Buffer.from(JSON.stringify(update)),
  }
}

/** What an update means: what a person wrote to us alone, or that he blocked us. What was edited, or said in a group, means nothing. */
export const normalise: Normalise = ({ body }, receivedAt) => {
  const update = objectOf(jsonOf(body.toString('utf8')))
  if (update === null || rawOf(update) === null) throw new NotUnderstood('it is no update of Telegram')
  const message = objectOf(update['message'])
  if (message !== null) return messageOf(message, receivedAt)
  const change = objectOf(update['my_chat_member'])
  return change === null ? [] : blockedOf(change)
}

function messageOf(message: Foreign, receivedAt: Temporal.Instant): readonly Arrival[] {
  const chat = privateChatOf(message)
  const id = message['message_id']
  if (chat === null || typeof id !== 'number') return []
  return [
    {
      kind: 'message',
      // Messages are numbered in each chat anew.
      id: `${chat}:${id}`,
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
