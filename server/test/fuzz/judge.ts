import type { FastifyInstance, InjectOptions } from 'fastify'
import { sql } from 'kysely'
import type { Db } from '../../src/platform/index.ts'
import type { FuzzRequest } from './requests.ts'

/** What a server must never answer, and why this was it. */
export interface Finding {
  readonly operation: string
  readonly says: string
  readonly request: { readonly method: string; readonly url: string; readonly headers: object; readonly body: string }
  readonly reply: string
}

export interface Judgement {
  readonly accepted: boolean
  readonly finding: Finding | null
}

/** What the tables looked like after the last refusal: as long as nothing is accepted, they look so before the next request. */
export interface Memory {
  /** Null: something was accepted or done since. */
  state: string | null
}

/** Sends one request and says what is wrong with the answer, if anything is. */
export async function judge(
  app: FastifyInstance,
  db: Db,
  operation: string,
  request: FuzzRequest,
  memory: Memory,
): Promise<Judgement> {
  const writes = request.method !== 'GET'
  const before = writes ? (memory.state ?? (await fingerprint(db))) : ''
  const reply = await answerTo(app, request)
  const after = writes && reply.statusCode >= 400 ? await fingerprint(db) : null
  if (writes) memory.state = after
  const left =
    after === null ? [] : differing(before, after).filter(table => !(countsTries.has(operation) && tries.has(table)))
  const says =
    mistakeIn(reply.statusCode, reply.media, reply.body) ??
    (left.length > 0 ? `the request was refused and left something behind in ${left.join(', ')}` : null)
  const accepted = reply.statusCode < 400
  if (says === null) return { accepted, finding: null }
  const { method, url, headers } = request
  const finding = {
    operation,
    says,
    request: { method, url: url.slice(0, 500), headers, body: (request.payload?.toString() ?? '').slice(0, 800) },
    reply: `${reply.statusCode} ${reply.body.slice(0, 500)}`,
  }
  return { accepted, finding }
}

interface Answer {
  readonly statusCode: number
  readonly media: string
  readonly body: string
}

/** What is answered, whole; of a stream of events, which has no end, what it begins with. */
async function answerTo(app: FastifyInstance, { method, url, headers, payload }: FuzzRequest): Promise<Answer> {
  const options = { method, url, headers, ...(payload ? { payload } : {}), payloadAsStream: true }
  const reply = await app.inject(options as InjectOptions)
  const media = reply.headers['content-type'] ?? ''
  const chunks: Buffer[] = []
  for await (const chunk of reply.stream()) {
    chunks.push(Buffer.from(chunk as Buffer))
    if (media !== 'text/event-stream') continue
    reply.raw.res.destroy()
    break
  }
  return { statusCode: reply.statusCode, media, body: Buffer.concat(chunks).toString() }
}

/** Words of PostgreSQL, of JavaScript's stacks and of our own folders. */
const inward =
  /violates \w|duplicate key value|syntax error at or near|invalid input syntax|relation "|column "|\bat .{0,200}\.[jt]s:\d+:\d+|node:internal|node_modules|Cannot read prop|is not a function|is not iterable/

function mistakeIn(status: number, media: string, body: string): string | null {
  if (status >= 500) return 'the server failed'
  if (inward.test(body)) return 'the answer tells what only its makers understand'
  if (status < 400) return null
  if (!media.startsWith('application/problem+json'))
    return `a refusal is ${media || 'nothing'} instead of application/problem+json`
  const problem = readObject(body)
  if (problem === null) return 'a refusal is no JSON'
  if (
    typeof problem['code'] !== 'string' ||
    problem['status'] !== status ||
    typeof problem['title'] !== 'string' ||
    typeof problem['detail'] !== 'string'
  )
    return 'a refusal is not a whole problem document'
  return null
}

function readObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}

/** Wherever passwords and codes are tried, a refusal is counted and stands in the audit trail. */
const countsTries = new Set([
  'signIn',
  'signInWithCode',
  'signInWithProvider',
  'changePassword',
  'enrolTotp',
  'confirmTotp',
  'disableTotp',
  'enterPortalCode',
  'confirmContact',
])
const tries = new Set([
  'identity.attempt',
  'identity.code_wanted',
  'identity.audit',
  'identity.audit_head',
  'messaging.attempt',
  'messaging.proof',
  'portal.attempt',
  'portal.challenge',
])

/** Rows and their last writers of every table: it changes with each insert, update and delete that lasts. */
async function fingerprint(db: Db): Promise<string> {
  statement ??= await statementOver(db)
  const { rows } = await sql.raw<{ state: string }>(statement).execute(db)
  return rows[0]?.state ?? ''
}

function differing(before: string, after: string): string[] {
  const earlier = new Set(before.split(';'))
  return after
    .split(';')
    .filter(each => !earlier.has(each))
    .map(each => each.split(' ')[0] ?? '')
}

let statement: string | null = null

async function statementOver(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select schemaname || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker') order by 1`.execute(db)
  const each = rows.map(
    ({ name }) => `(select '${name} ' || count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from ${name})`,
  )
  // A function takes a hundred arguments, and there are more tables.
  return `select array_to_string(array[${each.join(', ')}, (select 'jobs ' || count(*) from graphile_worker.jobs)], ';') as state`
}
