import type { CreateOwnFacts } from '../own-facts.ts'
import { factsFrom } from './facts-from.ts'

/** Writes down when each row was reported. */
const create: CreateOwnFacts = () =>
  factsFrom((say, row) => {
    say(String(row.reportedAt))
    return 'own'
  })

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
