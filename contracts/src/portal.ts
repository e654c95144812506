import { serviceKinds } from '@pulih/engine'
import { languages } from '@pulih/kernel'
import { Type, type Static } from 'typebox'
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
  Uuid,
} from './common.ts'
import { appealStates, OutageName } from './outage-views.ts'
import { route } from './route.ts'

/** The languages in which subscribers are spoken to. */
const Language = oneOf(languages)
const inLanguage = { language: Type.Optional(Language) }

/** Answers to whoever is at the door are the same for everybody; so are the refusals. */
const door = { context: 'portal', permission: 'anyone' } as const
const mine = { context: 'portal', permission: 'portal.own' } as const

export const getPortalDoor = route({
  ...door,
  id: 'getPortalDoor',
  method: 'GET',
  path: '/portal/door',
  summary: 'How subscribers can sign in, and which country’s rights are theirs',
  reply: shape({
    code: Type.Boolean({ description: 'Whether one-time codes can be sent' }),
    provider: Type.Boolean({ description: 'Whether the operator’s own sign-in is connected' }),
    jurisdiction: Type.String({ pattern: '^[A-Z]{2}$' }),
  }),
})

export const askPortalCode = route({
  ...door,
  id: 'askPortalCode',
  method: 'POST',
  path: '/portal/sign-in',
  summary: 'Send a one-time code to a registered e-mail address or telephone number',
  description:
    'The answer is the same, and given after the same work, whether or not the contact is known. A code belongs to the browser that asked for it.',
  body: shape({
    contact: Type.String({ minLength: 3, maxLength: 200, pattern: '^[^\\u0000-\\u001f]+$' }),
    ...inLanguage,
  }),
  reply: shape({ challenge: Type.String(), expiresAt: Instant }),
  status: 202,
  mostBytes: 4096,
  problems: ['portal.no-codes', 'portal.too-often', 'access.foreign-origin'],
})

export const enterPortalCode = route({
  ...door,
  id: 'enterPortalCode',
  method: 'POST',
  path: '/portal/sign-in/code',
  summary: 'Sign in with the code that was sent',
  body: shape({
    challenge: Type.String({ minLength: 1, maxLength: 100, pattern: '^[\\w-]+$' }),
    code: Type.String({ pattern: '^\\d{6}$', examples: ['042617'] }),
  }),
  reply: shape({ expiresAt: Instant }),
  mostBytes: 4096,
  problems: ['portal.wrong-code', 'portal.too-often', 'access.foreign-origin'],
})

export const askPortalProvider = route({
  ...door,
  id: 'askPortalProvider',
  method: 'POST',
  path: '/portal/sign-in/provider',
  summary: 'Begin to sign in through the operator’s own sign-in (OpenID Connect)',
  reply: shape({ location: Type.String() }),
  mostBytes: 4096,
  problems: ['portal.no-provider', 'portal.provider-away', 'access.foreign-origin'],
})

export const signOutOfPortal = route({
  ...mine,
  id: 'signOutOfPortal',
  method: 'POST',
  path: '/portal/sign-out',
  summary: 'Sign out here, or on every device',
  body: shape({ everywhere: Type.Optional(Type.Boolean()) }),
  reply: shape({ ended: Count }),
  mostBytes: 4096,
})

export const getPortalMe = route({
  ...mine,
  id: 'getPortalMe',
  method: 'GET',
  path: '/portal/me',
  summary: 'Who is signed in',
  reply: shape({
    customer: Type.String(),
    name: orNull(Type.String()),
    language: orNull(Type.String()),
    devices: Type.Integer({ minimum: 1, description: 'Where this subscriber is signed in' }),
    expiresAt: Instant,
  }),
})

const OwnService = shape({ service: Type.String(), kind: oneOf(serviceKinds) })

const PortalOutage = shape({
  outage: Type.String({ examples: ['OUT-000123'] }),
  state: oneOf(['planned', 'ongoing', 'restored'] as const),
  planned: Type.Boolean(),
  extent: oneOf(['total', 'degraded'] as const),
  from: Instant,
  to: orNull(Instant),
  etr: orNull(Instant),
  nextUpdateBy: orNull(Instant),
  cause: orNull(Type.String({ description: 'What the operator says publicly' })),
  services: Type.Array(
    shape({
      ...OwnService.properties,
      from: Instant,
      to: orNull(Instant),
      automatic: Type.Boolean({ description: 'It counts for money without an appeal' }),
      appeal: orNull(oneOf(appealStates)),
    }),
  ),
  updates: Type.Array(
    shape({
      at: Instant,
      text: Type.String(),
      language: Type.Union([Language, Type.Null()], { description: 'In which the text is; null: nobody noted which' }),
    }),
    { description: 'The newest first; in the asked language where somebody wrote it in that' },
  ),
})
export type PortalOutage = Static<typeof PortalOutage>

const PortalService = shape({
  ...OwnService.properties,
  plan: orNull(Type.String()),
  monthlyFee: orNull(Amount),
  currency: Currency,
  since: orNull(PlainDate),
  until: orNull(PlainDate),
  support: oneOf(['active', 'ended', 'not-begun'] as const, {
    description: 'Whether the subscriber is entitled to support today',
  }),
  limits: Type.Array(Type.String(), { description: 'What the operator promises of such a service, and what not' }),
  now: oneOf(['works', 'degraded', 'down', 'ended'] as const),
  outage: orNull(PortalOutage),
})
export type PortalService = Static<typeof PortalService>

export const listPortalServices = route({
  ...mine,
  id: 'listPortalServices',
  method: 'GET',
  path: '/portal/services',
  summary: 'My services, with their limits and what is wrong with them now',
  query: shape({ ...inLanguage, ...paging }),
  reply: shape({
    ...pageOf(PortalService).properties,
    /** Of all services, not only of those on this page. */
    overall: shape({
      running: Count,
      down: Count,
      degraded: Count,
      worst: orNull(PortalOutage),
      planned: orNull(PortalOutage),
    }),
  }),
  problems: ['request.bad-cursor'],
})

export const listPortalOutages = route({
  ...mine,
  id: 'listPortalOutages',
  method: 'GET',
  path: '/portal/outages',
  summary: 'What hit my services in the last year or is planned, newest first',
  query: shape({ service: Type.Optional(Key), ...inLanguage }),
  reply: shape({ items: Type.Array(PortalOutage) }),
  problems: ['portal.not-found'],
})

const PortalCredit = shape({
  credit: Type.String({ pattern: '^\\d{1,18}$' }),
  ...OwnService.properties,
  what: oneOf(['credit', 'correction', 'goodwill', 'reversal'] as const),
  amount: Amount,
  unit: Type.String({ examples: ['PLN', 'data:MB'] }),
  title: orNull(Type.String({ description: 'The rule, in the asked language' })),
  periodFrom: orNull(PlainDate),
  grantedAt: Instant,
  claimUntil: orNull(PlainDate),
  expiresOn: orNull(PlainDate),
})
export type PortalCredit = Static<typeof PortalCredit>

export const listPortalCredits = route({
  ...mine,
  id: 'listPortalCredits',
  method: 'GET',
  path: '/portal/credits',
  summary: 'What was granted to me, newest first, and what of it still waits to be paid',
  query: shape({ ...inLanguage, ...paging, service: Type.Optional(Key) }),
  reply: shape({
    ...pageOf(PortalCredit).properties,
    waiting: Type.Array(shape({ unit: Type.String(), amount: Amount })),
  }),
  problems: ['request.bad-cursor', 'portal.not-found'],
})

const Said = shape({
  mark: oneOf(['yes', 'no', 'sum', 'plain'] as const),
  text: Type.String(),
})

/** One credit with its reasons in words, in the order in which a person asks for them. */
export const CreditStatement = shape({
  ...PortalCredit.properties,
  language: Language,
  legal: orNull(Type.String({ description: 'What kind of rule it is: law, contract, goodwill …' })),
  /** Null where it was given without a rule: then `reason` says why. */
  reasons: orNull(
    shape({
      happened: Type.Array(Said),
      measured: Type.Array(Said),
      conditions: Type.Array(Said),
      arithmetic: Type.Array(Said),
      remarks: Type.Array(Said),
      settlement: Type.Array(Said),
      articles: Type.Array(shape({ cite: Type.String(), url: orNull(Type.String()) })),
      agrees: Type.Boolean({ description: 'Worked out anew just now, it gives the same' }),
    }),
  ),
  reason: orNull(Type.String()),
  appeals: Type.Array(
    shape({
      outage: Type.String(),
      from: Instant,
      to: orNull(Instant),
      state: orNull(oneOf(appealStates)),
      answer: orNull(Type.String()),
    }),
  ),
})
export type CreditStatement = Static<typeof CreditStatement>

const oneCredit = shape({ credit: Type.String({ pattern: '^\\d{1,18}$' }) })

export const getPortalCredit = route({
  ...mine,
  id: 'getPortalCredit',
  method: 'GET',
  path: '/portal/credits/:credit',
  summary: 'One credit with its facts, articles and arithmetic',
  params: oneCredit,
  query: shape(inLanguage),
  reply: CreditStatement,
  problems: ['portal.not-found'],
})

export const downloadPortalCredit = route({
  ...mine,
  id: 'downloadPortalCredit',
  method: 'GET',
  path: '/portal/credits/:credit/pdf',
  summary: 'One credit with its reasons, as a document to keep',
  params: oneCredit,
  query: shape(inLanguage),
  reply: Type.String(),
  media: 'application/pdf',
  problems: ['portal.not-found'],
})

const PortalAppeal = shape({
  ...OwnService.properties,
  outage: Type.String(),
  state: oneOf(appealStates),
  text: Type.String(),
  answer: orNull(Type.String()),
  openedAt: Instant,
  decidedAt: orNull(Instant),
})
export type PortalAppeal = Static<typeof PortalAppeal>

export const openPortalAppeal = route({
  ...mine,
  id: 'openPortalAppeal',
  method: 'POST',
  path: '/portal/appeals',
  summary: 'I think this is wrong: about one outage and one of my services',
  description: 'Said again with the same words it is the same appeal, and gets the same answer.',
  body: shape({
    outage: OutageName,
    service: Key,
    text: Type.String({ minLength: 10, maxLength: 2000, pattern: '^[^\\u0000]*$' }),
  }),
  reply: PortalAppeal,
  status: 201,
  mostBytes: 16_384,
  problems: ['portal.not-found', 'portal.already-appealed', 'portal.too-often'],
})

export const listPortalAppeals = route({
  ...mine,
  id: 'listPortalAppeals',
  method: 'GET',
  path: '/portal/appeals',
  summary: 'My appeals, newest first, with their answers',
  reply: shape({ items: Type.Array(PortalAppeal) }),
})

export const listPortalOutbox = route({
  id: 'listPortalOutbox',
  context: 'portal',
  method: 'GET',
  path: '/portal/outbox',
  summary: 'Codes that would have been sent, while no channel is connected',
  description:
    'Only where the setting `portal.sign-in` allows the outbox: whoever reads it can sign in as any subscriber. Each entry goes with its code, after ten minutes.',
  permission: 'identity.manage',
  query: shape({ contact: Type.Optional(ShortText) }),
  reply: shape({
    items: Type.Array(
      shape({
        id: Uuid,
        customer: Type.String(),
        channel: Type.String(),
        address: Type.String(),
        text: Type.String(),
        at: Instant,
      }),
    ),
  }),
})
