import { Api, GrammyError, HttpError, type ApiClientOptions } from 'grammy'
import type { Answer, Call, Exchange } from '../../../platform/index.ts'
import { jsonOf, objectOf } from '../reading.ts'
import { restSeconds } from '../retry-after.ts'

/** What came of asking Telegram. `restSeconds`: for how long it wants nothing more. */
export type BotAnswer<Result> =
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'refused'; readonly code: number; readonly says: string; readonly restSeconds: number | null }
  | { readonly kind: 'not-sent'; readonly reason: string }
  | { readonly kind: 'lost'; readonly reason: string }

/**
 * Telegram's Bot API through our own wire, which knows whom it may call and whether anything left this machine. The token is part of each
 * address: no error holds one.
 */
export function botApi(
  url: string,
  token: string,
  exchange: Exchange,
  special: Pick<Call, 'answerBytes' | 'signal'> = {},
): Api {
  const fetch = async (address: unknown, init?: { readonly body?: unknown }): Promise<unknown> => {
    const said = jsonIn(await call(exchange, { ...special, ...post, url: String(address), body: String(init?.body) }))
    return { json: () => Promise.resolve(said) }
  }
  // Of a fetch grammy uses an address and a body in JSON, and of what comes back only `json()`.
  const options: ApiClientOptions = {
    apiRoot: url.replace(/\/+$/, ''),
    fetch: fetch as NonNullable<ApiClientOptions['fetch']>,
  }
  return new Api(token, options)
}

/** Waits for an answer. Anything but Telegram's answers and the wire's failures is thrown: it is a mistake of ours. */
export async function asked<Result>(asking: Promise<Result>): Promise<BotAnswer<Result>> {
  try {
    return { kind: 'done', result: await asking }
  } catch (reason) {
    if (reason instanceof GrammyError) {
      const { error_code: code, description, parameters } = reason
      return {
        kind: 'refused',
        code,
        says: `${code}: ${description}`.slice(0, 300),
        restSeconds: parameters.retry_after ?? null,
      }
    }
    if (reason instanceof HttpError && reason.error instanceof NoAnswer) return reason.error.answer
    throw reason
  }
}

type Failed = Exclude<Answer, { kind: 'answer' }>

class NoAnswer extends Error {
  readonly answer: Failed
  constructor(answer: Failed) {
    super(answer.reason)
    this.answer = answer
  }
}

const post = { method: 'POST', headers: { 'content-type': 'application/json' } } as const

async function call(exchange: Exchange, request: Call): Promise<Extract<Answer, { kind: 'answer' }>> {
  // An address that is none is refused with its own words, in which the token stands.
  if (!URL.canParse(request.url)) throw new NoAnswer({ kind: 'not-sent', reason: 'the address of Telegram is none' })
  const answer = await exchange(request)
  if (answer.kind !== 'answer') throw new NoAnswer(answer)
  return answer
}

/** In Telegram's form also where something on the way speaks; whoever waited in vain for Telegram does not know what it did. */
function jsonIn({ status, headers, body }: Extract<Answer, { kind: 'answer' }>): unknown {
  const said = objectOf(jsonOf(body))
  if (typeof said?.['ok'] === 'boolean') return said
  if (status < 400 || status === 502 || status === 504)
    throw new NoAnswer({ kind: 'lost', reason: `something else than Telegram answered ${status}` })
  const retryAfter = status === 429 ? { retry_after: restSeconds(headers['retry-after'], Temporal.Now.instant()) } : {}
  return { ok: false, error_code: status, description: 'something on the way', parameters: retryAfter }
}
