import { problems } from './catalogue.ts'

export const webhooksProblems = problems({})
