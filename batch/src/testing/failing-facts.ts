import type { CreateOwnFacts } from '../own-facts.ts'
import { factsFrom } from './facts-from.ts'

/** Fails in the middle of a file, in whichever thread that is. */
const create: CreateOwnFacts = () =>
  factsFrom((_, row) => {
    if (row.line === 4000) throw new Error('the hook failed on line 4000')
    return 'shared'
  })

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
