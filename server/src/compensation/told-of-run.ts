import type { Scheme } from '@pulih/engine'
import { languages, type Language } from '@pulih/kernel'
import { sql, type RawBuilder } from 'kysely'
import { grantsOfRun } from '../ledger/index.ts'
import type { Db, Tx } from '../platform/index.ts'
import { rulebook } from './operator.ts'
import { schemesOf } from './run-store.ts'

/**
 * What a run posted, for those who are told of it: relation `service_id, unit, amount, scheme, kind, claim_until, outages`. What it took back
 * is negative. An outage that was excluded gave nothing where another one hit as well that was not.
 */
export function creditsOfRun(run: string): RawBuilder<unknown> {
  return sql`(
    with hit as materialized (
      select e.number as exposure,
        coalesce(array_agg(distinct i.outage_id) filter (where i.exclusion_id is null), array_agg(distinct i.outage_id)) as outages
      from compensation.exposure e cross join lateral unnest(e.interruptions) n
      join compensation.interruption i on i.run_id = e.run_id and i.number = n
      where e.run_id = ${run}::uuid group by e.number)
    select g.service_id, g.unit, g.amount, g.scheme, g.kind, g.claim_until, coalesce(h.outages, '{}') as outages
    from ${grantsOfRun(run)}
    left join compensation.assessed a on a.run_id = ${run}::uuid and a.service_id = g.service_id and a.period_from = substr(g.basis, 8)::date
    left join hit h on h.exposure = a.exposure)`
}

/** What a rule is called in one language. */
interface SchemeTitle {
  readonly scheme: string
  readonly language: Language
  readonly title: string
}

/** What the rules of a run are called: those that it kept, and those of today for what was granted under one that it no longer has. */
export async function titlesOfRun(db: Db | Tx, run: string): Promise<readonly SchemeTitle[]> {
  const { rows } = await sql<{ rulebook: string; columns: readonly { readonly scheme: string }[] | null }>`
    select rulebook, columns from compensation.run where id = ${run}::uuid`.execute(db)
  const [found] = rows
  if (!found) return []
  // They were checked when they were kept.
  const kept = new Map(((await schemesOf(db, found.rulebook)) as Scheme[]).map(scheme => [scheme.id, scheme]))
  const wanted = new Set((found.columns ?? []).map(({ scheme }) => scheme))
  return [...wanted].flatMap(id => {
    const title = (kept.get(id) ?? rulebook().schemes.get(id))?.title
    return title === undefined ? [] : languages.map(language => ({ scheme: id, language, title: title[language] }))
  })
}
