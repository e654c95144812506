import { defaultSettings } from '../settings.ts'
import { treeOf, type Tree } from '../tree.ts'

export interface MadeElement {
  readonly key: string
  readonly kind: string
  readonly parents: readonly string[]
}

/**
 * A network of some thousand elements: a core, six sites, in each two routers, two switches on both of them, three OLTs on both
 * switches with eight PONs, splitters and 32 ONTs each; and metro switches on routers of two sites with business lines behind them.
 */
export function madeElements(sites = 6, olts = 3, pons = 8, onts = 32): MadeElement[] {
  const elements: MadeElement[] = [{ key: 'core', kind: 'router', parents: [] }]
  const add = (key: string, kind: string, parents: readonly string[]) => {
    elements.push({ key, kind, parents })
    return key
  }
  for (let site = 1; site <= sites; site++) {
    const name = `s${site}`
    add(name, 'site', ['core'])
    const routers = [1, 2].map(number => add(`${name}.r${number}`, 'router', [name]))
    const switches = [1, 2].map(number => add(`${name}.a${number}`, 'switch', routers))
    for (let olt = 1; olt <= olts; olt++) {
      const oltKey = add(`${name}.olt${olt}`, 'olt', switches)
      for (let pon = 1; pon <= pons; pon++) {
        const ponKey = add(`${oltKey}.p${pon}`, 'pon', [oltKey])
        const splitter = add(`${ponKey}.split`, 'splitter', [ponKey])
        for (let ont = 1; ont <= onts; ont++) add(`${ponKey}.${ont}`, 'ont', [splitter])
      }
    }
  }
  for (let metro = 1; metro <= sites * 2; metro++) {
    const first = ((metro - 1) % sites) + 1
    const second = (first % sites) + 1
    const key = add(`m${metro}`, 'switch', [`s${first}.r1`, `s${second}.r2`])
    for (let line = 1; line <= 6; line++) add(`${key}.line${line}`, 'bridge', [key])
  }
  return elements
}

export interface MadeNetwork {
  readonly tree: Tree
  readonly keys: readonly string[]
  readonly at: (key: string) => number
  /** What is cut off when these fail: everything without a path to the core. */
  readonly lostWith: (...failed: readonly string[]) => readonly string[]
}

export function makeNetwork(elements: readonly MadeElement[] = madeElements()): MadeNetwork {
  const dominator = dominators(elements)
  const below = Map.groupBy(elements, ({ key }) => dominator.get(key) ?? '')
  const numbered: { key: string; kind: string; position: number; last: number }[] = []
  const visit = ({ key, kind }: MadeElement): void => {
    const entry = { key, kind, position: numbered.length * 3 + 7, last: 0 }
    numbered.push(entry)
    for (const child of below.get(key) ?? []) visit(child)
    entry.last = numbered.length * 3 + 6
  }
  for (const top of below.get('') ?? []) visit(top)
  const index = new Map(numbered.map(({ key }, position) => [key, position]))
  const at = (key: string) => index.get(key) ?? -1
  const parents = new Map(
    elements.filter(element => element.parents.length > 1).map(element => [at(element.key), element.parents.map(at)]),
  )
  const flags = (isSet: (kind: string) => boolean) => Uint8Array.from(numbered, ({ kind }) => (isSet(kind) ? 1 : 0))
  const columns = {
    positions: numbered.map(({ position }) => position),
    lasts: numbered.map(({ last }) => last),
    monitored: flags(kind => !defaultSettings.silentKinds.includes(kind)),
    endpoint: flags(kind => defaultSettings.endpointKinds.includes(kind)),
  }
  const tree = treeOf(columns, parents)
  return {
    tree,
    at,
    keys: numbered.map(({ key }) => key),
    lostWith: (...failed) => {
      const lost = new Set(failed)
      // Parents come before their children in the list.
      for (const { key, parents } of elements)
        if (parents.length > 0 && parents.every(parent => lost.has(parent))) lost.add(key)
      return [...lost]
    },
  }
}

/** Parents come first, so the dominator of an element is where the ways up from its parents meet. */
function dominators(elements: readonly MadeElement[]): Map<string, string | null> {
  const dominator = new Map<string, string | null>()
  const wayUp = (key: string): string[] => {
    const above = dominator.get(key)
    return above ? [key, ...wayUp(above)] : [key]
  }
  for (const { key, parents } of elements) {
    const [first, ...others] = parents.map(wayUp)
    dominator.set(key, first?.find(each => others.every(way => way.includes(each))) ?? null)
  }
  return dominator
}
