import { styleText, stripVTControlCharacters } from 'node:util'

/** How a page for a terminal is written: plain by default, with colour only when the caller knows that it will be seen. */
export interface Page {
  readonly colour: boolean
  readonly width: number
}

export const defaultWidth = 100

export type Style = 'bold' | 'dim' | 'green' | 'red' | 'yellow' | 'underline'

export function paint(page: Page, style: Style | readonly Style[], text: string): string {
  return page.colour
    ? styleText([...(typeof style === 'string' ? [style] : style)], text, { validateStream: false })
    : text
}

/** Columns that a text takes on a terminal: marks above letters take none, wide East Asian characters two. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of stripVTControlCharacters(text)) {
    if (/[\p{Mn}\p{Me}\p{Cf}\p{Cc}]/u.test(character)) continue
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{1F300}-\u{1FAFF}\u{20000}-\u{3FFFD}]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return width
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)))
}

/** Cuts a text that is too wide and says so with an ellipsis. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) > width - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** Breaks a text at spaces; `first` opens the first line, and the others are indented to match. */
export function wrap(text: string, width: number, first = ''): string[] {
  const indent = ' '.repeat(widthOf(first))
  const lines: string[] = []
  let line = first
  let empty = true
  for (const word of text.split(/[ \n]+/).filter(part => part !== '')) {
    if (!empty && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line)
      line = indent
      empty = true
    }
    line += empty ? word : ` ${word}`
    empty = false
  }
  lines.push(line)
  return lines
}

/** Left and right end of one line, or two lines if they do not fit on one. */
export function apart(left: string, right: string, width: number): string[] {
  const space = width - widthOf(left) - widthOf(right)
  return space >= 2
    ? [left + ' '.repeat(space) + right]
    : [left, ' '.repeat(Math.max(0, width - widthOf(right))) + right]
}

export interface Column {
  readonly heading: string
  /** The column that gives way when the table is too wide. */
  readonly flexible?: boolean
}

/** An aligned table that is never wider than the page. */
export function table(
  page: Page,
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  indent = '',
): string[] {
  const gap = '  '
  const natural = columns.map((column, index) =>
    Math.max(widthOf(column.heading), ...rows.map(row => widthOf(row[index] ?? ''))),
  )
  const fixed = natural.reduce((sum, width, index) => (columns[index]?.flexible ? sum : sum + width), 0)
  const room = page.width - widthOf(indent) - gap.length * (columns.length - 1) - fixed
  const flexible = natural.filter((_, index) => columns[index]?.flexible)
  const widths = natural.map((width, index) => (columns[index]?.flexible ? shareOf(room, width, flexible) : width))
  const line = (cells: readonly string[], style?: Style) => {
    const text = cells.map((cell, index) => padEnd(fit(cell, widths[index] ?? 0), widths[index] ?? 0)).join(gap)
    return indent + (style ? paint(page, style, text.trimEnd()) : text.trimEnd())
  }
  return [
    line(
      columns.map(column => column.heading),
      'dim',
    ),
    ...rows.map(row => line(row)),
  ]
}

/** Every flexible column gets what it needs if it fits, or its part of the room. */
function shareOf(room: number, wanted: number, all: readonly number[]): number {
  const sum = all.reduce((a, b) => a + b, 0)
  return sum <= room ? wanted : Math.max(8, Math.min(wanted, Math.floor((room * wanted) / sum)))
}
