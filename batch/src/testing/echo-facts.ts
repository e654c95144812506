import type { CreateOwnFacts } from '../own-facts.ts'

/** Writes down when each row was reported. */
const create: CreateOwnFacts = () => ({
  decide: row => ({ text: String(row.reportedAt) }),
})

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
