import { Failure } from '../failure.ts'
import type { Connection } from './connection.ts'

/** A problem (RFC 9457) as the server wrote it. */
export interface ProblemDocument {
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: string
  readonly mistakes?: readonly { readonly pointer: string; readonly message: string }[]
}

/** The server refused. Its text says what is wrong, where, and what to do. */
export class Refusal extends Failure {
  readonly problem: ProblemDocument
  /** As Retry-After asked. */
  readonly waitSeconds: number | null
  readonly #asked: string
  readonly #connection: Connection

  constructor(
    problem: ProblemDocument,
    asked: string,
    connection: Connection,
    waitSeconds: number | null = null,
    remedy: string | null = remedyFor(problem.code, connection),
  ) {
    super(refusalText(problem, asked, remedy))
    this.name = 'Refusal'
    this.problem = problem
    this.waitSeconds = waitSeconds
    this.#asked = asked
    this.#connection = connection
  }

  /** The same with what to do about it here, which is for people: programs read the problem. */
  withRemedy(remedy: string): Refusal {
    return new Refusal(this.problem, this.#asked, this.#connection, this.waitSeconds, remedy)
  }
}

/** Reads a reply that is no success. A proxy or another program answers in its own way, and that is said too. */
export async function refusalOf(reply: Response, asked: string, connection: Connection): Promise<Refusal> {
  const text = await reply.text().catch(() => '')
  const retryAfter = Number(reply.headers.get('retry-after') ?? 'none')
  const wait = Number.isFinite(retryAfter) ? retryAfter : null
  return new Refusal(readProblem(text) ?? notOurs(reply, text, connection), asked, connection, wait)
}

function readProblem(text: string): ProblemDocument | null {
  try {
    const read: unknown = JSON.parse(text)
    const isProblem =
      typeof read === 'object' &&
      read !== null &&
      ['title', 'detail', 'code'].every(name => typeof Reflect.get(read, name) === 'string')
    // Just looked at; mistakes are written by the server's one handler.
    return isProblem ? (read as ProblemDocument) : null
  } catch {
    return null
  }
}

function notOurs(reply: Response, text: string, { url }: Connection): ProblemDocument {
  const said = text
    .replaceAll(/<[^>]*>|\s+/g, ' ')
    .trim()
    .slice(0, 200)
  return {
    code: 'client.not-pulih',
    status: reply.status,
    title: `${url} does not answer as Pulih does`,
    detail: `It answered ${reply.status} ${reply.statusText}${said === '' ? '' : `: ${said}`}. Check PULIH_URL, and the proxy in between if there is one.`,
  }
}

function refusalText(
  { title, detail, code, mistakes = [] }: ProblemDocument,
  asked: string,
  remedy: string | null,
): string {
  const places = mistakes.map(({ pointer, message }) => `  ${pointer === '' ? '(the whole)' : pointer}  ${message}`)
  return [`${title}.`, detail, ...places, ...(remedy === null ? [] : [remedy]), `(${code}, from ${asked})`].join('\n')
}

/** What the server cannot know: how this program is told who asks. */
function remedyFor(code: string, { from, url }: Connection): string | null {
  if (code !== 'access.unauthenticated') return null
  switch (from) {
    case 'nowhere':
      return `Nobody is signed in at ${url}: "pulih sign-in", or set PULIH_TOKEN to an API key.`
    case 'sign-in':
      return 'The session is over: "pulih sign-in" again.'
    case 'PULIH_TOKEN':
      return 'The token in PULIH_TOKEN is not, or no longer, valid: make a new API key, or unset it and "pulih sign-in".'
  }
}
