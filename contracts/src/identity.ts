import { Type } from 'typebox'
import { Count, Instant, Key, orNull, pageOf, paging, shape, ShortText, Uuid } from './common.ts'
import { permissions, roles } from './permissions.ts'
import { route } from './route.ts'

const Login = Type.String({
  pattern: '^[a-zA-Z0-9][a-zA-Z0-9._@+-]{0,99}$',
  maxLength: 100,
  description: 'Upper and lower case are the same',
  examples: ['maria.nowak'],
})
/** Longer ones are refused unread, so that nobody can keep the server busy hashing. */
const Password = Type.String({ minLength: 1, maxLength: 256 })
const NewPassword = Type.String({ minLength: 12, maxLength: 256 })
const Code = Type.String({ minLength: 6, maxLength: 40, description: 'Six digits of the device, or a recovery code' })
const Roles = Type.Array(Type.Enum(roles), { maxItems: roles.length, uniqueItems: true })
const Permissions = Type.Array(Type.Enum(permissions), { maxItems: permissions.length, uniqueItems: true })
const Token = Type.String({ maxLength: 200 })
const Digest = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256, hexadecimal' })
const RowNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER })

/* Signing in and out */

const SignedInView = shape({
  status: Type.Literal('signed-in'),
  token: orNull(Type.String({ description: 'Only when asked for; otherwise the session is in a cookie' })),
  expiresAt: Instant,
  passwordTemporary: Type.Boolean({ description: 'Nothing is allowed before the password is changed' }),
})

export const SignInView = Type.Union([
  SignedInView,
  shape({ status: Type.Literal('code-wanted'), challenge: Token, expiresAt: Instant }),
])

const deliver = Type.Optional(
  Type.Enum(['cookie', 'token'], { description: 'Browsers take the cookie; other clients ask for the token' }),
)

export const signIn = route({
  id: 'signIn',
  context: 'identity',
  method: 'POST',
  path: '/sign-in',
  summary: 'Sign in with login and password',
  permission: 'anyone',
  body: shape({ login: Login, password: Password, deliver }),
  reply: SignInView,
  problems: ['identity.not-signed-in', 'identity.too-many-attempts', 'access.foreign-origin'],
})

export const readSignInWays = route({
  id: 'readSignInWays',
  context: 'identity',
  method: 'GET',
  path: '/sign-in',
  summary: 'How one can sign in here',
  permission: 'anyone',
  reply: shape({ provider: Type.Boolean({ description: 'An OpenID provider is set up' }) }),
})

export const signInWithCode = route({
  id: 'signInWithCode',
  context: 'identity',
  method: 'POST',
  path: '/sign-in/totp',
  summary: 'Give the code that a sign-in still wants',
  permission: 'anyone',
  body: shape({ challenge: Token, code: Code, deliver }),
  reply: SignedInView,
  problems: ['identity.code-refused', 'identity.too-many-attempts', 'access.foreign-origin'],
})

export const signInWithProvider = route({
  id: 'signInWithProvider',
  context: 'identity',
  method: 'POST',
  path: '/sign-in/provider',
  summary: 'Begin a sign-in through the OpenID provider',
  description:
    'The browser goes to `location` and comes back to `/api/v1/sign-in/provider/callback`, which opens the session. ' +
    'With `link`, whoever is signed in links the account of the provider to himself, and gives the password once more.',
  permission: 'anyone',
  body: shape({
    link: Type.Optional(shape({ password: Password })),
    returnTo: Type.Optional(
      Type.String({
        maxLength: 500,
        pattern: '^/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*$',
        description: 'A path of the console',
      }),
    ),
  }),
  reply: shape({ location: Type.String({ format: 'uri' }) }),
  problems: [
    'identity.provider-none',
    'identity.provider-away',
    'identity.staff-only',
    'identity.password-wrong',
    'identity.password-none',
    'identity.password-temporary',
    'identity.too-many-attempts',
    'access.foreign-origin',
  ],
})

export const ProviderLinkView = shape({
  id: Uuid,
  staff: Uuid,
  issuer: Type.String({ description: 'The OpenID provider' }),
  subject: Type.String({ description: 'By what the provider knows the person' }),
  linkedAt: Instant,
})

export const listProviderLinks = route({
  id: 'listProviderLinks',
  context: 'identity',
  method: 'GET',
  path: '/provider-links',
  summary: 'Links to accounts of the OpenID provider, one’s own unless somebody else is named',
  description: 'Those of somebody else need `identity.manage`.',
  permission: 'signed-in',
  query: shape({ ...paging, staff: Type.Optional(Uuid) }),
  reply: pageOf(ProviderLinkView),
  problems: ['identity.staff-only', 'access.forbidden'],
})

export const removeProviderLink = route({
  id: 'removeProviderLink',
  context: 'identity',
  method: 'DELETE',
  path: '/provider-links/:link',
  summary: 'Remove a link, and end what was signed in through the provider; those of others need `identity.manage`',
  permission: 'signed-in',
  params: shape({ link: Uuid }),
  status: 204,
  problems: ['identity.staff-only', 'identity.link-not-found', 'identity.only-way-in', 'identity.link-needed'],
})

const RoleClaim = {
  scope: Type.String({
    pattern: '^openid( [\\x21\\x23-\\x5b\\x5d-\\x7e]+)*$',
    maxLength: 300,
    description: 'What the provider is asked for',
  }),
  claim: Type.String({ minLength: 1, maxLength: 200, description: 'A dot leads into an object: `realm_access.roles`' }),
  mapping: Type.Array(shape({ value: ShortText, role: Type.Enum(roles) }), { maxItems: 200 }),
}

export const RoleClaimView = shape(RoleClaim)

export const readRoleClaim = route({
  id: 'readRoleClaim',
  context: 'identity',
  method: 'GET',
  path: '/sign-in/provider/roles',
  summary: 'Which claims of the OpenID provider give which roles',
  permission: 'identity.manage',
  reply: RoleClaimView,
  versioned: true,
})

export const changeRoleClaim = route({
  id: 'changeRoleClaim',
  context: 'identity',
  method: 'PUT',
  path: '/sign-in/provider/roles',
  summary: 'Say which claims of the OpenID provider give which roles',
  permission: 'identity.manage',
  body: shape(RoleClaim),
  reply: RoleClaimView,
  versioned: true,
  problems: ['identity.staff-only'],
})

export const signOut = route({
  id: 'signOut',
  context: 'identity',
  method: 'POST',
  path: '/sign-out',
  summary: 'End this session',
  permission: 'signed-in',
  status: 204,
  problems: ['identity.staff-only'],
})

/* Oneself */

export const MeView = shape({
  kind: Type.Enum(['staff', 'key', 'system', 'subscriber']),
  id: Type.String({ examples: ['staff:01990f6e-6d7b-7c11-9c6e-2f0a6a0b5a10'] }),
  name: Type.String(),
  login: orNull(Type.String()),
  roles: Roles,
  permissions: Permissions,
  passwordTemporary: Type.Boolean(),
  codes: Type.Boolean({ description: 'A code is asked for at sign-in' }),
  recoveryCodesLeft: Count,
  session: orNull(Uuid),
})

export const readMe = route({
  id: 'readMe',
  context: 'identity',
  method: 'GET',
  path: '/me',
  summary: 'Who is asking, and what he may do',
  permission: 'signed-in',
  reply: MeView,
})

export const changePassword = route({
  id: 'changePassword',
  context: 'identity',
  method: 'POST',
  path: '/me/password',
  summary: 'Change one’s password; all other sessions end',
  permission: 'signed-in',
  body: shape({ present: Password, next: NewPassword }),
  reply: shape({
    sessionsEnded: Count,
    token: orNull(
      Type.String({ description: 'This session goes on under a new token; in the cookie for whoever came with one' }),
    ),
  }),
  problems: [
    'identity.staff-only',
    'identity.password-wrong',
    'identity.password-weak',
    'identity.password-none',
    'identity.too-many-attempts',
  ],
})

export const enrolTotp = route({
  id: 'enrolTotp',
  context: 'identity',
  method: 'POST',
  path: '/me/totp',
  summary: 'Enrol a device that shows codes',
  description: 'Codes are asked for once a first code was confirmed.',
  permission: 'signed-in',
  body: shape({ password: Password }),
  reply: shape({ secret: Type.String(), uri: Type.String({ description: '`otpauth://…`, for a QR code' }) }),
  problems: [
    'identity.staff-only',
    'identity.password-wrong',
    'identity.password-none',
    'identity.codes-on',
    'identity.too-many-attempts',
  ],
})

export const confirmTotp = route({
  id: 'confirmTotp',
  context: 'identity',
  method: 'POST',
  path: '/me/totp/confirm',
  summary: 'Confirm the device with a first code; gives the recovery codes, once',
  permission: 'signed-in',
  body: shape({ code: Type.String({ pattern: '^\\d{6}$' }) }),
  reply: shape({ recoveryCodes: Type.Array(Type.String()) }),
  problems: [
    'identity.staff-only',
    'identity.codes-on',
    'identity.codes-not-enrolled',
    'identity.code-refused',
    'identity.too-many-attempts',
  ],
})

export const disableTotp = route({
  id: 'disableTotp',
  context: 'identity',
  method: 'POST',
  path: '/me/totp/disable',
  summary: 'Ask for codes no longer',
  permission: 'signed-in',
  body: shape({ password: Password }),
  status: 204,
  problems: ['identity.staff-only', 'identity.password-wrong', 'identity.password-none', 'identity.too-many-attempts'],
})

/* Sessions */

export const SessionView = shape({
  id: Uuid,
  staff: Uuid,
  method: Type.Enum(['password', 'password-and-code', 'recovery-code', 'provider']),
  agent: Type.String({ description: 'What the browser calls itself' }),
  startedAt: Instant,
  seenAt: Instant,
  expiresAt: Instant,
  current: Type.Boolean(),
})

export const listSessions = route({
  id: 'listSessions',
  context: 'identity',
  method: 'GET',
  path: '/sessions',
  summary: 'Open sessions, one’s own unless somebody else is named',
  description: 'Those of somebody else need `identity.manage`.',
  permission: 'signed-in',
  query: shape({ ...paging, staff: Type.Optional(Uuid) }),
  reply: pageOf(SessionView),
  problems: ['identity.staff-only', 'access.forbidden'],
})

export const revokeSession = route({
  id: 'revokeSession',
  context: 'identity',
  method: 'DELETE',
  path: '/sessions/:session',
  summary: 'End a session; those of others need `identity.manage`',
  permission: 'signed-in',
  params: shape({ session: Uuid }),
  status: 204,
  problems: ['identity.staff-only', 'identity.session-not-found'],
})

/* Staff */

export const StaffView = shape({
  id: Uuid,
  login: Type.String(),
  name: Type.String(),
  roles: Roles,
  rolesBy: Type.Enum(['hand', 'claim']),
  password: Type.Enum(['set', 'temporary', 'none']),
  codes: Type.Boolean(),
  provider: Type.Boolean({ description: 'Linked to an account of the OpenID provider' }),
  createdAt: Instant,
  disabledAt: orNull(Instant),
})

const StaffWithPassword = shape({
  staff: StaffView,
  password: Type.String({ description: 'Temporary, and shown only now' }),
})
const staffParams = shape({ staff: Uuid })

export const listStaff = route({
  id: 'listStaff',
  context: 'identity',
  method: 'GET',
  path: '/staff',
  summary: 'Members of staff by login',
  permission: 'identity.manage',
  query: shape({ ...paging, role: Type.Optional(Type.Enum(roles)) }),
  reply: pageOf(StaffView),
})

export const nameActors = route({
  id: 'nameActors',
  context: 'identity',
  method: 'GET',
  path: '/staff/names',
  summary: 'What colleagues and their API keys are called, for those who read what they did',
  permission: 'signed-in',
  query: shape({
    actors: Type.String({
      maxLength: 5_000,
      pattern: '^(staff|key):[0-9a-f-]{36}(,(staff|key):[0-9a-f-]{36})*$',
      description: 'As they stand in timelines and trails, with commas',
    }),
  }),
  reply: shape({ items: Type.Array(shape({ actor: Type.String(), name: Type.String() })) }),
  problems: ['identity.staff-only'],
})

export const readStaff = route({
  id: 'readStaff',
  context: 'identity',
  method: 'GET',
  path: '/staff/:staff',
  summary: 'One member of staff',
  permission: 'identity.manage',
  params: staffParams,
  reply: StaffView,
  versioned: true,
  problems: ['identity.staff-not-found'],
})

export const createStaff = route({
  id: 'createStaff',
  context: 'identity',
  method: 'POST',
  path: '/staff',
  summary: 'Add a member of staff',
  permission: 'identity.manage',
  body: shape({ login: Login, name: ShortText, roles: Roles }),
  reply: StaffWithPassword,
  status: 201,
  problems: ['identity.login-taken'],
})

export const changeStaff = route({
  id: 'changeStaff',
  context: 'identity',
  method: 'PATCH',
  path: '/staff/:staff',
  summary: 'Change name or roles',
  permission: 'identity.manage',
  params: staffParams,
  body: shape({ name: Type.Optional(ShortText), roles: Type.Optional(Roles) }),
  reply: StaffView,
  versioned: true,
  problems: ['identity.staff-not-found', 'identity.own-account', 'identity.last-admin', 'identity.roles-by-claim'],
})

export const disableStaff = route({
  id: 'disableStaff',
  context: 'identity',
  method: 'POST',
  path: '/staff/:staff/disable',
  summary: 'Let somebody in no longer: sessions end, API keys are revoked',
  permission: 'identity.manage',
  params: staffParams,
  reply: shape({ staff: StaffView, sessionsEnded: Count, keysStopped: Count }),
  idempotent: true,
  problems: ['identity.staff-not-found', 'identity.own-account', 'identity.last-admin'],
})

export const enableStaff = route({
  id: 'enableStaff',
  context: 'identity',
  method: 'POST',
  path: '/staff/:staff/enable',
  summary: 'Let somebody in again',
  description: 'Links to accounts of the OpenID provider are removed from whoever has a password.',
  permission: 'identity.manage',
  params: staffParams,
  reply: StaffView,
  idempotent: true,
  problems: ['identity.staff-not-found', 'identity.own-account'],
})

export const resetStaff = route({
  id: 'resetStaff',
  context: 'identity',
  method: 'POST',
  path: '/staff/:staff/reset',
  summary:
    'Give a temporary password, forget the device and links to the OpenID provider; sessions end, API keys are revoked unless they are to be kept',
  permission: 'identity.manage',
  params: staffParams,
  body: shape({
    keys: Type.Optional(
      Type.Enum(['revoke', 'keep'], {
        description: '`keep` only where it is certain that nobody else had the password or the device',
      }),
    ),
  }),
  reply: shape({
    ...StaffWithPassword.properties,
    sessionsEnded: Count,
    keysStopped: Count,
    keysKept: Count,
    linksRemoved: Count,
  }),
  problems: ['identity.staff-not-found', 'identity.own-account', 'identity.password-none'],
})

/* API keys */

export const ApiKeyView = shape({
  id: Uuid,
  name: Type.String(),
  prefix: Type.String({ description: 'How the key begins' }),
  staff: Uuid,
  scopes: Permissions,
  createdAt: Instant,
  expiresAt: Instant,
  usedAt: orNull(Instant),
  revokedAt: orNull(Instant),
})

export const listApiKeys = route({
  id: 'listApiKeys',
  context: 'identity',
  method: 'GET',
  path: '/api-keys',
  summary: 'One’s own API keys, or with `identity.manage` and `all` those of everybody',
  permission: 'signed-in',
  query: shape({ ...paging, all: Type.Optional(Type.Boolean()) }),
  reply: pageOf(ApiKeyView),
  problems: ['identity.staff-only', 'access.forbidden'],
})

export const createApiKey = route({
  id: 'createApiKey',
  context: 'identity',
  method: 'POST',
  path: '/api-keys',
  summary: 'Make an API key; it is shown only now',
  permission: 'signed-in',
  body: shape({
    name: ShortText,
    scopes: Type.Array(Type.Enum(permissions), { minItems: 1, maxItems: permissions.length, uniqueItems: true }),
    expiresAt: Instant,
  }),
  reply: shape({ apiKey: ApiKeyView, key: Type.String() }),
  status: 201,
  problems: ['identity.staff-only', 'identity.key-scopes', 'identity.key-expiry'],
})

export const revokeApiKey = route({
  id: 'revokeApiKey',
  context: 'identity',
  method: 'DELETE',
  path: '/api-keys/:key',
  summary: 'Revoke an API key; those of others need `identity.manage`',
  permission: 'signed-in',
  params: shape({ key: Uuid }),
  status: 204,
  problems: ['identity.staff-only', 'identity.key-not-found'],
})

/* Audit trail */

export const AuditRowView = shape({
  number: RowNumber,
  at: Instant,
  actor: Type.String(),
  actorName: orNull(Type.String({ description: 'As the actor is called today; not part of the trail' })),
  action: Type.String(),
  subject: Type.String(),
  subjectName: orNull(
    Type.String({ description: 'As people call it today, where it has another name; not part of the trail' }),
  ),
  detail: Type.Unknown(),
  digest: Digest,
})

export const listAudit = route({
  id: 'listAudit',
  context: 'identity',
  method: 'GET',
  path: '/audit',
  summary: 'The audit trail, newest first',
  permission: 'audit.read',
  query: shape({
    ...paging,
    actor: Type.Optional(Key),
    subject: Type.Optional(Key),
    action: Type.Optional(Key),
    since: Type.Optional(Instant),
    until: Type.Optional(Instant),
  }),
  reply: pageOf(AuditRowView),
})

export const exportAudit = route({
  id: 'exportAudit',
  context: 'identity',
  method: 'GET',
  path: '/audit/export',
  summary: 'The audit trail as JSON lines that can be verified offline',
  permission: 'audit.read',
  query: shape({ after: Type.Optional(RowNumber) }),
  reply: Type.String(),
  media: 'application/x-ndjson',
  problems: ['identity.audit-row-not-found'],
})

const Finding = shape({
  kind: Type.Enum(['changed', 'removed', 'inserted', 'replaced', 'rewritten', 'unreadable', 'cut-off', 'out-of-reach']),
  number: Type.Optional(RowNumber),
  to: Type.Optional(RowNumber),
  line: Type.Optional(RowNumber),
})

export const checkAudit = route({
  id: 'checkAudit',
  context: 'identity',
  method: 'GET',
  path: '/audit/verification',
  summary: 'Verify the audit trail from its first row to its last',
  description:
    'With a number and a digest that were noted earlier it is also found when the whole trail was written anew.',
  permission: 'audit.read',
  query: shape({ number: Type.Optional(RowNumber), digest: Type.Optional(Digest) }),
  reply: shape({
    sound: Type.Boolean(),
    rows: Count,
    head: shape({ number: RowNumber, digest: Digest }),
    findings: Type.Array(Finding),
    more: Count,
  }),
})
