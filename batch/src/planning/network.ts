import { columnReader, readTable, unusable, type Refusal } from './table.ts'

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
  if (!table.columns.includes('element'))
    throw unusable(file, 'missing-column', 'Add the column element, and parent for a tree.', 'element')
  const refusals = [...table.refused]
  const refuse = (row: number, column: string, reason: string, value: string, remedy: string) =>
    refusals.push({ file, row, column, reason, value, remedy })

  const lines: Lines = { indexOf: new Map(), elements: [], parents: [], areas: [], rows: [] }
  const read = {
    element: columnReader(table, 'element'),
    parent: columnReader(table, 'parent'),
    area: columnReader(table, 'area'),
  }
  for (const line of table.rows) {
    const { row } = line
    const element = read.element(line)
    if (element === '') refuse(row, 'element', 'missing-value', '', 'name the element')
    else if (lines.indexOf.has(element)) refuse(row, 'element', 'duplicate', element, 'list each element once')
    else {
      lines.indexOf.set(element, lines.elements.push(element) - 1)
      lines.parents.push(read.parent(line))
      lines.areas.push(read.area(line))
      lines.rows.push(row)
    }
  }
  return { network: orderTree(lines, refuse), refused: refusals }
}

type Refuse = (row: number, column: string, reason: string, value: string, remedy: string) => void

/** The usable lines of the file, column by column. */
interface Lines {
  readonly indexOf: Map<string, number>
  readonly elements: string[]
  readonly parents: string[]
  readonly areas: string[]
  readonly rows: number[]
}

const none = -1

/** Roots first, then their children, then theirs, each generation in the order of the file. Numbers only, for networks are large. */
function orderTree({ indexOf: lineOf, elements, parents, areas, rows }: Lines, refuse: Refuse): Network {
  const count = elements.length
  const ordered: number[] = []
  const firstChild = new Int32Array(count).fill(none)
  const nextSibling = new Int32Array(count).fill(none)
  // From the last line up, so that each list of children is in the order of the file.
  for (let line = count - 1; line >= 0; line--) {
    const parent = lineOf.get(parents[line] ?? '')
    if (parent === undefined || parents[line] === '') continue
    nextSibling[line] = firstChild[parent] ?? none
    firstChild[parent] = line
  }
  parents.forEach((parent, line) => {
    if (parent === '') ordered.push(line)
    else if (!lineOf.has(parent))
      refuse(
        rows[line] ?? 0,
        'parent',
        'unknown-element',
        parent,
        'add the parent as an element of its own, or leave the field empty',
      )
  })
  const placeOf = new Int32Array(count).fill(none)
  const parentPlace: number[] = ordered.map(() => none)
  for (let place = 0; place < ordered.length; place++) {
    const line = ordered[place] as number
    placeOf[line] = place
    for (let child = firstChild[line] as number; child !== none; child = nextSibling[child] as number) {
      ordered.push(child)
      parentPlace.push(place)
    }
  }
  placeOf.forEach((place, line) => {
    if (place === none && lineOf.has(parents[line] ?? ''))
      refuse(
        rows[line] ?? 0,
        'parent',
        'circle',
        parents[line] ?? '',
        'the element hangs on itself or on something that was refused; mend the parent',
      )
  })
  const names = ordered.map(line => elements[line] as string)
  const area: string[] = []
  ordered.forEach((line, place) => area.push(areas[line] || area[parentPlace[place] ?? none] || ''))
  return {
    elements: names,
    indexOf: new Map(names.map((element, place) => [element, place])),
    parent: Int32Array.from(parentPlace),
    area,
  }
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
