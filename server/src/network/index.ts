import type { Context } from '../platform/index.ts'
import { importAreas } from './import-areas.ts'
import { importElements } from './import-elements.ts'
import { networkRoutes } from './routes.ts'

export { importFigures } from './imports/home-figures.ts'
export { areasByKey, areasNamed } from './area-store.ts'
export { type Element, type FailedRange } from './element.ts'
export {
  dominatorAncestors,
  elementsById,
  elementsByKey,
  elementsInPolygon,
  inArea,
  pathToRoot,
} from './element-store.ts'
export { belowByAnyPath, failedRanges } from './failed-ranges.ts'
export { holdShape } from './graph-store.ts'
export * as columns from './imports/columns.ts'
export { importParts } from './imports/import-parts.ts'
export { rejectRepeated, type Fault, type ImportKind, type Stage } from './imports/kind.ts'
export { takeTurn } from './imports/take-turn.ts'
export { upsert } from './imports/upsert.ts'
export { elementsAs } from './relations.ts'

/** What of the network itself can be imported; the context that imports the rest puts them together. */
export const networkImports = [importAreas, importElements]

export const network: Context = { name: 'network', routes: networkRoutes }
