import { sql } from 'kysely'
import { forgetAnswersAbout, type Json, type Work } from '../platform/index.ts'
import { servicesOfCustomer } from '../subscribers/index.ts'

/** What the services of a customer said of outages and were answered: the only free text here that is about one person. */
export async function exportAppeals({ tx }: Work, customer: string): Promise<Json> {
  const { rows } = await sql<{ appeals: Json }>`
    select json_agg(x order by x.opened_at) as appeals from (
      select o.number::text as outage, s.key as service, a.state, a.note, a.answer, a.opened_at, a.decided_at
      from outages.appeal a join ${servicesOfCustomer(customer)} s on s.id = a.service_id join outages.outage o on o.id = a.outage_id) x`.execute(
    tx,
  )
  const appeals = rows[0]?.appeals ?? null
  return appeals === null ? null : { appeals }
}

/** Blanks what was said and answered, here and in the answers that are kept for repeated requests; that there was an appeal, and its outcome, stay. */
export async function eraseAppeals(work: Work, customer: string): Promise<Json> {
  const { tx } = work
  const { rows } = await sql<{ service: string; changed: boolean }>`
    with mine as (select id, key from ${servicesOfCustomer(customer)} s),
      blanked as (
        update outages.appeal a set note = '', answer = case when answer is not null then '' end
        from mine where mine.id = a.service_id and (a.note <> '' or a.answer <> '') returning a.service_id
      )
    select mine.key as service, exists (select from blanked b where b.service_id = mine.id) as changed
    from outages.appeal a join mine on mine.id = a.service_id`.execute(tx)
  if (rows.length === 0) return null
  await forgetAnswersAbout(
    work,
    rows.map(({ service }) => `service:${service}`),
  )
  return { appeals: rows.filter(({ changed }) => changed).length }
}
