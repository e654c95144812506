import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { MessageChannelSettings } from '@pulih/contracts'
import type { Adapter } from '../adapters/adapter.ts'
import type { Arrival, Knock, RawArrival } from '../adapters/door.ts'

export interface OpenDoor {
  readonly url: string
  /** What was let in and is kept, each once. */
  readonly kept: ReadonlyMap<string, RawArrival>
  /** What all of it means. */
  readonly arrivals: () => Promise<readonly Arrival[]>
  readonly close: () => Promise<void>
}

/** The door of an adapter on a port of its own. `isBusy`: nothing can be kept just now. */
export async function openDoor<Settings extends MessageChannelSettings>(
  adapter: Adapter<Settings>,
  settings: Settings,
  secret: (name: string) => string,
  isBusy: () => boolean = () => false,
): Promise<OpenDoor> {
  const kept = new Map<string, RawArrival>()
  const answer = (knock: Knock): { readonly status: number; readonly says?: string } => {
    const verdict = adapter.door?.verify(knock, settings, secret, Temporal.Now.instant())
    if (verdict?.kind === 'greeting') return { status: 200, says: verdict.answer }
    if (verdict?.kind !== 'genuine') return { status: 403 }
    if (isBusy()) return { status: 503 }
    const raw = adapter.door?.keep(knock, settings, secret)
    if (raw !== undefined) kept.set(raw.key, raw)
    return { status: 200 }
  }
  const server = createServer((incoming, response) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => void parts.push(part))
    incoming.on('end', () => {
      const { method, url = '/', headers } = incoming
      const { status, says = '' } = answer({
        method: method === 'GET' ? 'GET' : 'POST',
        query: Object.fromEntries(new URL(url, 'http://door').searchParams),
        headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
        body: Buffer.concat(parts),
      })
      response.writeHead(status).end(says)
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    // A server that listens at a port has an address with one.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/door`,
    kept,
    async arrivals() {
      const all: Arrival[] = []
      for (const raw of kept.values()) all.push(...((await adapter.normalise?.(raw, Temporal.Now.instant())) ?? []))
      return all
    },
    close: () => new Promise(closed => server.close(() => closed()).closeAllConnections()),
  }
}
