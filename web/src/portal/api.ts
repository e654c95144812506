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
} as const satisfies Partial<Record<keyof Contracts, readonly ['GET' | 'POST', string]>>

type Name = keyof typeof operations
export type ReplyTo<N extends Name> = ReplyOf<Contracts[N]>

interface Given<N extends Name> {
  readonly credit?: string
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

/** A document, to be handed to the browser as a file. */
export async function fetchDocument(credit: string, language: contracts.CreditStatement['language']): Promise<Blob> {
  return (await send('downloadPortalCredit', { credit, query: { language } })).blob()
}

async function send<N extends Name>(name: N, { credit = '', query = {}, body }: Given<N>): Promise<Response> {
  const [method, path] = operations[name]
  const parameters = new URLSearchParams()
  for (const [key, value] of Object.entries(query as Readonly<Record<string, string | number | undefined>>))
    if (value !== undefined) parameters.set(key, String(value))
  const search = parameters.size === 0 ? '' : `?${parameters.toString()}`
  const url = `/api/v1${path.replace(':credit', encodeURIComponent(credit))}${search}`
  const init: RequestInit =
    method === 'GET'
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(30_000) }).catch(() => null)
  if (response?.ok === true) return response
  if (response === null) throw new Refused('unreachable')
  const problem = (await response.json().catch(() => ({}))) as { code?: string; values?: Record<string, unknown> }
  throw new Refused(problem.code ?? 'unreachable', problem.values)
}
