import { problems } from './catalogue.ts'

export const webhooksProblems = problems({
  'webhooks.endpoint-not-found': {
    status: 404,
    title: 'No such endpoint',
    detail: 'There is no webhook endpoint {endpoint}.',
  },
  'webhooks.delivery-not-found': {
    status: 404,
    title: 'No such delivery',
    detail: 'There is no webhook delivery {delivery}; delivered ones are kept for some weeks only.',
  },
  'webhooks.unusable-address': {
    status: 422,
    title: 'The address cannot be called',
    detail: '{reason}',
    also: ['why', 'host'],
  },
  'webhooks.too-many-endpoints': {
    status: 409,
    title: 'Too many endpoints',
    detail: 'There are already {most} endpoints; remove one.',
  },
  'webhooks.too-many-secrets': {
    status: 409,
    title: 'Too many secrets',
    detail:
      '{most} secrets of this endpoint are still in force; wait for one to expire, or end them with `keepOldHours` 0.',
  },
  'webhooks.endpoint-disabled': {
    status: 409,
    title: 'The endpoint is disabled',
    detail: 'Nothing is sent to {endpoint}; enable it first.',
  },
  'webhooks.under-way': {
    status: 409,
    title: 'It is being sent',
    detail: 'An attempt to send {delivery} is under way; look again in a minute.',
  },
})
