import { useQuery } from '@tanstack/react-query'
import type { Scheme } from '@pulih/engine'
import { looking } from '../../api/queries.ts'
import { useLanguage, useSay } from '../../ui/language.tsx'

/** What schemes are called in the reader's language; one that is gone keeps its id. */
export function useSchemeTitles(): (id: string) => string {
  const { language } = useLanguage()
  const say = useSay()
  const { data } = useQuery({ ...looking('listSchemes', {}), staleTime: 10 * 60_000 })
  const titles = new Map(data?.items.map(({ id, scheme }) => [id, (scheme as Scheme).title[language]]))
  return id => titles.get(id) ?? (id === 'goodwill' ? say('run.goodwill') : id)
}
