import { Type } from 'typebox'
import { shape } from '../common.ts'
import { events } from './catalogue.ts'

const Id = Type.String({ pattern: '^\\d+$', description: 'Our own number of the customer' })

export const subscribersEvents = events({
  'subscribers.contact-changed': {
    says: 'How a customer is reached was changed by hand.',
    data: shape({ customer: Id }),
  },
  'subscribers.consent-changed': { says: 'A customer gave or withdrew a consent.', data: shape({ customer: Id }) },
  'subscribers.person-erased': {
    says: 'A customer was erased; whoever holds copies of names or addresses removes them.',
    data: shape({ customer: Id }),
  },
})
