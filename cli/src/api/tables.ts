import { padEnd, paint, table, widthOf, type Page, type Style } from '@pulih/explanations'

/** A column: what heads it, and what it shows of an item. */
export interface Shown<Item> {
  readonly heading: string
  readonly of: (item: Item) => string
  /** Figures stand under each other by their ends. */
  readonly right?: boolean
  /** Gives way when the table is too wide. */
  readonly flexible?: boolean
}

/** A table of items; columns in which nothing stands are left out. */
export function itemTable<Item>(
  page: Page,
  shown: readonly Shown<Item>[],
  items: readonly Item[],
  indent = '',
): string[] {
  const filled = shown
    .map(column => ({ ...column, cells: items.map(column.of) }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
  const columns = filled.map(({ heading, right = false, flexible = false, cells }) => {
    const width = Math.max(widthOf(heading), ...cells.map(widthOf))
    const placed = (text: string) => (right ? ' '.repeat(width - widthOf(text)) + text : text)
    return { heading: placed(heading), flexible, cells: cells.map(placed) }
  })
  const rows = items.map((_, row) => columns.map(({ cells }) => cells[row] ?? ''))
  return table(page, columns, rows, indent)
}

/** Names and values below each other; what is empty is left out. */
export function facts(page: Page, pairs: readonly (readonly [string, string])[], indent = '  '): string[] {
  const filled = pairs.filter(([, value]) => value !== '')
  const left = Math.max(0, ...filled.map(([name]) => widthOf(name)))
  return filled.map(([name, value]) => `${indent}${paint(page, 'dim', padEnd(name, left))}  ${value}`)
}

export function title(page: Page, text: string): string {
  return paint(page, 'bold', text)
}

/** A section with its heading; nothing if it has no lines. */
export function part(page: Page, heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title(page, heading), ...lines]
}

/** Says that a list goes on. */
export function listEnd(count: number, more: boolean, what: string): string[] {
  return more ? ['', `The first ${count} ${what}; --limit shows more.`] : []
}

/** 1 service, 2 services. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${wholes.format(count)} ${count === 1 ? one : many}`
}

const wholes = new Intl.NumberFormat('en', { useGrouping: true })

export function whole(count: number): string {
  return wholes.format(count)
}

/** A state in the colour of its urgency; the word alone says it too. */
export function stated(page: Page, word: string, styles: Readonly<Record<string, Style>>): string {
  const style = styles[word]
  return style === undefined ? word : paint(page, style, word)
}
