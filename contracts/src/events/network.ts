import { events } from './catalogue.ts'

export const networkEvents = events({})
