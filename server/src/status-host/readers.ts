import type { ServerResponse } from 'node:http'
import { freshHeaders } from './headers.ts'
import { networksOf } from './visitor.ts'

/** Those who listen for news: one write of the same bytes to all. https://html.spec.whatwg.org/multipage/server-sent-events.html */
export interface Readers {
  readonly size: number
  /** False: there are too many, and this one looks from time to time instead. */
  join(response: ServerResponse, address: string, revision: number, asOf: string): boolean
  tell(revision: number, asOf: string): void
  close(): void
}

/** A network behind one address may have many readers, and is not to take all places. */
const shareOfOneNetwork = 0.25
/** Who does not read does not fill our memory. */
const mostWaitingBytes = 64 * 1024
const beatMilliseconds = 20_000

export function readersUpTo(most: number): Readers {
  const readers = new Set<ServerResponse>()
  const perNetwork = new Map<string, number>()
  const write = (text: string): void => {
    const bytes = Buffer.from(text)
    for (const reader of readers) {
      if (reader.writableLength > mostWaitingBytes) reader.destroy()
      else reader.write(bytes)
    }
  }
  const beat = setInterval(() => write(':\n\n'), beatMilliseconds)
  beat.unref()
  return {
    get size() {
      return readers.size
    },
    join(response, address, revision, asOf) {
      const networks = networksOf(address)
      const isFull = networks.some(network => (perNetwork.get(network) ?? 0) >= Math.max(1, most * shareOfOneNetwork))
      if (readers.size >= most || isFull) return false
      readers.add(response)
      for (const network of networks) perNetwork.set(network, (perNetwork.get(network) ?? 0) + 1)
      response.once('close', () => {
        readers.delete(response)
        for (const network of networks) {
          const left = (perNetwork.get(network) ?? 1) - 1
          if (left === 0) perNetwork.delete(network)
          else perNetwork.set(network, left)
        }
      })
      // A proxy that collects answers would hold the news back.
      response.writeHead(200, freshHeaders('text/event-stream', null, ['X-Accel-Buffering', 'no']) as string[])
      response.write(`retry: 5000\n${eventOf(revision, asOf)}`)
      return true
    },
    tell: (revision, asOf) => write(eventOf(revision, asOf)),
    close() {
      clearInterval(beat)
      for (const reader of readers) reader.end()
    },
  }
}

function eventOf(revision: number, asOf: string): string {
  return `id: ${revision}\ndata: ${asOf}\n\n`
}
