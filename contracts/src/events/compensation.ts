import { events } from './catalogue.ts'

export const compensationEvents = events({})
