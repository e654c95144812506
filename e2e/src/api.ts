import type { House } from './house.ts'

/** What the API answers: shown and picked from here, never decided upon. */
type View = Readonly<Record<string, unknown>>

/** Somebody at the API: what happens outside of the browser that a journey watches. */
export interface Caller {
  readonly get: (path: string) => Promise<View>
  readonly post: (path: string, body: unknown) => Promise<View>
}

export async function callerAs({ url, people }: House, login: string): Promise<Caller> {
  const { token } = await ask(`${url}/api/v1/sign-in`, { login, password: people[login], deliver: 'token' })
  const key = `Bearer ${String(token)}`
  return {
    get: path => ask(`${url}/api/v1${path}`, undefined, key),
    post: (path, body) => ask(`${url}/api/v1${path}`, body, key),
  }
}

async function ask(address: string, body?: unknown, key?: string): Promise<View> {
  const reply = await fetch(address, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    // Whatever it is now: nobody else changes it meanwhile.
    headers: {
      'content-type': 'application/json',
      'if-match': '*',
      ...(key === undefined ? {} : { authorization: key }),
    },
  })
  const view = (await reply.json()) as View
  if (!reply.ok) throw new Error(`${address}: ${JSON.stringify(view)}`)
  return view
}
