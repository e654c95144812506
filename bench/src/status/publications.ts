import { once } from 'node:events'
import { mkdtempSync, rmSync, chmodSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { startServer } from '../platform/server.ts'

/** Seconds from the answer to a publication until it can be read, in the slowest of JSON, page and feed. */
export async function measurePublications(count: number, readers: number): Promise<readonly number[]> {
  const work = mkdtempSync(join(tmpdir(), 'pulih-publish-'))
  // PostgreSQL refuses to run as root; its own user has to reach its folder.
  chmodSync(work, 0o755)
  const data = join(work, 'data')
  const server = await startServer(data)
  try {
    const url = await addressOf(data)
    const operations = await server.as('operations')
    const outage = await operations.post<{ id: string }>('/outages/declare', {
      title: 'Fibre cut',
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      scope: { areas: ['14'] },
    })
    const listeners = await Promise.all(Array.from({ length: readers }, () => listen(`${url}/events`)))
    const seconds: number[] = []
    for (let index = 0; index < count; index++) {
      const text = `Publication ${index} of this measurement`
      await operations.post(`/outages/${outage.id}/timeline`, { text, public: true })
      const began = performance.now()
      await Promise.all(
        ['/api/v2/summary.json', '/', '/history.atom'].map(path => untilThere(`${url}${path}?now=${index}`, text)),
      )
      seconds.push((performance.now() - began) / 1000)
      await setTimeout(200)
    }
    for (const stop of listeners) stop()
    return seconds
  } finally {
    await server.stop()
    rmSync(work, { recursive: true, force: true })
  }
}

/** Reads the page whenever it is told of news, as the script of the page does. */
async function listen(address: string): Promise<() => void> {
  const call = request(address, { agent: false })
  call.end()
  const [reply] = await once(call, 'response')
  reply.on('data', (piece: Buffer) => {
    if (piece.includes('id:'))
      request(new URL('/', address), { agent: false }, page => page.resume())
        .on('error', () => undefined)
        .end()
  })
  reply.on('error', () => undefined)
  return () => call.destroy()
}

async function untilThere(address: string, text: string): Promise<void> {
  const end = performance.now() + 30_000
  for (;;) {
    const reply = await fetch(address, { headers: { 'accept-encoding': 'identity' } })
    if ((await reply.text()).includes(text)) return
    if (performance.now() > end) throw new Error(`${address} never said it`)
    await setTimeout(20)
  }
}

async function addressOf(data: string): Promise<string> {
  for (let tries = 0; tries < 400; tries++) {
    try {
      const { url } = JSON.parse(readFileSync(join(data, 'status', 'host.json'), 'utf8')) as { url: string }
      if ((await fetch(`${url}/api/v2/status.json`)).ok) return url
    } catch {
      // Not yet.
    }
    await setTimeout(100)
  }
  throw new Error('no status page came up')
}
