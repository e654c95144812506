import { NotUnderstood, type Arrival, type Normalise } from '../door.ts'
import { instantOf, jsonOf, objectOf, objectsOf, textOf, type Foreign } from '../reading.ts'

/** What Meta brings: receipts of what we sent and messages of people, many in one body. What is not about either means nothing. */
export const normalise: Normalise = ({ body }, receivedAt) => {
  const notification = objectOf(jsonOf(body.toString('utf8')))
  if (notification === null) throw new NotUnderstood('it is no JSON object')
  if (notification['object'] !== 'whatsapp_business_account')
    throw new NotUnderstood('it is not about a WhatsApp business account')
  return objectsOf(notification['entry'])
    .flatMap(entry => objectsOf(entry['changes']))
    .filter(change => change['field'] === 'messages')
    .map(change => objectOf(change['value']) ?? {})
    .flatMap(value => [
      ...objectsOf(value['statuses']).flatMap(receiptsOf),
      ...objectsOf(value['messages']).flatMap(message => messageOf(message, receivedAt)),
    ])
}

const says: ReadonlyMap<unknown, Extract<Arrival, { kind: 'receipt' }>['says']> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  // Of a voice message, which is more than reading it.
  ['played', 'read'],
  ['failed', 'undeliverable'],
] as const)

/** The reader said in WhatsApp that he wants nothing more from us. */
const optedOut = 131_050

function receiptsOf(status: Foreign): readonly Arrival[] {
  const said = says.get(status['status'])
  // Our own key comes back with it, also where the answer that named theirs was lost, or is not there yet.
  const providerId = textOf(status['biz_opaque_callback_data'], 512) ?? textOf(status['id'], 512)
  if (said === undefined || providerId === null) return []
  const [error] = objectsOf(status['errors'])
  const reason = said === 'undeliverable' ? reasonOf(error) : null
  const reader = addressOf(status['recipient_id']) ?? addressOf(status['recipient_user_id'])
  return [
    { kind: 'receipt', providerId, says: said, reason },
    ...(error?.['code'] === optedOut && reader !== null ? [{ kind: 'stopped', address: reader } as const] : []),
  ]
}

function reasonOf(error: Foreign | undefined): string {
  if (error === undefined) return 'it failed'
  const words = textOf(error['title'], 200) ?? textOf(error['message'], 200) ?? 'it failed'
  return typeof error['code'] === 'number' ? `${error['code']}: ${words}` : words
}

function messageOf(message: Foreign, receivedAt: Temporal.Instant): readonly Arrival[] {
  const id = textOf(message['id'], 512)
  const from = addressOf(message['from']) ?? addressOf(message['from_user_id'])
  if (id === null || from === null) return []
  if (message['type'] === 'system') {
    const type = objectOf(message['system'])?.['type']
    return type === 'user_changed_number' || type === 'customer_changed_number'
      ? [{ kind: 'gone', address: from, reason: 'there is another number now' }]
      : []
  }
  return [
    {
      kind: 'message',
      id,
      from,
      subject: null,
      text: wordsOf(message),
      at: instantOf(message['timestamp'], receivedAt),
      isAutomatic: false,
    },
  ]
}

/** A number in digits, or what WhatsApp calls somebody who shows none, such as `PL.1344908112345`. */
function addressOf(value: unknown): string | null {
  return typeof value === 'string' && /^(\d{5,20}|[A-Z]{2}\.[A-Za-z0-9.]{1,128})$/.test(value) ? value : null
}

/** What was said, or what was pressed; what has no words is named, as `[image]`. */
function wordsOf(message: Foreign): string {
  const type =
    typeof message['type'] === 'string' && /^[a-z_]{1,30}$/.test(message['type']) ? message['type'] : 'unknown'
  const content = objectOf(message[type]) ?? {}
  switch (type) {
    case 'text':
      return textOf(content['body']) ?? ''
    case 'button':
      return textOf(content['text']) ?? textOf(content['payload']) ?? '[button]'
    case 'interactive':
      return pressedOf(content) ?? '[interactive]'
    default:
      return [`[${type}]`, textOf(content['caption']) ?? textOf(content['emoji'])]
        .filter(part => part !== null)
        .join(' ')
  }
}

function pressedOf(interactive: Foreign): string | null {
  for (const reply of ['button_reply', 'list_reply'])
    if (objectOf(interactive[reply]) !== null) return textOf(objectOf(interactive[reply])?.['title'])
  return textOf(objectOf(interactive['nfm_reply'])?.['body'])
}
