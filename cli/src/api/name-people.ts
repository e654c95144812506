import { nameActors, readMe } from '@pulih/contracts'
import type { Client } from './client.ts'
import { Refusal } from './refusal.ts'

/** What people are called; where that is not known here, their identifier. */
export type NameOf = (actor: string) => string

/** The names of these actors. Programs and the product itself stay what they are. */
export async function namesOf(client: Client, actors: readonly (string | null)[]): Promise<NameOf> {
  const names = new Map<string, string>()
  const ids = [...new Set(actors.filter(actor => actor !== null && /^(staff|key):/.test(actor)))]
  try {
    for (let first = 0; first < ids.length; first += mostAtOnce) {
      const { items } = await client.ask(nameActors, {
        query: { actors: ids.slice(first, first + mostAtOnce).join(',') },
      })
      for (const { actor, name } of items) names.set(actor, name)
    }
    if (ids.length > 0) {
      const me = await client.ask(readMe, {})
      names.set(me.id, `${me.name} (you)`)
    }
  } catch (refused) {
    // Names are a comfort: that somebody may not have them, as an API key may not, is no reason to show nothing.
    if (!(refused instanceof Refusal)) throw refused
  }
  return actor => names.get(actor) ?? actor
}

const mostAtOnce = 50
