import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../platform/index.ts'

/** Where the page's own process left word of itself. */
export interface HostNote {
  readonly pid: number
  readonly began: string
  readonly url: string
  /** What it was started with: another version or other options mean another process. */
  readonly program: string
}

export function pageFolder(config: Config): string {
  return join(config.data, 'status')
}

export function hostNoteFile(config: Config): string {
  return join(pageFolder(config), 'host.json')
}

export function readHostNote(config: Config): HostNote | null {
  try {
    const { pid, began, url, program } = JSON.parse(readFileSync(hostNoteFile(config), 'utf8')) as Partial<HostNote>
    if (typeof pid !== 'number' || typeof began !== 'string' || typeof url !== 'string') return null
    return { pid, began, url, program: String(program) }
  } catch {
    return null
  }
}

/** As good a guess as there is before its process has said where it listens. */
export function addressOf(config: Config): string {
  const port = typeof config.statusPort === 'number' ? config.statusPort : config.port + 1
  return readHostNote(config)?.url ?? `http://localhost:${port}`
}
