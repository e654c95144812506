import { problems } from './catalogue.ts'

export const networkProblems = problems({})
