import { isTimeZone } from '@pulih/kernel'
import { areasByKey } from '../../network/index.ts'
import { outageById } from '../../outages/index.ts'
import { Problem, problem, type Db, type Tx } from '../../platform/index.ts'
import { areaIsServed, servicesByKey } from '../../subscribers/index.ts'
import type { Place, Scope } from './subscription.ts'

export interface NamedPlace {
  readonly scope: Scope
  readonly key?: string
}

/** The place that somebody named; refuses one of which nothing will ever be told. Who may name a service has been settled before. */
export async function placeIn(db: Db | Tx, { scope, key = '' }: NamedPlace): Promise<Place> {
  const unknown = () => problem('messaging.place-unknown', { scope, key })
  switch (scope) {
    case 'everything':
      return { scope, key: null }
    case 'area': {
      const [area] = await areasByKey(db, [key])
      // An area may be one that only services know.
      if (!area && !(await areaIsServed(db, key))) throw unknown()
      return { scope, key }
    }
    case 'service':
      if ((await servicesByKey(db, [key])).length === 0) throw unknown()
      return { scope, key }
    case 'outage': {
      const outage = await outageById(db, key).catch((reason: unknown) => {
        throw reason instanceof Problem && reason.code === 'outages.not-found' ? unknown() : reason
      })
      // What is only suspected is nobody's business, and of what is over nothing more is told.
      if (outage.status !== 'confirmed' && outage.status !== 'partly-restored') throw unknown()
      return { scope, key: outage.id }
    }
  }
}

export function requireZone(zone: string): string {
  if (!isTimeZone(zone)) throw problem('messaging.zone-unknown', { zone })
  return zone
}
