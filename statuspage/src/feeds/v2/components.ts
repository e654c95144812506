import type { Component, Page, Picture } from '../../picture.ts'
import type { V2Component } from './types.ts'

/**
 * The components in their order, groups with the ids of those in them. Statuspage knows one level of groups: a group inside a group
 * stands beside it, and a component whose group is not on the page stands alone.
 */
export function v2Components({ page, components }: Picture): readonly V2Component[] {
  const known = new Set(components.map(component => component.id))
  const groups = new Set(
    components.flatMap(({ id, group }) => (group !== null && group !== id && known.has(group) ? [group] : [])),
  )
  const groupOf = ({ id, group }: Component) => (group !== null && groups.has(group) && !groups.has(id) ? group : null)
  const seen = new Map<string | null, number>()
  return components.map(component => {
    const group = groupOf(component)
    const position = (seen.get(group) ?? 0) + 1
    seen.set(group, position)
    const children = components.filter(other => groupOf(other) === component.id).map(({ id }) => id)
    return v2Component(page, component, group, position, children)
  })
}

function v2Component(
  page: Page,
  component: Component,
  group: string | null,
  position: number,
  children: readonly string[],
): V2Component {
  const part = {
    id: component.id,
    name: component.name,
    status: component.status,
    created_at: component.createdAt,
    updated_at: component.updatedAt,
    position,
    description: null,
    showcase: true,
    start_date: Temporal.Instant.from(component.createdAt).toZonedDateTimeISO(page.timeZone).toPlainDate().toString(),
    group_id: group,
    page_id: page.id,
  }
  return children.length === 0
    ? { ...part, group: false, only_show_if_degraded: false }
    : { ...part, group: true, only_show_if_degraded: false, components: children }
}
