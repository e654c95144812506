import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { asWords, identifiersIn } from '../observe/identifiers.ts'
import { Problem, problem } from '../problem.ts'
import { isDatabaseAway, isTransient } from '../database-failure.ts'

/** Turns whatever was thrown into problem+json. What nobody foresaw is logged once, with a number that the caller is given. */
export function refuse(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = refusalFor(thrown, request)
  if (refusal.status >= 500) {
    const about = identifiersIn(request.params)
    const remedy =
      refusal.status === 503
        ? 'the caller may repeat it; see to the database'
        : 'nothing was changed; the caller has this number and the reason is in this line'
    request.log.error(
      { err: thrown, method: request.method, route: request.routeOptions.url, about },
      `${refusal.code}: request ${request.id}${asWords(about)} failed; ${remedy}.`,
    )
  }
  if (refusal.status === 503) void reply.header('retry-after', '5')
  if (refusal.status === 401) void reply.header('www-authenticate', 'Bearer')
  for (const [name, value] of Object.entries(refusal.headers)) void reply.header(name, value)
  void reply
    .status(refusal.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .send(JSON.stringify(refusal.document()))
}

function refusalFor(thrown: unknown, request: FastifyRequest): Problem {
  if (thrown instanceof Problem) return thrown
  if (isTransient(thrown)) return problem('request.conflict')
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : ''
  const status = thrown instanceof Error && 'statusCode' in thrown ? (thrown as FastifyError).statusCode : undefined
  if (status === 413) return problem('request.too-large', { limit: request.routeOptions.bodyLimit ?? 0 })
  if (status === 415) return problem('request.wrong-media', { accepts: 'application/json' })
  if (status === 400)
    return problem('request.not-json', { reason: thrown instanceof Error ? thrown.message.slice(0, 200) : '' })
  if (code === '23505') return problem('request.conflict')
  // A schema rules out nothing in a cursor: it is opaque to whoever gives it back, and whole only if nobody changed it.
  if (unreadable.has(code) && asksForNextPage(request)) return problem('request.bad-cursor')
  const impossible = impossibleValues.get(code)
  if (impossible) return problem('request.not-valid-here', impossible)
  if (isDatabaseAway(thrown))
    return problem('service.unavailable', { reason: 'the database is being restarted or is full' })
  return problem('service.failed', { request: request.id })
}

/** What PostgreSQL says of a text that is no number, no instant or no UUID. */
const unreadable = new Set(['22003', '22007', '22008', '22P02'])

function asksForNextPage({ query }: FastifyRequest): boolean {
  return typeof query === 'object' && query !== null && Object.hasOwn(query, 'cursor')
}

/** What PostgreSQL says of values that a schema cannot rule out. */
const impossibleValues = new Map([
  ['22003', { why: 'out-of-range', reason: 'a number is out of range' }],
  ['22007', { why: 'no-such-date', reason: 'a date does not exist' }],
  ['22008', { why: 'no-such-time', reason: 'a time is out of range' }],
  ['22021', { why: 'no-text', reason: 'a text holds bytes that are no text' }],
  ['22P02', { why: 'other-form', reason: 'a text is not of the wanted form' }],
  ['22P05', { why: 'bad-character', reason: 'a text holds a character that cannot be kept' }],
  ['23514', { why: 'against-a-rule', reason: 'it contradicts a rule of the data' }],
  ['23503', { why: 'refers-to-nothing', reason: 'it refers to something that is not there' }],
])
