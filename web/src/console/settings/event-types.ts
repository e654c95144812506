import type { EventType } from '@pulih/contracts'

/** Every event there is, by type. The catalogue itself stays on the server, with its schemas; one that is missing here does not compile. */
export const eventTypes = [
  'network.import-done',
  'network.element-changed',
  'subscribers.contact-changed',
  'subscribers.consent-changed',
  'subscribers.person-erased',
  'outages.suspected',
  'outages.confirmed',
  'outages.updated',
  'outages.etr-changed',
  'outages.update-published',
  'outages.partly-restored',
  'outages.restored',
  'outages.reopened',
  'outages.closed',
  'outages.retracted',
  'outages.matched',
  'outages.corrected',
  'outages.appealed',
  'outages.appeal-decided',
  'outages.review-written',
  'outages.review-closed',
  'compensation.computed',
  'compensation.approved',
  'compensation.posted',
  'compensation.stopped',
  'compensation.settled',
  'ledger.posted',
  'ledger.reversed',
  'messaging.clock-due',
  'messaging.clock-late',
] as const satisfies readonly EventType[]

type Missing = Exclude<EventType, (typeof eventTypes)[number]>
const nothing: Missing extends never ? true : never = true
void nothing
