/** By what people are told in a rehearsal; chats are programs, of which there are a few besides. */
export const personal = ['sms', 'email', 'whatsapp', 'telegram', 'push'] as const
export type Personal = (typeof personal)[number]

export const channels = [...personal, 'chat'] as const
export type Channel = (typeof channels)[number]

/** What the product calls it. */
export function kindOf(channel: Channel): string {
  return channel === 'chat' ? 'webhook' : channel
}

/** The channel that the product calls so; null: one that is not rehearsed. */
export function channelOf(kind: string): Channel | null {
  const name = kind === 'webhook' ? 'chat' : kind
  return channels.find(channel => channel === name) ?? null
}
