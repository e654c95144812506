import { Type, type Static, type TObject, type TSchema } from 'typebox'
import type { Permission } from './permissions.ts'
import type { ProblemCode } from './problems/index.ts'

/** The contexts that have operations, as they group the documentation. */
export type ContextName =
  | 'identity'
  | 'network'
  | 'subscribers'
  | 'outages'
  | 'compensation'
  | 'ledger'
  | 'webhooks'
  | 'settings'
  | 'portal'
  | 'messaging'
  | 'statuspage'
  | 'operations'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** One operation of the API, said once: validation, permission check, documentation and clients all follow from it. */
export interface Route<
  Params extends TObject = TObject,
  Query extends TObject = TObject,
  Body extends TSchema = TSchema,
  Reply extends TSchema = TSchema,
  Verb extends Method = Method,
> {
  /** The operationId of the OpenAPI document. */
  readonly id: string
  readonly context: ContextName
  readonly method: Verb
  /** Below `/api/v1`; parameters as `:name`. */
  readonly path: string
  readonly summary: string
  readonly description: string
  /** `anyone`: no credentials; `signed-in`: any actor. */
  readonly permission: Permission | 'anyone' | 'signed-in'
  readonly params: Params
  readonly query: Query
  readonly body: Body | null
  readonly reply: Reply
  readonly status: 200 | 201 | 202 | 204
  /** Takes an Idempotency-Key: the same key and body gives the stored answer, another body is refused. */
  readonly idempotent: boolean
  /** Reads give an ETag; changes want it back in If-Match. */
  readonly versioned: boolean
  /** The field of address or body (`customer`, `service` …) that says about whom the reply holds personal data: a kept answer is forgotten with this person. */
  readonly personal: string | null
  /** Largest body where the general limit is too generous. */
  readonly mostBytes: number | null
  /** What the reply or the body is, when it is not JSON. */
  readonly media: string
  readonly accepts: readonly string[]
  /** Refusals besides those that every operation shares. */
  readonly problems: readonly ProblemCode[]
}

type Given<
  Params extends TObject,
  Query extends TObject,
  Body extends TSchema,
  Reply extends TSchema,
  Verb extends Method,
> = Pick<Route, 'id' | 'context' | 'path' | 'summary' | 'permission'> & {
  readonly method: Verb
  readonly description?: string
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  readonly reply?: Reply
  readonly status?: Route['status']
  readonly idempotent?: boolean
  readonly versioned?: boolean
  readonly personal?: string & (keyof Params['properties'] | keyof Static<Body>)
  readonly mostBytes?: number
  readonly media?: string
  readonly accepts?: readonly string[]
  readonly problems?: readonly ProblemCode[]
}

const nothing = Type.Object({}, { additionalProperties: false })
type Nothing = typeof nothing

/** Declares an operation. What is left out has the plainest meaning: no parameters, JSON, 200. */
export function route<
  Params extends TObject = Nothing,
  Query extends TObject = Nothing,
  Body extends TSchema = Nothing,
  Reply extends TSchema = Nothing,
  const Verb extends Method = Method,
>(given: Given<Params, Query, Body, Reply, Verb>): Route<Params, Query, Body, Reply, Verb> {
  const { params, query, body, reply, ...rest } = given
  return {
    description: '',
    idempotent: false,
    versioned: false,
    personal: null,
    mostBytes: null,
    media: 'application/json',
    accepts: ['application/json'],
    problems: [],
    status: 200,
    ...rest,
    // Where a schema is left out, its type parameter is the closed empty object.
    params: (params ?? nothing) as Params,
    query: (query ?? nothing) as Query,
    body: body ?? null,
    reply: (reply ?? nothing) as Reply,
  }
}

export type ParamsOf<R> = R extends Route<infer Params> ? Static<Params> : never
export type QueryOf<R> = R extends Route<TObject, infer Query> ? Static<Query> : never
export type BodyOf<R> = R extends Route<TObject, TObject, infer Body> ? Static<Body> : never
export type ReplyOf<R> = R extends Route<TObject, TObject, TSchema, infer Reply> ? Static<Reply> : never
