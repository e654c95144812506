import type { ComponentStatus, PageFile, Picture } from '../../picture.ts'
import { liveFile } from '../files.ts'
import { firstLanguage, segment } from '../links.ts'
import { indicatorOf } from '../v2/indicator.ts'
import { componentWords, indicatorWords, type Indicator } from '../words.ts'
import { element, xmlFile, type Markup } from '../xml.ts'
import { shortened, textWidth } from './text-width.ts'

/** A badge for the whole page and one for each component, in the first language of the page. */
export function badgeFiles(picture: Picture): PageFile[] {
  const language = firstLanguage(picture.page)
  const indicator = indicatorOf(picture)
  return [
    badgeFile('/badge.svg', picture.page.name, indicatorWords[indicator][language], looks[indicator]),
    ...picture.components.map(({ id, name, status }) =>
      badgeFile(`/badge/${segment(id)}.svg`, name, componentWords[status][language], looks[status]),
    ),
  ]
}

/** Whoever cannot tell the colours apart has the sign and the word. White is readable on each colour: at least 4.5 to 1. */
interface Look {
  readonly colour: string
  /** A path within 10 by 10. */
  readonly sign: string
}

const tick = 'M1 5l3 3 5-6'
const cross = 'M2 2l6 6M8 2l-6 6'
const exclamation = 'M5 1v5M5 8.5v.5'
const bars = 'M3 1v8M7 1v8'

const green: Look = { colour: '#1a7340', sign: tick }
const amber: Look = { colour: '#8f5c00', sign: exclamation }
const orange: Look = { colour: '#a84300', sign: exclamation }
const red: Look = { colour: '#b3261e', sign: cross }
const blue: Look = { colour: '#1f5fae', sign: bars }

export const looks: Readonly<Record<Indicator | ComponentStatus, Look>> = {
  none: green,
  minor: amber,
  major: orange,
  critical: red,
  maintenance: blue,
  operational: green,
  degraded_performance: amber,
  partial_outage: orange,
  major_outage: red,
  under_maintenance: blue,
}

const height = 20
const margin = 6
const signWidth = 14
const longestName = 40

function badgeFile(path: string, name: string, word: string, { colour, sign }: Look): PageFile {
  const shown = shortened(name, longestName)
  const left = textWidth(shown) + 2 * margin
  const right = signWidth + textWidth(word) + 2 * margin
  const width = left + right
  const said = `${name}: ${word}`
  const svg = element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width: `${width}`,
      height: `${height}`,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': said,
    },
    element('title', {}, said),
    element('rect', { width: `${width}`, height: `${height}`, rx: '3', fill: '#3b4048' }),
    element('path', { d: `M${left} 0h${right - 3}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3H${left}z`, fill: colour }),
    element('path', {
      d: sign,
      transform: `translate(${left + margin} 5)`,
      fill: 'none',
      stroke: '#fff',
      'stroke-width': '1.6',
      'stroke-linecap': 'round',
    }),
    element(
      'g',
      { fill: '#fff', 'font-family': 'Verdana,DejaVu Sans,Geneva,sans-serif', 'font-size': '11' },
      textAt(margin, shown),
      textAt(left + margin + signWidth, word),
    ),
  )
  return liveFile(path, 'image/svg+xml', xmlFile(svg))
}

/** Set in the middle of its room, so that a script from right to left stands where one from left to right would. */
function textAt(from: number, text: string): Markup {
  const width = textWidth(text)
  return element(
    'text',
    {
      x: `${from + width / 2}`,
      y: '14',
      'text-anchor': 'middle',
      textLength: width === 0 ? null : `${width}`,
      lengthAdjust: width === 0 ? null : 'spacingAndGlyphs',
    },
    text,
  )
}
