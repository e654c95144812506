import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'

/** A certified OpenID provider in a process of its own, at which anybody signs in with his name. */
export interface ProviderProcess {
  readonly issuer: string
  /** Who is called so has these claims. */
  readonly people: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  stop(): void
}

/** What the other process runs: it is told its port, where people are sent back to, and who they are. */
const source = `
  import { createServer } from 'node:http'
  import Provider from 'oidc-provider'
  const [port, callback, people, secret] = JSON.parse(process.argv[1])
  const provider = new Provider('http://127.0.0.1:' + port, {
    clients: [{ client_id: 'pulih', client_secret: secret, redirect_uris: [callback] }],
    claims: { openid: ['sub'], profile: ['name', 'preferred_username'], roles: ['roles'] },
    scopes: ['openid', 'profile', 'roles'],
    pkce: { required: () => true },
    cookies: { keys: ['for tests only'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
  })
  createServer(provider.callback()).listen(port, '127.0.0.1', () => console.log('ready'))
`

export async function startProvider(
  publicUrl: string,
  people: ProviderProcess['people'],
  {
    callback: path = '/api/v1/sign-in/provider/callback',
    secret = 'a secret for tests only',
  }: { readonly callback?: string; readonly secret?: string } = {},
): Promise<ProviderProcess> {
  const port = await freePort()
  const callback = `${publicUrl}${path}`
  const child = spawn(
    process.execPath,
    ['--input-type=module', '--eval', source, JSON.stringify([port, callback, people, secret])],
    { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  await once(createInterface(child.stdout), 'line')
  return { issuer: `http://127.0.0.1:${port}`, people, stop: () => void child.kill() }
}

/** Does what a browser and its user do at the provider: follows, signs in, agrees. Returns the address to which it is sent back. */
export async function visitProvider(location: string, name: string): Promise<URL> {
  const jar = new Map<string, string>()
  const { origin } = new URL(location)
  let request: { url: string; form?: Record<string, string> } = { url: location }
  for (let step = 0; step < 12; step++) {
    const reply = await fetch(request.url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([key, value]) => `${key}=${value}`).join('; ') },
      ...(request.form ? { method: 'POST', body: new URLSearchParams(request.form) } : {}),
    })
    for (const line of reply.headers.getSetCookie()) keep(jar, line)
    const next = reply.headers.get('location')
    if (next !== null) {
      const url = new URL(next, request.url)
      if (url.origin !== origin) return url
      request = { url: url.href }
      continue
    }
    const page = await reply.text()
    const [, action] = /action="([^"]+)"/.exec(page) ?? []
    const [, prompt] = /name="prompt" value="(\w+)"/.exec(page) ?? []
    if (action === undefined || prompt === undefined)
      throw new Error(`the provider answered ${reply.status}: ${page.slice(0, 500)}`)
    request = { url: new URL(action, request.url).href, form: { prompt, login: name, password: 'any' } }
  }
  throw new Error('the provider sent us in circles')
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';')
  const at = pair.indexOf('=')
  if (pair.slice(at + 1) === '') jar.delete(pair.slice(0, at))
  else jar.set(pair.slice(0, at), pair.slice(at + 1))
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  // A server that listens at a port has an address with one.
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
