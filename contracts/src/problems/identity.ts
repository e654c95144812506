import { problems } from './catalogue.ts'

export const identityProblems = problems({
  'identity.not-signed-in': {
    status: 401,
    title: 'Sign-in refused',
    detail: 'Login and password do not belong together, or the sign-in is disabled.',
  },
  'identity.code-refused': {
    status: 401,
    title: 'Code refused',
    detail: 'The code is wrong, was used before, or came too late; take the next one or begin again.',
  },
  'identity.too-many-attempts': {
    status: 429,
    title: 'Too many attempts',
    detail: 'Wait {seconds} seconds; after each further failure it will be longer.',
  },
  'identity.password-weak': {
    status: 422,
    title: 'The password cannot be used',
    detail: 'It needs {least} to {most} characters, other than login, name and the password before, and not all alike.',
  },
  'identity.password-wrong': {
    status: 403,
    title: 'The present password is wrong',
    detail: 'Give the password with which you signed in.',
  },
  'identity.password-none': {
    status: 409,
    title: 'There is no password',
    detail: 'This person signs in through the OpenID provider, which looks after passwords and codes itself.',
  },
  'identity.codes-on': {
    status: 409,
    title: 'Codes are already asked for',
    detail: 'Switch them off first, then enrol another device.',
  },
  'identity.codes-not-enrolled': {
    status: 409,
    title: 'No device was enrolled',
    detail: 'Enrol a device first and give a code from it.',
  },
  'identity.staff-only': {
    status: 403,
    title: 'Only for people',
    detail: 'This needs somebody who has signed in; an API key cannot do it.',
  },
  'identity.staff-not-found': {
    status: 404,
    title: 'No such member of staff',
    detail: 'There is no member of staff {staff}.',
  },
  'identity.login-taken': {
    status: 409,
    title: 'The login is taken',
    detail: 'Choose another login; this one belongs to somebody.',
  },
  'identity.own-account': {
    status: 409,
    title: 'Not for oneself',
    detail: 'Ask a colleague: nobody changes his own roles, disables or resets himself.',
  },
  'identity.last-admin': {
    status: 409,
    title: 'The last admin',
    detail: 'Make somebody else admin first; otherwise nobody could manage the staff.',
  },
  'identity.roles-by-claim': {
    status: 409,
    title: 'The OpenID provider decides the roles',
    detail: 'Change them there; they are taken over at the next sign-in.',
  },
  'identity.session-not-found': {
    status: 404,
    title: 'No such session',
    detail: 'There is no session {session} that is still open.',
  },
  'identity.key-not-found': {
    status: 404,
    title: 'No such API key',
    detail: 'There is no API key {key} that could be revoked.',
  },
  'identity.key-scopes': {
    status: 422,
    title: 'Scopes that cannot be given',
    detail:
      'A key can do what you may do yourself, and never approve money, manage people or erase them. Leave out: {scopes}.',
  },
  'identity.key-expiry': {
    status: 422,
    title: 'The expiry is not possible',
    detail: 'Choose an instant from now to {days} days ahead.',
  },
  'identity.provider-none': {
    status: 404,
    title: 'No OpenID provider',
    detail: 'Set PULIH_OIDC_ISSUER, PULIH_OIDC_CLIENT and PULIH_OIDC_SECRET to offer single sign-on.',
  },
  'identity.provider-away': {
    status: 503,
    title: 'The OpenID provider does not answer',
    detail: 'Try again in a moment, or sign in with a password.',
  },
  'identity.provider-refused': {
    status: 401,
    title: 'The sign-in through the provider was refused',
    detail: 'Begin the sign-in again, in one browser and without waiting long.',
  },
  'identity.provider-no-role': {
    status: 403,
    title: 'No role for this person',
    detail:
      'The provider knows the person, but none of its roles is mapped to one of ours; ask whoever manages the staff.',
  },
  'identity.already-linked': {
    status: 409,
    title: 'Already linked',
    detail: "The provider's account belongs to another member of staff.",
  },
  'identity.password-temporary': {
    status: 403,
    title: 'The password is temporary',
    detail: 'Change it first: somebody else has seen it.',
  },
  'identity.link-not-found': {
    status: 404,
    title: 'No such link',
    detail: 'There is no link {link} to an account of the OpenID provider.',
  },
  'identity.only-way-in': {
    status: 409,
    title: 'The only way in',
    detail: 'Without a password this person signs in through the OpenID provider only; disable the sign-in instead.',
  },
  'identity.link-needed': {
    status: 409,
    title: 'The link keeps somebody out',
    detail:
      'This person is disabled, and without the link the OpenID provider would let him in under a new account. It goes when he is let in again.',
  },
  'identity.audit-row-not-found': {
    status: 404,
    title: 'No such row',
    detail: 'The audit trail has no row {number} after which to begin.',
  },
  'identity.person-not-found': { status: 404, title: 'No such person', detail: 'Nothing is kept about {customer}.' },
})
