import type { CreateOwnFacts } from '../own-facts.ts'
import { Judge } from '../own/judge.ts'
import type { OwnData } from '../own/own-data.ts'

/** The judge with hardly any memory: what it says must not depend on what it still knows. */
const create: CreateOwnFacts = (data, layout) =>
  new Judge(data as OwnData, layout, { answers: 3, numbers: 200, text: 20 })

// oxlint-disable-next-line import/no-default-export -- A thread loads the hook of a run by its default export.
export default create
