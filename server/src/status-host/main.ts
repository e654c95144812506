import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { secretOf } from './keys.ts'
import { serveStatus } from './serve.ts'
import { networksIn, trustedProxies, type TrustedProxies } from '../platform/trusted-proxies.ts'

/**
 * Serves a status page from its folder, alone: `node server/src/status-host/main.ts --folder data/status --port 8081`.
 * With `--near` a port that is taken is no reason to give up: any free one is. With `--note` it leaves word of where it listens.
 */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8081' },
    near: { type: 'boolean', default: false },
    note: { type: 'string', default: '' },
    program: { type: 'string', default: '' },
    readers: { type: 'string', default: '5000' },
  },
})
if (values.folder === undefined) fail('Name the folder of the page: --folder data/status')
const port = Number(values.port)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`--port ${values.port}: write a whole number up to 65535`)
const root = resolve(values.folder)
try {
  mkdirSync(root, { recursive: true })
} catch {
  // A folder that may only be read is made by whoever writes it.
}

const say = (line: string): void => console.log(`${new Date().toISOString()} ${line}`)
// Whoever started it may be gone, and with him whoever read what it says.
process.stdout.on('error', () => undefined)
process.stderr.on('error', () => undefined)
let isListening = false
// The last to go: what went wrong is written down, and the page stays.
for (const mistake of ['uncaughtException', 'unhandledRejection'] as const)
  process.on(mistake, (reason: unknown) => {
    if (!isListening) fail(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason))
    say(`Something went wrong: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`)
  })

const secret = process.env['PULIH_SECRET_STATUSPAGE']
const options = {
  root,
  host: values.host,
  secret: secret === undefined || secret === '' ? null : secretOf(secret),
  mostReaders: Number(values.readers) || 5000,
  trusted: trustedIn(process.env['PULIH_TRUSTED_PROXIES'] ?? ''),
  say,
}
const host = await serveStatus({ ...options, port }).catch((reason: unknown) => {
  const isTaken = reason instanceof Error && 'code' in reason && reason.code === 'EADDRINUSE'
  if (!isTaken) throw reason
  if (!values.near) fail(`Port ${port} is taken by another program; choose one with --port or PULIH_STATUS_PORT.`)
  return serveStatus({ ...options, port: 0 })
})
if (values.note !== '') {
  const next = join(root, `host.${process.pid}`)
  writeFileSync(next, JSON.stringify({ pid: process.pid, began: ownMark(), url: host.url, program: values.program }))
  renameSync(next, values.note)
}
isListening = true
console.log(`The status page is at ${host.url}`)

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => void host.close().then(() => process.exit(0)))

function trustedIn(text: string): TrustedProxies {
  try {
    return trustedProxies(networksIn(text))
  } catch {
    return fail(`PULIH_TRUSTED_PROXIES=${text}: write networks with commas, for example 10.0.0.0/8,2001:db8::/32`)
  }
}

/** Tells this process from a later one with the same number, in the words of `platform/alive.ts`. */
function ownMark(): string {
  try {
    const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8')
    const start = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${start}`
  } catch {
    return ''
  }
}

function fail(saying: string): never {
  console.error(saying)
  process.exit(2)
}
