import { problems } from './catalogue.ts'

export const subscribersProblems = problems({})
