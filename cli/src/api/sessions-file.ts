import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** A session as `pulih sign-in` keeps it. */
export interface KeptSession {
  readonly token: string
  readonly login: string
  readonly expiresAt: string
}

/** Where sessions are kept, one per server: a token is never shown to another server than the one that gave it. */
export function sessionsFile(environment: NodeJS.ProcessEnv = process.env): string {
  const windows = process.platform === 'win32' ? environment['APPDATA'] : undefined
  return join(environment['XDG_CONFIG_HOME'] || windows || join(homedir(), '.config'), 'pulih', 'sessions.json')
}

export function readSession(url: string): KeptSession | null {
  return readAll()[url] ?? null
}

export function keepSession(url: string, session: KeptSession): void {
  writeAll({ ...readAll(), [url]: session })
}

export function forgetSession(url: string): void {
  const { [url]: _, ...rest } = readAll()
  if (Object.keys(rest).length > 0) writeAll(rest)
  else rmSync(sessionsFile(), { force: true })
}

/** By rename, so that whoever reads at the same time finds all or nothing. Only the user himself may read it. */
function writeAll(sessions: Readonly<Record<string, KeptSession>>): void {
  const file = sessionsFile()
  const draft = `${file}.${process.pid}`
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(draft, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 })
  // The mode above is only for a new file.
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}

function readAll(): Readonly<Record<string, KeptSession>> {
  try {
    const read: unknown = JSON.parse(readFileSync(sessionsFile(), 'utf8'))
    if (typeof read !== 'object' || read === null) return {}
    return Object.fromEntries(Object.entries(read).filter(([, session]) => isSession(session)))
  } catch {
    // Nobody signed in, or the file is no longer readable: signing in writes it anew.
    return {}
  }
}

function isSession(value: unknown): value is KeptSession {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['token', 'login', 'expiresAt'].every(name => typeof Reflect.get(value, name) === 'string')
  )
}
