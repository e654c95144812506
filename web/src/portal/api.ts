import type * as contracts from '@pulih/contracts'
import type { BodyOf, QueryOf, ReplyOf } from '@pulih/contracts'

type Contracts = typeof contracts
type Loose<T> = { readonly [Key in keyof T]?: T[Key] | undefined }

/** What the portal asks, in a table of its own: the contracts with their schemas would be most of what travels. */
const operations = {
  getPortalDoor: ['GET', '/portal/door'],
  askPortalCode: ['POST', '/portal/sign-in'],
  enterPortalCode: ['POST', '/portal/sign-in/code'],
  askPortalProvider: ['POST', '/portal/sign-in/provider'],
  signOutOfPortal: ['POST', '/portal/sign-out'],
  getPortalMe: ['GET', '/portal/me'],
  listPortalServices: ['GET', '/portal/services'],
  listPortalOutages: ['GET', '/portal/outages'],
  listPortalCredits: ['GET', '/portal/credits'],
  getPortalCredit: ['GET', '/portal/credits/:credit'],
  downloadPortalCredit: ['GET', '/portal/credits/:credit/pdf'],
  openPortalAppeal: ['POST', '/portal/appeals'],
  listPortalAppeals: ['GET', '/portal/appeals'],
  getPortalPreferences: ['GET', '/portal/preferences'],
  putPortalPreferences: ['PUT', '/portal/preferences'],
  askPortalContact: ['POST', '/portal/contacts'],
  askPortalSubscription: ['POST', '/portal/subscriptions'],
  getSubscriptionOptions: ['GET', '/subscriptions/options'],
  findSubscriptionAreas: ['GET', '/subscriptions/areas'],
  askSubscription: ['POST', '/subscriptions'],
  confirmContact: ['POST', '/subscriptions/confirm'],
  getSubscription: ['GET', '/subscriptions/:token'],
  changeSubscription: ['PUT', '/subscriptions/:token'],
  endSubscription: ['POST', '/subscriptions/:token/end'],
  getStop: ['GET', '/messaging/stop/:token'],
  stopMessages: ['POST', '/messaging/stop/:token'],
  resumeMessages: ['DELETE', '/messaging/stop/:token'],
} as const satisfies Partial<Record<keyof Contracts, readonly ['GET' | 'POST' | 'PUT' | 'DELETE', string]>>

type Name = keyof typeof operations
export type ReplyTo<N extends Name> = ReplyOf<Contracts[N]>

interface Given<N extends Name> {
  readonly credit?: string
  readonly token?: string
  /** The version from which a change was made. */
  readonly version?: string
  readonly query?: Loose<QueryOf<Contracts[N]>>
  readonly body?: BodyOf<Contracts[N]>
}

/** A refusal, by the code of the catalogue; `unreachable` where no answer came at all. */
export class Refused extends Error {
  readonly code: string
  readonly values: Readonly<Record<string, unknown>>

  constructor(code: string, values: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.values = values
  }
}

export async function ask<N extends Name>(name: N, given: Given<N> = {}): Promise<ReplyTo<N>> {
  // What the server promises by its contract.
  return (await (await send(name, given)).json()) as ReplyTo<N>
}

/** The same with its version, which a change has to name. */
export async function askVersion<N extends Name>(
  name: N,
  given: Given<N> = {},
): Promise<{ readonly value: ReplyTo<N>; readonly version: string }> {
  const response = await send(name, given)
  // What the server promises by its contract.
  return { value: (await response.json()) as ReplyTo<N>, version: response.headers.get('etag') ?? '*' }
}

/** A document, to be handed to the browser as a file. */
export async function fetchDocument(credit: string, language: contracts.CreditStatement['language']): Promise<Blob> {
  return (await send('downloadPortalCredit', { credit, query: { language } })).blob()
}

async function send<N extends Name>(
  name: N,
  { credit = '', token = '', version, query = {}, body }: Given<N>,
): Promise<Response> {
  const [method, path] = operations[name]
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query as Readonly<Record<string, string | number | undefined>>))
    if (value !== undefined) parameters.set(key, String(value))
  const search = parameters.size === 0 ? '' : `?${parameters.toString()}`
  const url = `/api/v1${path.replace(':credit', encodeURIComponent(credit)).replace(':token', encodeURIComponent(token))}${search}`
  const init: RequestInit =
    method === 'GET' || method === 'DELETE'
      ? { method }
      : {
          method,
          headers: { 'content-type': 'application/json', ...(version === undefined ? {} : { 'if-match': version }) },
          body: JSON.stringify(body ?? {}),
        }
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch(() => null)
  if (response?.ok === true) return response
  if (response === null) throw new Refused('unreachable')
  const problem = (await response.json().catch(() => ({}))) as { code?: string; values?: Record<string, unknown> }
  throw new Refused(problem.code ?? 'unreachable', problem.values)
}
