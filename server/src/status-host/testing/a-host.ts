import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { feedFiles, pageFiles, sample, type Picture } from '@pulih/statuspage'
import { compressor } from '../../statuspage/press/compress.ts'
import { writeSnapshot } from '../../statuspage/press/write-snapshot.ts'
import { numbersFile, type HitService } from '../../statuspage/numbers-file.ts'
import { keysFrom } from '../keys.ts'
import { serveStatus, type Host } from '../serve.ts'
import { trustedProxies } from '../../platform/trusted-proxies.ts'

export const secret = Buffer.from('a secret of the operator')
export const keys = keysFrom(secret)

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

export interface TestHost extends Host {
  readonly root: string
  readonly said: readonly string[]
  get(path: string, headers?: Readonly<Record<string, string>>, method?: string): Promise<Answer>
}

const closing: (() => Promise<void>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

export function aFolder(): string {
  const root = mkdtempSync(join(tmpdir(), 'pulih-page-'))
  closing.push(async () => rmSync(root, { recursive: true, force: true }))
  return root
}

/** Shows a picture as the worker would, with those who are hit by its outages. */
export async function show(
  root: string,
  picture: Picture,
  hits: readonly HitService[] = [],
  numbers: string | null = writeHits(root, picture, hits),
): Promise<void> {
  const { files, pressed } = madeOf(picture)
  await writeSnapshot(root, { picture, files, pressed, numbers })
}

/** Most tests show the same picture, and making its files takes a while. */
const made = new WeakMap<Picture, ReturnType<typeof make>>()

function madeOf(picture: Picture): ReturnType<typeof make> {
  const known = made.get(picture) ?? make(picture)
  made.set(picture, known)
  return known
}

function make(picture: Picture) {
  const files = [...pageFiles(picture), ...feedFiles(picture)]
  return { files, pressed: compressor()(files.map(({ body }) => body)) }
}

function writeHits(root: string, { open, planned }: Picture, hits: readonly HitService[]): string {
  const covers = [...open, ...planned].map(({ id }) => id)
  const file = numbersFile(keys, covers)
  for (const hit of hits) file.add(hit)
  const { name, bytes } = file.finish()
  mkdirSync(join(root, 'numbers'), { recursive: true })
  writeFileSync(join(root, 'numbers', name), bytes)
  return name
}

/** `given`: another secret than that of the operator; null: that which lies in the folder. */
export async function aHost(root: string, mostReaders = 100, given: Buffer | null = secret): Promise<TestHost> {
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  const host = await serveStatus({
    root,
    host: '127.0.0.1',
    port: 0,
    secret: given,
    mostReaders,
    trusted: trustedProxies([]),
    say,
  })
  closing.unshift(() => host.close())
  return { ...host, root, said, get: (path, headers = {}, method = 'GET') => ask(host.url, path, headers, method) }
}

/** Asks as it stands: `fetch` would tidy the path, and unpack what is compressed. */
function ask(url: string, path: string, headers: Readonly<Record<string, string>>, method: string): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path, method, headers, agent: false }, reply => {
      const pieces: Buffer[] = []
      reply.on('data', (piece: Buffer) => void pieces.push(piece))
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, body: Buffer.concat(pieces) }),
      )
    })
    call.on('error', reject)
    call.end()
  })
}

/** The sample a moment later, with the next revision. */
export function next(picture: Picture = sample, changes: Partial<Picture> = {}): Picture {
  const asOf = Temporal.Instant.from(picture.asOf).add({ seconds: 20 }).toString({ fractionalSecondDigits: 3 })
  return { ...picture, asOf, revision: picture.revision + 1, ...changes }
}
