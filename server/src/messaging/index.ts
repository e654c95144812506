import type { Context } from '../platform/index.ts'

export {
  addMessages,
  countAudience,
  messageChannels,
  type AudienceCount,
  type MessageChannel,
  type Reach,
} from './audience.ts'

/** Tells people of outages. */
export const messaging: Context = { name: 'messaging' }
