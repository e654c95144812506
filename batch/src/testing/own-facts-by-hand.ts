import type { CreateOwnFacts } from '../own-facts.ts'
import { factsFrom } from './facts-from.ts'

/** Days without service are whole days from the instant given as data; after ten of them nothing is said, before it all is shared. */
const create: CreateOwnFacts = (data, layout) => {
  const start = Number(data)
  const first = layout.offsets[0]?.[1]?.[0] ?? 0
  return factsFrom((say, row, slots, at) => {
    const days = Math.floor((row.restoredAt - start) / 86400)
    if (days < 0) return 'shared'
    if (days > 10) return 'none'
    slots[at + first] = BigInt(days)
    slots[at + first + 1] = 30n
    if (row.signature === 0) say(`own-${row.line},${days} days,${row.exposure}`)
    return 'own'
  })
}

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
