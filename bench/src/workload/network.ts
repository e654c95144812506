/** How many elements each level of the tree has, from the top: 20,000 in all, of which the 18,000 lowest carry services. */
const levelSizes = [16, 184, 1_800, 18_000] as const
const levelPrefixes = ['C', 'P', 'O', 'L'] as const

export interface Network {
  readonly levels: readonly (readonly string[])[]
  readonly leaves: readonly string[]
  /** Element → the element that feeds it; empty for a root. */
  readonly parentOf: ReadonlyMap<string, string>
}

/** The tree is regular, not random: each level's elements are dealt out evenly below the level above. */
export function buildNetwork(): Network {
  const levels = levelSizes.map((size, level) =>
    Array.from({ length: size }, (_, index) => `${levelPrefixes[level] ?? ''}${index + 1}`),
  )
  const parentOf = new Map<string, string>()
  levels.forEach((elements, level) => {
    const above = levels[level - 1] ?? []
    elements.forEach((element, index) => {
      const parent = above[Math.floor((index * above.length) / elements.length)]
      parentOf.set(element, parent ?? '')
    })
  })
  return { levels, leaves: levels.at(-1) ?? [], parentOf }
}

export function networkCsv(network: Network): string {
  const lines = Array.from(network.parentOf, ([element, parent]) => `${element},${parent}\n`)
  return `element,parent\n${lines.join('')}`
}
