import { columnReader, readTable, type Refusal } from './table.ts'

/** A tree of elements. Parents come before their children. */
export interface Network {
  readonly elements: readonly string[]
  readonly indexOf: ReadonlyMap<string, number>
  /** -1 for a root. */
  readonly parent: Int32Array
  /** The element's area, its own or that of the nearest one above; empty if none. */
  readonly area: readonly string[]
}

/** Reads `network.csv`. Elements whose parent is unknown, and circles, are refused; the rest stands. */
export async function readNetwork(file: string): Promise<{ network: Network; refused: Refusal[] }> {
  const table = await readTable(file)
  if (!table.columns.includes('element')) throw new Error(`${file} has no column "element"; it needs element, and parent for a tree`)
  const refusals = [...table.refused]
  const refuse = (row: number, column: string, reason: string, value: string, remedy: string) => refusals.push({ file, row, column, reason, value, remedy })

  const lines = new Map<string, { row: number; parent: string; area: string }>()
  const read = { element: columnReader(table, 'element'), parent: columnReader(table, 'parent'), area: columnReader(table, 'area') }
  for (const line of table.rows) {
    const { row } = line
    const element = read.element(line)
    const parent = read.parent(line)
    const area = read.area(line)
    if (element === '') refuse(row, 'element', 'missing-value', '', 'name the element')
    else if (lines.has(element)) refuse(row, 'element', 'duplicate', element, 'list each element once')
    else lines.set(element, { row, parent, area })
  }
  return { network: orderTree(lines, refuse), refused: refusals }
}

type Refuse = (row: number, column: string, reason: string, value: string, remedy: string) => void

function orderTree(lines: ReadonlyMap<string, { row: number; parent: string; area: string }>, refuse: Refuse): Network {
  const children = new Map<string, string[]>()
  const ordered: string[] = []
  for (const [element, { row, parent }] of lines) {
    if (parent === '') ordered.push(element)
    else if (!lines.has(parent)) refuse(row, 'parent', 'unknown-element', parent, 'add the parent as an element of its own, or leave the field empty')
    else {
      const siblings = children.get(parent)
      if (siblings) siblings.push(element)
      else children.set(parent, [element])
    }
  }
  for (let index = 0; index < ordered.length; index++) ordered.push(...(children.get(ordered[index] as string) ?? []))
  const indexOf = new Map(ordered.map((element, index) => [element, index]))
  for (const [element, { row, parent }] of lines) {
    if (!indexOf.has(element) && lines.has(parent)) refuse(row, 'parent', 'circle', parent, 'the element hangs on itself or on something that was refused; mend the parent')
  }
  const parent = Int32Array.from(ordered, element => indexOf.get(lines.get(element)?.parent ?? '') ?? -1)
  const area: string[] = []
  ordered.forEach((element, index) => area.push(lines.get(element)?.area || area[parent[index] ?? -1] || ''))
  return { elements: ordered, indexOf, parent, area }
}

/** Elements without a tree, for operators whose outages name the very elements of their services. */
export function flatNetwork(elements: readonly string[]): Network {
  return {
    elements,
    indexOf: new Map(elements.map((element, index) => [element, index])),
    parent: new Int32Array(elements.length).fill(-1),
    area: elements.map(() => ''),
  }
}
