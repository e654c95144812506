import type { PageFile, Picture, PublicOutage } from '../../picture.ts'
import { jsonFile } from '../files.ts'
import { address } from '../links.ts'
import { latestFirst } from '../order.ts'
import { v2Components } from './components.ts'
import { v2Incident, v2Maintenance } from './incidents.ts'
import { v2Status } from './indicator.ts'
import type { V2Page } from './types.ts'

/** As many as Statuspage gives; what is open or to come is given whole, because leaving some out would say that they are over. */
const mostRecent = 50

/** The files of the Statuspage API, version 2, for the tools that already read it. */
export function v2Files(picture: Picture): PageFile[] {
  const page: V2Page = {
    id: picture.page.id,
    name: picture.page.name,
    url: address(picture.page, ''),
    time_zone: picture.page.timeZone,
    updated_at: picture.asOf,
  }
  const components = v2Components(picture)
  const status = v2Status(picture)
  const incident = (outage: PublicOutage) => v2Incident(picture.page, outage, components)
  const maintenance = (work: PublicOutage) => v2Maintenance(picture.page, work, components)

  const unresolved = newestFirst(picture.open).map(incident)
  const incidents = newestFirst([...picture.open, ...picture.past.filter(({ planned }) => !planned)])
  const planned = picture.planned.map(maintenance)
  const upcoming = planned.filter(work => work.status === 'scheduled')
  const active = planned.filter(work => work.status === 'in_progress' || work.status === 'verifying')
  const works = newestFirst([...picture.planned, ...picture.past.filter(work => work.planned)])

  const file = (name: string, value: object) => jsonFile(`/api/v2/${name}.json`, { page, ...value })
  return [
    file('summary', {
      components,
      incidents: unresolved,
      scheduled_maintenances: [...active, ...upcoming],
      status,
    }),
    file('status', { status }),
    file('components', { components }),
    file('incidents', { incidents: incidents.slice(0, mostRecent).map(incident) }),
    file('incidents/unresolved', { incidents: unresolved }),
    file('scheduled-maintenances', { scheduled_maintenances: works.slice(0, mostRecent).map(maintenance) }),
    file('scheduled-maintenances/upcoming', { scheduled_maintenances: upcoming }),
    file('scheduled-maintenances/active', { scheduled_maintenances: active }),
  ]
}

function newestFirst(outages: readonly PublicOutage[]): readonly PublicOutage[] {
  return latestFirst(
    outages,
    outage => outage.createdAt,
    outage => outage.id,
  )
}
