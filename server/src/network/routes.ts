import { getElement, listAreas, listElements, putElement } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { mount, page, problem, readCursor, versioned, type Db } from '../platform/index.ts'
import * as areas from './area-store.ts'
import type { Element } from './element.ts'
import * as elements from './element-store.ts'
import * as use from './put-element.ts'

export function networkRoutes(app: FastifyInstance): void {
  mount(app, listElements, async ({ query, db }) => {
    const { limit = 50, cursor, kind, area, search } = query
    const below = query.below === undefined ? undefined : await findElement(db, query.below)
    const parent = query.parent === undefined ? undefined : (await findElement(db, query.parent)).id
    const rows = await elements.listElements(
      db,
      { kind, area, below, parent, top: query.top ?? false, search },
      readCursor(cursor, 1)?.[0] ?? null,
      limit + 1,
    )
    return page(rows, limit, row => [row.key], toView)
  })

  mount(app, getElement, async ({ params, db }) => {
    const element = await findElement(db, params.element)
    const [parents, path, children] = await Promise.all([
      elements.parentsOf(db, element.id),
      elements.pathToRoot(db, element.id),
      elements.childrenOf(db, element.id, 200),
    ])
    const view = {
      ...toView(element),
      parents: parents.map(toView),
      path: path.map(toView),
      children: children.map(toView),
    }
    return versioned(view, element.revision)
  })

  mount(app, putElement, async ({ params, body, work, ifMatch }) => {
    const { parents, kind = null, name = null, area = null, longitude = null, latitude = null, retired = false } = body
    const wanted = { parents, kind, name, area, longitude, latitude, retired }
    const element = await use.putElement(work, params.element, wanted, ifMatch)
    return versioned(toView(element), element.revision)
  })

  mount(app, listAreas, async ({ query, db }) => {
    const { limit = 50, cursor, within = '*', geometry = false } = query
    const rows = await areas.listAreas(db, { within, geometry }, readCursor(cursor, 1)?.[0] ?? null, limit + 1)
    return page(
      rows,
      limit,
      row => [row.key],
      row => ({
        area: row.key,
        name: row.name,
        box: boxOf(row),
        geometry: row.geometry,
      }),
    )
  })
}

async function findElement(db: Db, key: string): Promise<Element> {
  const [element] = await elements.elementsByKey(db, [key])
  if (!element) throw problem('network.element-not-found', { element: key })
  return element
}

function toView({ key, kind, name, area, longitude, latitude, retiredAt, feeds }: Element) {
  return { element: key, kind, name, area, longitude, latitude, retired: retiredAt !== null, feeds }
}

function boxOf({ min_longitude, min_latitude, max_longitude, max_latitude }: areas.AreaRow): number[] | null {
  if (min_longitude === null || min_latitude === null || max_longitude === null || max_latitude === null) return null
  return [min_longitude, min_latitude, max_longitude, max_latitude]
}
