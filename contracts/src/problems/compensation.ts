import { problems } from './catalogue.ts'

export const compensationProblems = problems({})
