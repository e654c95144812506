import { listStaff, readMe } from '@pulih/contracts'
import type { Client } from '../api/client.ts'
import { every } from '../api/every.ts'
import { Refusal } from '../api/refusal.ts'

/** What people are called; where that is not known here, their identifier. */
export type NameOf = (actor: string) => string

/** The names of the staff are for whoever manages them. Everybody else knows at least himself. */
export async function namesOf(client: Client): Promise<NameOf> {
  const names = new Map<string, string>()
  try {
    const me = await client.ask(readMe, {})
    names.set(me.id, `${me.name} (you)`)
    if (!me.permissions.includes('identity.manage')) return nameIn(names)
    const { items } = await every(client, listStaff, {}, mostPeople)
    for (const { id, name } of items) if (!names.has(`staff:${id}`)) names.set(`staff:${id}`, name)
  } catch (refused) {
    // Names are a comfort: that somebody may not have them is no reason to show nothing.
    if (!(refused instanceof Refusal)) throw refused
  }
  return nameIn(names)
}

const mostPeople = 2_000

const nameIn =
  (names: ReadonlyMap<string, string>): NameOf =>
  actor =>
    names.get(actor) ?? actor
