import { Type } from 'typebox'
import { Count, Instant, Key, oneOf, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { TransferView } from './ledger.ts'
import { evidences, outageStatuses } from './outage-views.ts'
import { route } from './route.ts'
import { CustomerView, Id, Responsible } from './subscribers.ts'

export const foundBy = ['customer', 'service', 'login', 'contact', 'name'] as const

export const findCustomers = route({
  id: 'findCustomers',
  context: 'subscribers',
  method: 'GET',
  path: '/customer-search',
  summary: 'Find customers by whatever they say of themselves',
  description:
    'Looks for the beginning of a key of a customer or a service and, with the permission `subscribers.personal`, also for logins, names, e-mail and postal addresses and telephone numbers. ' +
    'Accents and capitals make no difference, and of names and postal addresses each word counts, also a part of one. At most as many as asked for, the nearest first.',
  permission: 'subscribers.read',
  query: shape({
    text: Type.String({ minLength: 2, maxLength: 100, pattern: '^[^\\u0000-\\u001f]+$' }),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 25 })),
  }),
  reply: shape({
    items: Type.Array(
      shape({
        ...CustomerView.properties,
        by: oneOf(foundBy, { description: 'In what it was found' }),
        found: Type.String({ maxLength: 1000, description: 'What stands there' }),
        services: Count,
      }),
    ),
    more: Type.Boolean({ description: 'There are others; say more of whom you look for' }),
  }),
})

export const setResponsible = route({
  id: 'setResponsible',
  context: 'subscribers',
  method: 'PUT',
  path: '/customers/:customer/responsible',
  summary: 'Say who speaks for a customer',
  description: 'One person, who is asked and may decide; with one of the contacts of the customer, or none.',
  permission: 'subscribers.write',
  versioned: true,
  idempotent: true,
  personal: 'customer',
  params: shape({ customer: Key }),
  body: shape({
    name: orNull(Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f]+$' })),
    contact: orNull(Id),
  }),
  reply: Responsible,
  problems: ['subscribers.customer-not-found', 'subscribers.contact-not-found', 'subscribers.erased'],
})

export const listCustomerOutages = route({
  id: 'listCustomerOutages',
  context: 'outages',
  method: 'GET',
  path: '/customers/:customer/outages',
  summary: 'The outages that hit services of a customer, the latest start first',
  permission: 'outages.read',
  params: shape({ customer: Key }),
  query: shape(paging),
  reply: pageOf(
    shape({
      outage: Uuid,
      number: Type.String(),
      title: ShortText,
      status: oneOf(outageStatuses),
      planned: Type.Boolean(),
      startedAt: Instant,
      restoredAt: orNull(Instant),
      services: Type.Array(
        shape({
          service: Key,
          from: Instant,
          to: orNull(Instant),
          evidence: oneOf(evidences),
          money: Type.Boolean({ description: 'The evidence is good enough for money' }),
        }),
        { maxItems: 50, description: 'At most 50' },
      ),
      servicesInAll: Count,
    }),
  ),
  problems: ['subscribers.customer-not-found'],
})

export const listCustomerTransfers = route({
  id: 'listCustomerTransfers',
  context: 'ledger',
  method: 'GET',
  path: '/ledger/customers/:customer/transfers',
  summary: 'What the services of a customer were granted and what became of it, newest first',
  permission: 'ledger.read',
  params: shape({ customer: Key }),
  query: shape(paging),
  reply: pageOf(TransferView),
  problems: ['subscribers.customer-not-found'],
})

export const listCustomerTrail = route({
  id: 'listCustomerTrail',
  context: 'identity',
  method: 'GET',
  path: '/customers/:customer/trail',
  summary: 'Who changed, exported or erased what is kept about a customer, newest first',
  permission: 'subscribers.personal',
  params: shape({ customer: Key }),
  query: shape(paging),
  reply: pageOf(
    shape({
      number: Count,
      at: Instant,
      actor: Type.String(),
      action: Type.String(),
      detail: Type.Unknown(),
    }),
  ),
  problems: ['subscribers.customer-not-found'],
})
