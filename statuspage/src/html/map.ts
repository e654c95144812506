import type { PublicOutage } from '../picture.ts'
import { affectedBy, type AffectedArea } from './affected.ts'
import { boxOf, height, projectionOf, scaleOf, shapesOf, width, type Projection, type Shape } from './drawing.ts'
import { html, joined, type Html } from './html.ts'
import { ringsOf, type Point, type Ring } from './outline.ts'
import { sign } from './signs.ts'
import type { View } from './view.ts'

/**
 * Where it is: a drawing of the outlines, if there are any, and a list that says the same. `data-map`, `data-bounds` (west, south, east,
 * north) and `data-area` are for a script that puts a map in the drawing's place.
 */
export function whereItIs(view: View, outages: readonly PublicOutage[]): Html | null {
  const affected = affectedBy(outages)
  if (affected.length === 0) return null
  const placed = placedOf(affected)
  return html`<section class="where" aria-labelledby="where">
    <h2 id="where">${view.say('map.title')}</h2>
    <div class="card">
      ${placed && drawing(view, placed)}
      ${areaList(view, affected, { numbers: placed?.numbers ?? new Map(), links: outages.length > 1 })}
    </div>
  </section>`
}

interface Placed {
  readonly bounds: string
  readonly projection: Projection
  readonly areas: readonly (Shape & { readonly one: AffectedArea })[]
  /** Only areas whose number is not hidden under another one have one. */
  readonly numbers: ReadonlyMap<AffectedArea, number>
}

function placedOf(affected: readonly AffectedArea[]): Placed | null {
  const rings = new Map<AffectedArea, readonly Ring[]>()
  for (const one of affected) if (one.area.geometry) rings.set(one, ringsOf(one.area.geometry))
  const box = boxOf([...rings.values()].flat())
  if (box === null) return null
  const projection = projectionOf(box)
  const shapes = shapesOf([...rings.values()], projection)
  const areas = [...rings.keys()].flatMap((one, index) => {
    const shape = shapes[index]
    return shape ? [{ one, ...shape }] : []
  })
  return { bounds: box.join(','), projection, areas, numbers: numbersOf(areas) }
}

/** Beyond this, numbers would hide what they stand on; the list has all names in any case. */
const mostNumbers = 12
const apart = 64

function numbersOf(areas: Placed['areas']): ReadonlyMap<AffectedArea, number> {
  if (areas.length > mostNumbers) return new Map()
  const standing: Point[] = []
  const numbers = new Map<AffectedArea, number>()
  for (const { one, middle } of areas) {
    if (standing.some(([x, y]) => Math.hypot(x - middle[0], y - middle[1]) < apart)) continue
    standing.push(middle)
    numbers.set(one, numbers.size + 1)
  }
  return numbers
}

function drawing(view: View, { bounds, projection, areas, numbers }: Placed): Html {
  const { kilometres, units } = scaleOf(projection)
  return html`<svg
    class="map"
    viewBox="0 0 ${width} ${height}"
    role="img"
    aria-label="${view.say('map.label', { n: areas.length })}"
    data-map="/areas.geojson"
    data-open="${view.say('map.open')}"
    data-closer="${view.say('map.closer')}"
    data-farther="${view.say('map.farther')}"
    data-bounds="${bounds}"
  >
    <pattern id="grid" width="40" height="40" patternUnits="userSpaceOnUse"><circle cx="20" cy="20" r="2" /></pattern>
    <rect class="ground" width="${width}" height="${height}" />
    ${areas.map(
      ({ one, way }) =>
        html`<path class="area ${one.level}" data-area="${one.area.key}" fill-rule="evenodd" d="${way}" /> `,
    )}
    ${areas.map(({ one, middle: [x, y] }) => {
      const number = numbers.get(one)
      return (
        number !== undefined &&
        html`<g class="pin ${one.level}" transform="translate(${Math.round(x)} ${Math.round(y)})">
          <circle r="30" />
          <text y="12">${number}</text>
        </g> `
      )
    })}
    <path class="scale" d="M40 ${height - 44}v12h${units}v-12" />
    <text class="scale" x="44" y="${height - 58}">${view.distance(kilometres)}</text>
  </svg>`
}

const shownAtOnce = 8

interface Shown {
  readonly numbers: ReadonlyMap<AffectedArea, number>
  /** Of a single outage's areas, each would lead to the same page. */
  readonly links: boolean
}

function areaList(view: View, affected: readonly AffectedArea[], shown: Shown): Html {
  const items = affected.map(one => areaItem(view, one, shown))
  const more = items.slice(shownAtOnce)
  return html`<ul class="areas" aria-label="${view.say('map.list')}">
      ${items.slice(0, shownAtOnce)}
    </ul>
    ${
      more.length > 0 &&
      html`<details id="more-areas">
        <summary>${view.say('areas.more', { n: more.length })}</summary>
        <ul class="areas">
          ${more}
        </ul>
      </details>`
    }`
}

function areaItem(view: View, one: AffectedArea, { numbers, links }: Shown): Html {
  const { area, level, outages } = one
  const number = numbers.get(one)
  const [outage] = outages
  const word = outage?.planned ? 'extent.planned' : outage?.extent === 'degraded' ? 'extent.degraded' : 'extent.total'
  const its = outages.map(({ number }) => html`<a href="${view.paths.outage(number)}" dir="auto">${number}</a>`)
  return html`<li data-area="${area.key}">
    ${number === undefined ? sign(level) : html`<b class="number ${level}">${number}</b>`}
    <span
      ><span dir="auto">${area.name}</span>
      <small>${view.say(word)}${links && html` · ${joined(its, ', ')}`}</small></span
    >
  </li> `
}
