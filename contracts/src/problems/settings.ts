import { problems } from './catalogue.ts'

export const settingsProblems = problems({})
