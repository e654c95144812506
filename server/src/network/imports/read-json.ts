import { readFileSync, statSync } from 'node:fs'
import { isArea } from '../geometry.ts'
import { RefusedFile } from './reasons.ts'
import type { Table } from './table.ts'

/** A document is held in memory as a whole, so it may not be as large as a table. */
const largestDocument = 256 << 20

/** A list of objects: small imports by other systems. */
export function readJson(file: string): Table {
  const list = parsed(file)
  if (!Array.isArray(list) || !list.every(isRecord)) throw new RefusedFile('not-json')
  const header = [...new Set(list.flatMap(row => Object.keys(row)))]
  return tableOf(
    header,
    list.map(row => header.map(name => textOf(row[name]))),
  )
}

/** A FeatureCollection of areas. The identifier is the feature's `id`, or its property `area`, `key` or `code`. */
export function readGeoJson(file: string): Table {
  const document = parsed(file)
  if (!isRecord(document) || document['type'] !== 'FeatureCollection' || !Array.isArray(document['features']))
    throw new RefusedFile('not-geojson')
  return tableOf(geoColumns, document['features'].map(areaRow))
}

const geoColumns = ['area', 'name', 'geometry']

function areaRow(feature: unknown): string[] {
  if (!isRecord(feature)) return geoColumns.map(() => '')
  const properties = isRecord(feature['properties']) ? feature['properties'] : {}
  const key = textOf(properties['area'] ?? properties['key'] ?? properties['code'] ?? feature['id'])
  // What is no polygon is passed on as a text that its column refuses.
  const geometry = isArea(feature['geometry']) ? JSON.stringify(feature['geometry']) : 'no polygon'
  return [key, textOf(properties['name']), geometry]
}

function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    header: header.map(name => name.toLowerCase()),
    rows: (async function* () {
      yield rows
    })(),
  }
}

function parsed(file: string): unknown {
  if (statSync(file).size > largestDocument) throw new RefusedFile('not-json')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)))
  } catch (reason) {
    throw new RefusedFile(reason instanceof TypeError ? 'not-utf8' : 'not-json')
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(textOf).join('|')
  return typeof value === 'string' ? value : JSON.stringify(value)
}
