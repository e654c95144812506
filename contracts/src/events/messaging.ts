import { Type } from 'typebox'
import { Instant, oneOf, orNull, shape, Uuid } from '../common.ts'
import { tellings } from '../messaging-words.ts'
import { events } from './catalogue.ts'

const clock = shape({
  outage: Uuid,
  number: Type.String(),
  rule: Type.String(),
  tell: oneOf(tellings),
  dueAt: orNull(Instant),
})

export const messagingEvents = events({
  'messaging.clock-due': {
    says: 'Something has to be said of an outage soon, or as soon as it can be, and no machine says it by itself. Once for each deadline.',
    data: clock,
  },
  'messaging.clock-late': {
    says: 'Something had to be said of an outage and was not. Once for each deadline.',
    data: clock,
  },
})
