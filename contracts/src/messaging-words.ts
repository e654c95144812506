/** By what people can be reached without their doing anything; `webhook`: chats and programs, which post what they get. */
export const messageChannels = ['sms', 'email', 'push', 'whatsapp', 'telegram', 'webhook'] as const
export type MessageChannel = (typeof messageChannels)[number]

/** In which form a webhook takes what it gets; the last three are for a person's own tool that posts in their name. */
export const webhookFormats = ['pulih', 'slack', 'teams', 'x', 'facebook', 'instagram'] as const
export type WebhookFormat = (typeof webhookFormats)[number]

/** What law or a promise may want to be told of an outage. */
export const tellings = ['first', 'update', 'restored', 'compensation'] as const

/** What one telling of an outage is about. */
export const noticeKindNames = [
  'first',
  'update',
  'etr',
  'restored',
  'reopened',
  'retracted',
  'planned',
  'reminder',
  'credit',
] as const
