import type { CreateOwnFacts } from '../own-facts.ts'

/** Writes down when each row was reported. */
const create: CreateOwnFacts = () => ({
  decide: row => ({ text: String(row.reportedAt) }),
})

export default create
