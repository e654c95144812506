import type { AskedChannel } from '@pulih/contracts'
import type { ReplyTo } from '../api.ts'

type Known = Pick<ReplyTo<'getPortalPreferences'>, 'contacts' | 'offered'>

/** Channels by which somebody has a contact: those that he listed as he did, and after them the rest, as the operator offers them. */
export function inOrder(listed: readonly AskedChannel[], { contacts, offered }: Known): readonly AskedChannel[] {
  const reached = contacts.map(({ channel }) => channel)
  // One through which nobody may ask to be told may still be one by which he is.
  const all = [...offered.filter(channel => reached.includes(channel)), ...reached]
  return [...new Set([...listed.filter(channel => reached.includes(channel)), ...all])]
}

/** What is kept of an order: what he saw, and after it what he listed before and does not see now, because he has no contact there. */
export function kept(listed: readonly AskedChannel[], seen: readonly AskedChannel[]): AskedChannel[] {
  return [...new Set([...seen, ...listed])]
}
