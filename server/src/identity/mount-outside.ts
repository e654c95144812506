import type { BodyOf, ReplyOf, Route } from '@pulih/contracts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { addressOf, mistakesIn, mount, type Actor, type Platform } from '../platform/index.ts'
import type { Visitor } from './attempt.ts'

interface OutsideAsked<R> {
  readonly body: BodyOf<R>
  /** Whoever asks; null where nobody signed in. */
  readonly actor: Actor | null
  readonly visitor: Visitor
  readonly platform: Platform
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

/**
 * Answers a route before the transaction that `mount` opens. Where passwords and codes are tried, a refusal must be remembered
 * instead of rolled back, and no connection should wait for a slow hash. `mount` still validates, documents and replies.
 */
export function mountOutside<R extends Route>(
  app: FastifyInstance,
  route: R,
  answer: (asked: OutsideAsked<R>) => Promise<ReplyOf<R>>,
): void {
  void app.register((scope, _, done) => {
    const { platform } = scope
    const answers = new WeakMap<FastifyRequest, ReplyOf<R>>()
    scope.addHook('preHandler', async (request, reply) => {
      const body = request.body ?? {}
      // `mount` refuses all of these, with words: nothing may have been done by then.
      if (route.body !== null && mistakesIn(route.body, body, 'body').length > 0) return
      if (mistakesIn(route.query, { ...(request.query as object) }, 'query').length > 0) return
      const actor = await platform.hooks.authenticate(platform, request)
      if (actor === null && route.permission !== 'anyone') return
      const visitor = { address: addressOf(request), agent: request.headers['user-agent'] ?? '' }
      // It has just been validated.
      const given = await answer({ body: body as BodyOf<R>, actor, visitor, platform, request, reply })
      answers.set(request, given)
    })
    mount<Route>(scope, route, ({ request }) => {
      const given = answers.get(request)
      if (given === undefined) throw new Error(`${route.id} was not answered`)
      return Promise.resolve(given)
    })
    done()
  })
}
