import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { markOf, unknownMark } from '../platform/index.ts'

/** Who works on a data folder: a process, when it began, and where it is found. */
interface Owner {
  readonly pid: number
  readonly began: string
  readonly what: string
}

export interface Owned {
  /** Tells others where to find us, once that is known. */
  rename(what: string): void
  release(): void
}

export class FolderTaken extends Error {}

/**
 * Makes this process the one owner of a data folder: whoever stops takes the embedded database along. An owner that was killed leaves its
 * file behind, which counts for nothing once its process is gone.
 */
export function ownFolder(folder: string, what: string): Owned {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'owner.json')
  const own = `${file}.${process.pid}`
  const me = { pid: process.pid, began: markOf(process.pid) ?? unknownMark }
  const write = (what: string): void => writeFileSync(own, `${JSON.stringify({ ...me, what } satisfies Owner)}\n`)
  write(what)
  try {
    while (!isLinked(own, file)) {
      const before = contentOf(file)
      const owner = ownerIn(before)
      if (owner !== null && isAlive(owner)) throw new FolderTaken(sayingOf(folder, owner))
      setAside(file, before)
    }
  } finally {
    rmSync(own, { force: true })
  }
  return {
    rename(what) {
      write(what)
      renameSync(own, file)
    },
    release() {
      const owner = ownerIn(contentOf(file))
      if (owner?.pid === me.pid && owner.began === me.began) rmSync(file, { force: true })
    },
  }
}

/** Linking fails where the file is there, and never shows half of it: of two that come at once, one succeeds. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (reason) {
    if (reason instanceof Error && 'code' in reason && reason.code === 'EEXIST') return false
    throw reason
  }
}

/** Moved before it is removed: if somebody else was faster and the file is already his, he gets it back. */
function setAside(file: string, expected: string | null): void {
  if (expected === null) return
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
  } catch {
    return
  }
  if (contentOf(aside) !== expected) isLinked(aside, file)
  rmSync(aside, { force: true })
}

function isAlive({ pid, began }: Owner): boolean {
  const now = markOf(pid)
  return now !== null && (now === began || now === unknownMark || began === unknownMark)
}

function ownerIn(text: string | null): Owner | null {
  try {
    const { pid, began, what } = JSON.parse(text ?? '') as Partial<Owner>
    return typeof pid === 'number' && typeof began === 'string' ? { pid, began, what: String(what) } : null
  } catch {
    return null
  }
}

function contentOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function sayingOf(folder: string, { pid, what }: Owner): string {
  return `${folder} is in use by process ${pid} (${what}), and a data folder has one owner.
Stop that one first; or give this one a folder of its own, for example PULIH_DATA=${folder}-2; or let several share a PostgreSQL of your
own with DATABASE_URL. If process ${pid} is no Pulih, remove ${join(folder, 'owner.json')}.`
}
