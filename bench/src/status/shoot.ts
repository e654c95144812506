/** Asks a server as fast as it answers, in a process of its own, and tells its parent what came of it. */
import autocannon, { type Result } from 'autocannon'

export interface Shot {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly headers: Readonly<Record<string, string>>
  /** `same`: made anew for each request, and always the same. `query`: each request has one of its own. `look-up`: each asks for another service number, from another address. */
  readonly vary: 'nothing' | 'same' | 'query' | 'look-up'
}

export type { Result }

const bigPrime = 7_919_993

process.on('message', (shot: Shot) => void fire(shot))

async function fire({ url, connections, seconds, headers, vary }: Shot): Promise<void> {
  let count = 0
  const path = new URL(url).pathname
  const setupRequest = {
    nothing: null,
    same: (request: object) => ({ ...request, path: `${path}?unique=${(++count % 1) + 1_000_000}` }),
    query: (request: object) => ({ ...request, path: `${path}?unique=${++count}` }),
    'look-up': (request: object) => {
      const number = (++count * bigPrime) % 2_000_000
      return {
        ...request,
        path: `${path}?q=S-${number}`,
        headers: { ...headers, 'x-forwarded-for': `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}` },
      }
    },
  }[vary]
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
    ...(setupRequest && { requests: [{ setupRequest }] }),
  })
  const { requests, latency, non2xx, errors } = result
  process.send?.({ requests, latency, non2xx, errors }, () => process.disconnect?.())
}
