import type { Component, Impact, Picture } from '../../picture.ts'
import type { Indicator } from '../words.ts'
import type { V2Status } from './types.ts'

/**
 * How things are in one word. The outages that are open decide, because a person weighed them; the components only where none of them
 * says anything, and planned work only where nothing is wrong.
 */
export function indicatorOf(picture: Picture): Indicator {
  const said = worst(picture.open.map(outage => outage.impact))
  const wrong = said === 'none' ? impactOfComponents(picture.components) : said
  if (wrong !== 'none') return wrong
  const works =
    picture.planned.some(work => work.status === 'in_progress') ||
    picture.components.some(component => component.status === 'under_maintenance')
  return works ? 'maintenance' : 'none'
}

/** The sentences that Statuspage writes: scripts compare them. */
export function v2Status(picture: Picture): V2Status {
  const indicator = indicatorOf(picture)
  return { indicator, description: descriptions[indicator] }
}

const descriptions: Readonly<Record<Indicator, string>> = {
  none: 'All Systems Operational',
  minor: 'Partially Degraded Service',
  major: 'Partial System Outage',
  critical: 'Major Service Outage',
  maintenance: 'Service Under Maintenance',
}

const impacts: readonly Impact[] = ['none', 'minor', 'major', 'critical']

function worst(found: readonly Impact[]): Impact {
  return impacts.findLast(impact => found.includes(impact)) ?? 'none'
}

/** One village without service is not the whole network: only when nothing works is it critical. */
function impactOfComponents(components: readonly Component[]): Impact {
  const down = components.filter(component => component.status === 'major_outage')
  if (down.length > 0) return down.length === components.length ? 'critical' : 'major'
  return components.some(({ status }) => status === 'degraded_performance' || status === 'partial_outage')
    ? 'minor'
    : 'none'
}
