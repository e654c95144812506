import { events } from './catalogue.ts'

export const subscribersEvents = events({})
