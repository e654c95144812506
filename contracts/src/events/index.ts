import type { EventKind } from './catalogue.ts'
import { compensationEvents } from './compensation.ts'
import { ledgerEvents } from './ledger.ts'
import { messagingEvents } from './messaging.ts'
import { networkEvents } from './network.ts'
import { outagesEvents } from './outages.ts'
import { subscribersEvents } from './subscribers.ts'

/** Every event there is, by type. */
export const eventCatalogue = {
  ...networkEvents,
  ...subscribersEvents,
  ...outagesEvents,
  ...compensationEvents,
  ...ledgerEvents,
  ...messagingEvents,
} satisfies Readonly<Record<string, EventKind>>

export type EventType = keyof typeof eventCatalogue
export type { EventKind }
