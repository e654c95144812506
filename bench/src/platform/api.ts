import { createReadStream } from 'node:fs'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'

export interface Reply {
  readonly status: number
  readonly text: string
}

/** Somebody who is signed in. Answers are typed by whoever asks: they were held against their contracts elsewhere. */
export interface Api {
  get<View>(path: string): Promise<View>
  post<View>(path: string, body: unknown): Promise<View>
  upload<View>(path: string, file: string, media: string): Promise<View>
  /** Without looking into the answer. */
  ask(method: 'GET' | 'POST', path: string, body?: string): Promise<Reply>
}

interface Content {
  readonly media: string
  readonly body: string | { readonly file: string }
}

// The client shares its two cores with what it measures; `node:http` costs less of them than `fetch`.
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const json = (body: string): Content => ({ media: 'application/json', body })

/** The address is asked for each time: it is another one after a restart. */
export function apiOf(url: () => string, token: string): Api {
  const send = (method: 'GET' | 'POST', path: string, content?: Content) =>
    exchange(`${url()}/api/v1${path}`, method, token, content)
  const viewOf = async <View>(path: string, reply: Promise<Reply>): Promise<View> => {
    const { status, text } = await reply
    if (status >= 300) throw new Error(`${path}: ${status} ${text.slice(0, 500)}`)
    return JSON.parse(text) as View
  }
  return {
    get: path => viewOf(path, send('GET', path)),
    post: (path, body) => viewOf(path, send('POST', path, json(JSON.stringify(body)))),
    upload: (path, file, media) => viewOf(path, send('POST', path, { media, body: { file } })),
    ask: (method, path, body) => send(method, path, body === undefined ? undefined : json(body)),
  }
}

export async function tokenOf(url: string, login: string, password: string): Promise<string> {
  const { text } = await exchange(
    `${url}/api/v1/sign-in`,
    'POST',
    null,
    json(JSON.stringify({ login, password, deliver: 'token' })),
  )
  const { token } = JSON.parse(text) as { readonly token?: string }
  if (token === undefined) throw new Error(`nobody could sign in as ${login}`)
  return token
}

/** Looks again and again until it is as it should be. */
export async function until<View>(
  look: () => Promise<View>,
  good: (view: View) => boolean,
  minutes = 15,
): Promise<View> {
  const end = performance.now() + minutes * 60_000
  for (;;) {
    const view = await look()
    if (good(view)) return view
    const failure = view !== null && typeof view === 'object' && 'failure' in view ? view.failure : null
    if (failure !== null || performance.now() > end)
      throw new Error(`it did not come to that: ${JSON.stringify(view).slice(0, 500)}`)
    await setTimeout(100)
  }
}

function exchange(url: string, method: string, token: string | null, content?: Content): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = {
      ...(content && { 'content-type': content.media }),
      ...(token !== null && { authorization: `Bearer ${token}` }),
    }
    const call = request(url, { method, agent, headers }, answer => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    call.on('error', reject)
    if (content === undefined || typeof content.body === 'string') call.end(content?.body)
    else
      createReadStream(content.body.file, { highWaterMark: 1 << 18 })
        .on('error', reject)
        .pipe(call)
  })
}
