import type * as contracts from '@pulih/contracts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '@pulih/contracts'
import { operations } from './operations.ts'
import { Refusal } from './refusal.ts'

type Contracts = typeof contracts
export type OperationName = keyof typeof operations & keyof Contracts
export type ReplyTo<Name extends OperationName> = ReplyOf<Contracts[Name]>
export type BodyFor<Name extends OperationName> = BodyOf<Contracts[Name]>

/** What is left out and what is undefined is the same in an address. */
type Loose<T> = { readonly [K in keyof T]: T[K] | undefined }
type Given<Key extends string, T> = keyof T extends never ? { readonly [K in Key]?: never } : { readonly [K in Key]: T }

export type QueryFor<Name extends OperationName> = Loose<Partial<QueryOf<Contracts[Name]>>>
export type ArgumentsOf<Name extends OperationName> = Given<'params', ParamsOf<Contracts[Name]>> & {
  readonly query?: QueryFor<Name>
}
export type ChangeArguments<Name extends OperationName> = ArgumentsOf<Name> & {
  readonly body?: BodyFor<Name>
  /** The ETag, or the revision that it says, of what is changed. */
  readonly version?: string | number
}

interface Options {
  readonly signal?: AbortSignal
  /** The same key for each attempt at one thing, so that it is done once. */
  readonly key?: string
}

interface Declared {
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly idempotent?: true
  readonly versioned?: true
  readonly file?: true
}

const base = '/api/v1'
const attempts = 3

/** Asks the server for one operation and gives its reply. A refusal is thrown as a `Refusal`. */
export async function ask<Name extends OperationName>(
  name: Name,
  given: ChangeArguments<Name>,
  options: Options = {},
): Promise<ReplyTo<Name>> {
  return (await askVersioned(name, given, options)).reply
}

/** The same with the ETag, for whoever is going to change what was read. */
export async function askVersioned<Name extends OperationName>(
  name: Name,
  given: ChangeArguments<Name>,
  options: Options = {},
): Promise<{ readonly reply: ReplyTo<Name>; readonly version: string | null }> {
  const response = await send(operations[name], given as Loosened, options)
  // 204 says it all.
  const reply = response.status === 204 ? {} : await response.json()
  return { reply: reply as ReplyTo<Name>, version: response.headers.get('etag') }
}

/** Where a browser gets the file that an operation answers with. */
export function addressOf<Name extends OperationName>(name: Name, given: ArgumentsOf<Name>): string {
  return address(operations[name], given as Loosened)
}

export function permissionFor(name: OperationName): string {
  return operations[name].permission
}

export function newKey(): string {
  // randomUUID is only there over HTTPS.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
}

interface Loosened {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  readonly version?: string | number
}

function address({ path }: Declared, { params = {}, query = {} }: Loosened): string {
  const filled = path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name] ?? '')))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean')
      search.set(name, String(value))
  return `${base}${filled}${search.size > 0 ? `?${search}` : ''}`
}

async function send(declared: Declared, given: Loosened, { signal, key }: Options): Promise<Response> {
  const headers = new Headers({ accept: 'application/json, application/problem+json' })
  const isFile = given.body instanceof Blob
  if (given.body !== undefined) headers.set('content-type', isFile ? given.body.type : 'application/json')
  if (declared.idempotent) headers.set('idempotency-key', key ?? newKey())
  if (given.version !== undefined)
    headers.set('if-match', typeof given.version === 'number' ? `"${given.version}"` : given.version)
  const init: RequestInit = {
    method: declared.method,
    headers,
    credentials: 'same-origin',
    ...(given.body === undefined ? {} : { body: given.body instanceof Blob ? given.body : JSON.stringify(given.body) }),
    ...(signal ? { signal } : {}),
  }
  const repeatable = declared.method === 'GET' || declared.idempotent === true
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(address(declared, given), init).catch((reason: unknown) => {
      if (signal?.aborted) throw reason
      return null
    })
    if (response?.ok) return response
    // Nobody answered, or somebody who asks for patience: the same once more changes nothing twice.
    const transient = response === null || response.status === 503
    if (transient && repeatable && attempt < attempts) await pause(attempt * 400)
    else throw response === null ? Refusal.unreachable() : await Refusal.from(response)
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds))
}
