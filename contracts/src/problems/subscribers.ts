import { problems } from './catalogue.ts'

export const subscribersProblems = problems({
  'subscribers.customer-not-found': {
    status: 404,
    title: 'No such customer',
    detail: 'There is no customer {customer}; import the customers first, or mend the key.',
  },
  'subscribers.service-not-found': {
    status: 404,
    title: 'No such service',
    detail: 'There is no service {service}; import the services first, or mend the key.',
  },
  'subscribers.contact-not-found': {
    status: 404,
    title: 'No such contact',
    detail: 'The customer {customer} has no contact {contact}.',
  },
  'subscribers.consent-not-found': {
    status: 404,
    title: 'No such consent',
    detail: 'The customer {customer} has no consent {consent}.',
  },
  'subscribers.contact-exists': {
    status: 409,
    title: 'The customer has this contact already',
    detail: 'Change the other contact, or leave the address as it is.',
  },
  'subscribers.withdrawn-before-granted': {
    status: 422,
    title: 'Withdrawn before it was given',
    detail: 'The consent was given at {granted}; name a later instant.',
  },
  'subscribers.erased': {
    status: 409,
    title: 'The customer was erased',
    detail: 'Nothing personal is kept of {customer} any more; erasure is final.',
  },
})
