import { useQuery } from '@tanstack/react-query'
import { looking } from '../api/queries.ts'
import { useMe } from '../console/session/me.ts'
import { useSay } from './language.tsx'

const mostAtOnce = 80

/** What those who did something are called. The product does things too, and somebody reads what he did himself. */
export function useNames(actors: readonly string[]): (actor: string) => string {
  const say = useSay()
  const me = useMe()
  const wanted = [...new Set(actors)].filter(actor => /^(staff|key):[0-9a-f-]{36}$/.test(actor)).toSorted()
  const { data } = useQuery({
    ...looking('nameActors', { query: { actors: wanted.slice(0, mostAtOnce).join(',') } }),
    enabled: wanted.length > 0,
    staleTime: 5 * 60_000,
  })
  const names = new Map(data?.items.map(({ actor, name }) => [actor, name]))
  return actor => {
    if (actor === me.id) return say('common.you')
    if (actor.startsWith('system:')) return say('common.system')
    if (actor.startsWith('subscriber:')) return say('common.subscriber')
    return names.get(actor) ?? actor
  }
}
