import { nameRuns } from '../compensation/index.ts'
import { nameOutages } from '../outages/index.ts'
import type { Db } from '../platform/index.ts'
import { nameCustomers } from '../subscribers/index.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const number = /^[0-9]{1,18}$/

/** What people call the subjects of the audit trail, as far as they have another name than there. */
export async function nameSubjects(db: Db, subjects: readonly string[]): Promise<Map<string, string>> {
  const groups = [
    { prefix: '', looksLike: uuid, name: nameOutages },
    { prefix: 'outage:', looksLike: uuid, name: nameOutages },
    { prefix: 'run:', looksLike: uuid, name: nameRuns },
    { prefix: 'customer:', looksLike: number, name: nameCustomers },
  ]
  const named = groups.map(async ({ prefix, looksLike, name }) => {
    const ids = subjects
      .filter(subject => subject.startsWith(prefix))
      .map(subject => subject.slice(prefix.length))
      .filter(id => looksLike.test(id))
    if (ids.length === 0) return []
    return [...(await name(db, [...new Set(ids)]))].map(([id, said]) => [prefix + id, said] as const)
  })
  return new Map((await Promise.all(named)).flat())
}
