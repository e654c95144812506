import { problems } from './catalogue.ts'

/** Refusals that any operation may give. */
export const commonProblems = problems({
  'request.invalid': {
    status: 400,
    title: 'The request is not valid',
    detail: 'Mend what `mistakes` names and send it again.',
  },
  'request.not-json': { status: 400, title: 'The body is not JSON', detail: 'Send well-formed JSON: {reason}' },
  'request.bad-cursor': {
    status: 400,
    title: 'Unknown cursor',
    detail: 'Use `next` of the page before, unchanged and with the same filters.',
  },
  'request.too-large': {
    status: 413,
    title: 'The body is too large',
    detail: 'Send at most {limit} bytes, or import a file.',
  },
  'request.wrong-media': { status: 415, title: 'Unknown media type', detail: 'Send one of: {accepts}.' },
  'request.not-found': {
    status: 404,
    title: 'No such address',
    detail: 'There is nothing at {method} {path}; see /api/docs.',
  },
  'request.too-many': { status: 429, title: 'Too many requests', detail: 'Wait {seconds} seconds.' },
  'request.conflict': {
    status: 409,
    title: 'It was changed at the same time',
    detail: 'Read it again and repeat the request.',
  },
  'request.not-valid-here': {
    status: 422,
    title: 'A value is not possible',
    detail: 'The database refused the value: {reason}',
    also: ['why'],
  },
  'access.unauthenticated': {
    status: 401,
    title: 'Not signed in',
    detail: 'Sign in, or send an API key as `Authorization: Bearer …`.',
  },
  'access.forbidden': {
    status: 403,
    title: 'Not allowed',
    detail:
      'This needs the permission {permission}. With a temporary password nothing else is allowed before it is changed: `POST /api/v1/me/password` with `present` and `next`, or `pulih sign-in` again. Otherwise ask whoever manages the staff.',
  },
  'access.foreign-origin': {
    status: 403,
    title: 'Request from another site',
    detail: 'Use the console itself, or an API key.',
  },
  'idempotency.other-body': {
    status: 422,
    title: 'This Idempotency-Key was used for something else',
    detail: 'Use a new key for a new request.',
  },
  'idempotency.bad-key': {
    status: 400,
    title: 'Idempotency-Key cannot be used',
    detail: 'Send 1 to 200 visible ASCII characters.',
  },
  'version.required': {
    status: 428,
    title: 'If-Match is missing',
    detail: 'Read the resource and send its ETag as If-Match.',
  },
  'version.outdated': {
    status: 412,
    title: 'Somebody changed it in the meantime',
    detail: 'Read it again; its version is now {version}.',
  },
  'metrics.closed': {
    status: 401,
    title: 'Not without the token',
    detail: 'Send PULIH_METRICS_TOKEN as `Authorization: Bearer …`; where none is set, set it, or PULIH_METRICS_OPEN.',
  },
  'service.unavailable': { status: 503, title: 'Not available just now', detail: 'Try again in a moment: {reason}' },
  'service.failed': {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'It is in the log under request {request}.',
  },
})
