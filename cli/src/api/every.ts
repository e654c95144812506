import type { ReplyOf, Route } from '@pulih/contracts'
import type { Client, Question } from './client.ts'

const mostAtOnce = 500

type Paged = { readonly items: readonly unknown[]; readonly next: string | null }
type ItemOf<R> = ReplyOf<R> extends { items: readonly (infer Item)[]; next: string | null } ? Item : never

export interface Items<Item> {
  readonly items: readonly Item[]
  /** Whether the list goes on behind the limit. */
  readonly more: boolean
}

/** A list page after page, until the limit. */
export async function every<R extends Route>(
  client: Client,
  route: R,
  question: Question<R>,
  limit: number,
): Promise<Items<ItemOf<R>>> {
  const items: unknown[] = []
  const { query, ...rest }: { readonly query?: object } = question
  let cursor: string | null = null
  do {
    const wanted = Math.min(mostAtOnce, limit - items.length)
    const asked = { ...rest, query: { ...query, limit: wanted, ...(cursor === null ? {} : { cursor }) } }
    // Lists are pages, and take limit and cursor, by contract.
    const page = (await client.ask(route, asked as unknown as Question<R>)) as Paged
    items.push(...page.items)
    cursor = page.next
  } while (cursor !== null && items.length < limit)
  return { items: items as ItemOf<R>[], more: cursor !== null }
}
