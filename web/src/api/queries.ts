import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryCache,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import {
  ask,
  askVersioned,
  newKey,
  type ArgumentsOf,
  type ChangeArguments,
  type OperationName,
  type ReplyTo,
} from './ask.ts'
import { operations } from './operations.ts'
import { isRefusal } from './refusal.ts'

/** One cache for the whole console. `whenSignedOut` hears of the first answer that says so. */
export function createQueryClient(whenSignedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: reason => {
        if (isRefusal(reason, 'access.unauthenticated')) whenSignedOut()
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // `ask` has tried again already where that can help.
        retry: false,
        refetchOnWindowFocus: true,
      },
    },
  })
}

/** What an operation answers, kept under its name and what it was asked with. */
export function looking<Name extends OperationName>(name: Name, given: ArgumentsOf<Name>) {
  return queryOptions({
    queryKey: [name, given] as const,
    queryFn: ({ signal }) => ask(name, given as ChangeArguments<Name>, { signal }),
  })
}

/** The same with its ETag. */
export function lookingVersioned<Name extends OperationName>(name: Name, given: ArgumentsOf<Name>) {
  return queryOptions({
    queryKey: [name, given, 'versioned'] as const,
    queryFn: ({ signal }) => askVersioned(name, given as ChangeArguments<Name>, { signal }),
  })
}

/** Operations that answer with pages. */
export type ListName = {
  [Name in OperationName]: ReplyTo<Name> extends { items: readonly unknown[]; next: string | null } ? Name : never
}[OperationName]
export type ItemOf<Name extends ListName> = ReplyTo<Name> extends { items: readonly (infer Item)[] } ? Item : never
export interface PageOf<Item> {
  readonly items: readonly Item[]
  readonly next: string | null
}

export function paging<Name extends ListName>(name: Name, given: ArgumentsOf<Name>, limit = 50) {
  return infiniteQueryOptions({
    queryKey: [name, given, limit] as const,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => askPage(name, given, { limit, cursor: pageParam, signal }),
    getNextPageParam: page => page.next,
    placeholderData: keepPreviousData,
  })
}

/** One page of a list, for tables and for exports. */
export async function askPage<Name extends ListName>(
  name: Name,
  given: ArgumentsOf<Name>,
  { limit, cursor, signal }: { readonly limit: number; readonly cursor: string | null; readonly signal?: AbortSignal },
): Promise<PageOf<ItemOf<Name>>> {
  const query = { ...given.query, limit, ...(cursor === null ? {} : { cursor }) }
  // Every list takes `limit` and `cursor`: `paging` of the contracts.
  const reply = await ask(name, { ...given, query } as ChangeArguments<Name>, signal ? { signal } : {})
  return reply as unknown as PageOf<ItemOf<Name>>
}

/** What is being asked for just now. */
const underWay = new Map<string, Promise<unknown>>()

/** The same change asked for again before it was answered is the same wish, and gets the same answer. */
function askOnce<Name extends OperationName>(name: Name, given: ChangeArguments<Name>): Promise<ReplyTo<Name>> {
  const start = () => ask(name, given, { key: newKey() })
  // Files cannot be compared, and nobody sends two with a double click.
  if (Object.values(given).some(value => value instanceof Blob)) return start()
  const wish = JSON.stringify([name, given])
  const known = underWay.get(wish) as Promise<ReplyTo<Name>> | undefined
  if (known) return known
  const asked = start().finally(() => underWay.delete(wish))
  underWay.set(wish, asked)
  return asked
}

/** A change, after which everything that it may have touched is read anew. One key for each thing that somebody wants done. */
export function useChange<Name extends OperationName>(name: Name) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (given: ChangeArguments<Name>) => askOnce(name, given),
    onSuccess: () => refresh(client, operations[name].path),
  })
}

const touches: readonly { readonly path: RegExp; readonly alters: RegExp }[] = [
  { path: /^\/(outages|alarms)/, alters: /^\/(outages|alarms|home|messaging|notices|compensation\/exclusions)/ },
  {
    path: /^\/(notices|messages|messaging)/,
    alters: /^\/(outages|notices|messaging|customers\/:customer\/messages|home)/,
  },
  { path: /^\/compensation/, alters: /^\/(compensation|ledger|payouts|home)/ },
  { path: /^\/(ledger|payouts)/, alters: /^\/(ledger|payouts|compensation|home)/ },
  { path: /^\/(elements|areas|imports)/, alters: /^\/(elements|areas|imports|customers|services|outages|home)/ },
  { path: /^\/(customers|services)/, alters: /^\/(customers|services)/ },
]

/** Reads anew whatever is on the screen and may differ after something at this address. */
export function refresh(client: QueryClient, path: string): Promise<void> {
  const alters = touches.find(each => each.path.test(path))?.alters ?? new RegExp(`^/${path.split('/')[1] ?? ''}`)
  return client.invalidateQueries({
    predicate: ({ queryKey: [name] }) =>
      typeof name === 'string' && name in operations && alters.test(operations[name as OperationName].path),
  })
}
