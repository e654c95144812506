import { Type } from 'typebox'
import {
  Amount,
  Count,
  Currency,
  Instant,
  Key,
  oneOf,
  orNull,
  pageOf,
  paging,
  PlainDate,
  shape,
  ShortText,
} from './common.ts'
import { route } from './route.ts'

const text = Type.String({ maxLength: 1000 })
export const Id = Type.String({ pattern: '^\\d{1,18}$' })
const customerKinds = ['consumer', 'small-business', 'business'] as const
const serviceKinds = ['internet', 'voice', 'mobile', 'tv', 'hosting', 'leased-line', 'electricity'] as const
export const contactChannels = ['email', 'sms', 'phone', 'letter', 'push', 'whatsapp', 'telegram'] as const

const hidden = 'Null without the permission `subscribers.personal`'

export const CustomerView = shape({
  customer: Key,
  kind: oneOf(customerKinds),
  name: orNull(Type.String({ maxLength: 1000, description: hidden })),
  language: orNull(ShortText),
  segment: orNull(ShortText),
  erasedAt: orNull(Instant),
})

const ContactView = shape({
  id: Id,
  channel: oneOf(contactChannels),
  address: orNull(Type.String({ maxLength: 1000, description: hidden })),
  preferred: Type.Boolean(),
  revision: Count,
})

/** Who speaks for a customer: one person, under one of the customer's contacts. */
export const Responsible = shape({
  name: orNull(Type.String({ maxLength: 200, description: hidden })),
  contact: orNull(Id),
  revision: Count,
})

const ConsentView = shape({
  id: Id,
  purpose: ShortText,
  channel: oneOf(contactChannels),
  grantedAt: Instant,
  withdrawnAt: orNull(Instant),
  source: orNull(text),
  revision: Count,
})

const TermsView = shape({
  validFrom: PlainDate,
  plan: orNull(text),
  monthlyFee: Amount,
  feeBeforeDiscount: orNull(Amount),
})

const ServiceView = shape({
  service: Key,
  customer: Key,
  kind: oneOf(serviceKinds),
  element: orNull(Key),
  area: orNull(Key),
  region: orNull(ShortText),
  remoteness: orNull(ShortText),
  timeZone: orNull(ShortText),
  payment: oneOf(['postpaid', 'prepaid']),
  cycleDay: Type.Integer({ minimum: 1, maximum: 28 }),
  segment: orNull(ShortText),
  login: orNull(Type.String({ maxLength: 1000, description: hidden })),
  since: orNull(PlainDate),
  until: orNull(PlainDate),
  currency: Currency,
})

const CountView = shape({ kind: oneOf(serviceKinds), segment: orNull(ShortText), services: Count })

export const listCustomers = route({
  id: 'listCustomers',
  context: 'subscribers',
  method: 'GET',
  path: '/customers',
  summary: 'Customers, sorted by key',
  permission: 'subscribers.read',
  query: shape({
    ...paging,
    kind: Type.Optional(oneOf(customerKinds)),
    segment: Type.Optional(ShortText),
    search: Type.Optional({ ...ShortText, description: 'The beginning of a key' }),
  }),
  reply: pageOf(CustomerView),
})

export const getCustomer = route({
  id: 'getCustomer',
  context: 'subscribers',
  method: 'GET',
  path: '/customers/:customer',
  summary: 'One customer with services, contacts and consents',
  permission: 'subscribers.read',
  params: shape({ customer: Key }),
  reply: shape({
    ...CustomerView.properties,
    responsible: Responsible,
    contacts: Type.Array(ContactView),
    consents: Type.Array(ConsentView),
    services: Type.Array(ServiceView, { maxItems: 500, description: 'At most 500; the list of services has all.' }),
  }),
  problems: ['subscribers.customer-not-found'],
})

export const changeContact = route({
  id: 'changeContact',
  context: 'subscribers',
  method: 'PATCH',
  path: '/customers/:customer/contacts/:contact',
  summary: "Change one of a customer's contacts",
  permission: 'subscribers.write',
  versioned: true,
  idempotent: true,
  personal: 'customer',
  params: shape({ customer: Key, contact: Id }),
  body: shape({
    address: Type.Optional(Type.String({ minLength: 1, maxLength: 1000, pattern: '^[^\\u0000-\\u001f]+$' })),
    preferred: Type.Optional(Type.Boolean({ description: 'true takes the preference from the others' })),
  }),
  reply: ContactView,
  problems: [
    'subscribers.customer-not-found',
    'subscribers.contact-not-found',
    'subscribers.contact-exists',
    'subscribers.erased',
  ],
})

export const changeConsent = route({
  id: 'changeConsent',
  context: 'subscribers',
  method: 'PATCH',
  path: '/customers/:customer/consents/:consent',
  summary: 'Withdraw a consent, or undo that',
  permission: 'subscribers.write',
  versioned: true,
  idempotent: true,
  personal: 'customer',
  params: shape({ customer: Key, consent: Id }),
  body: shape({ withdrawnAt: orNull(Instant) }),
  reply: ConsentView,
  problems: [
    'subscribers.customer-not-found',
    'subscribers.consent-not-found',
    'subscribers.withdrawn-before-granted',
    'subscribers.erased',
  ],
})

export const listServices = route({
  id: 'listServices',
  context: 'subscribers',
  method: 'GET',
  path: '/services',
  summary: 'Services, sorted by key',
  permission: 'subscribers.read',
  query: shape({
    ...paging,
    customer: Type.Optional(Key),
    kind: Type.Optional(oneOf(serviceKinds)),
    segment: Type.Optional(ShortText),
    area: Type.Optional({ ...Key, description: '`32` covers `32.73`' }),
    below: Type.Optional({ ...Key, description: 'Services that this element alone cuts off' }),
    search: Type.Optional({ ...ShortText, description: 'The beginning of a key' }),
  }),
  reply: pageOf(ServiceView),
  problems: ['network.element-not-found'],
})

export const getService = route({
  id: 'getService',
  context: 'subscribers',
  method: 'GET',
  path: '/services/:service',
  summary: 'One service with the terms in force',
  permission: 'subscribers.read',
  params: shape({ service: Key }),
  reply: shape({ ...ServiceView.properties, terms: orNull(TermsView) }),
  problems: ['subscribers.service-not-found'],
})

export const getServiceHistory = route({
  id: 'getServiceHistory',
  context: 'subscribers',
  method: 'GET',
  path: '/services/:service/history',
  summary: 'What a service cost and when it was connected: terms, bills, top-ups, sessions, the newest first',
  permission: 'subscribers.read',
  params: shape({ service: Key }),
  query: shape({
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50, description: 'Of each' })),
  }),
  reply: shape({
    terms: Type.Array(TermsView),
    bills: Type.Array(
      shape({ from: PlainDate, to: PlainDate, amount: Amount, key: orNull(Key), seenCredit: orNull(Amount) }),
    ),
    topUps: Type.Array(shape({ on: PlainDate, amount: Amount })),
    sessions: Type.Array(
      shape({
        id: Key,
        nas: orNull(text),
        startedAt: Instant,
        stoppedAt: orNull(Instant),
        heardAt: Instant,
        terminateCause: orNull(text),
      }),
    ),
  }),
  problems: ['subscribers.service-not-found'],
})

export const getCoverage = route({
  id: 'getCoverage',
  context: 'subscribers',
  method: 'GET',
  path: '/coverage',
  summary: 'How many services would be without service if these elements failed together',
  permission: 'subscribers.read',
  query: shape({
    elements: Type.String({ minLength: 1, maxLength: 8000, description: 'Keys with bars between them' }),
    on: Type.Optional({ ...PlainDate, description: 'Services of that day; otherwise of today' }),
  }),
  reply: shape({
    services: Count,
    bySegment: Type.Array(CountView),
    redundant: Type.Array(Key, { description: 'Elements that fail only because all their parents do' }),
  }),
  problems: ['network.element-not-found'],
})
