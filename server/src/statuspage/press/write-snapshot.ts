import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PageFile, Picture } from '@pulih/statuspage'
import type { Pressed } from './compress.ts'
import {
  cacheControl,
  currentSnapshot,
  fileFor,
  readManifest,
  type Manifest,
  type ManifestFile,
} from '../../status-host/manifest.ts'

export interface Edition {
  readonly picture: Picture
  readonly files: readonly PageFile[]
  readonly pressed: readonly Pressed[]
  readonly numbers: string | null
}

/**
 * Writes a whole snapshot beside the others and turns `current` to it by a rename, so that whoever reads has the one or the other and never
 * half of both. A writer that is killed leaves a folder to which nothing leads, and which a later one sweeps up.
 */
export function writeSnapshot(folder: string, { picture, files, pressed, numbers }: Edition): void {
  const snapshots = join(folder, 'snapshots')
  const before = currentSnapshot(folder)
  const name = nameFor(picture, snapshots)
  const snapshot = join(snapshots, name)
  const known = new Map(before ? readManifest(before)?.files.map(file => [`${file.file} ${file.digest}`, file]) : [])
  const folders = new Set<string>()
  const listed = files.map((file, index): ManifestFile => {
    const press = pressed[index]
    if (!press) throw new Error(`${file.path} was not pressed`)
    const path = fileFor(file.path)
    const target = join(snapshot, 'site', path)
    if (!folders.has(dirname(target))) folders.add(mkdirSync(dirname(target), { recursive: true }) ?? dirname(target))
    const same = before !== null && known.has(`${path} ${press.digest}`) ? join(before, 'site', path) : null
    put(target, press.body, same)
    if (press.br) put(`${target}.br`, press.br, same && `${same}.br`)
    if (press.gz) put(`${target}.gz`, press.gz, same && `${same}.gz`)
    const { type, maxAge, sharedMaxAge } = file
    return {
      path: file.path,
      file: path,
      type,
      maxAge,
      sharedMaxAge,
      digest: press.digest,
      br: press.br !== null,
      gz: press.gz !== null,
    }
  })
  writeFileSync(join(snapshot, 'site', '_headers'), headersFile(files))
  writeFileSync(join(snapshot, 'picture.json'), JSON.stringify(picture))
  const manifest: Manifest = {
    format: 'pulih-status-1',
    revision: picture.revision,
    asOf: picture.asOf,
    files: listed,
    numbers,
  }
  // Last, because a snapshot without it is none.
  writeFileSync(join(snapshot, 'manifest.json'), JSON.stringify(manifest))
  turnTo(folder, name)
  sweep(folder, name)
}

/** In the order of names snapshots are in the order of time. */
function nameFor({ revision, asOf }: Picture, snapshots: string): string {
  mkdirSync(snapshots, { recursive: true })
  const name = `${revision.toString().padStart(8, '0')}-${asOf.replace(/[^\dTZ]/g, '')}`
  const taken = readdirSync(snapshots).filter(each => each.startsWith(name)).length
  return taken === 0 ? name : `${name}-${taken}`
}

/** What is the same as in the last snapshot is the same file, which costs neither time nor room. */
function put(target: string, content: Buffer, same: string | null): void {
  if (same !== null) {
    try {
      return linkSync(same, target)
    } catch {
      // No such file any more, or a file system without links.
    }
  }
  writeFileSync(target, content)
}

function turnTo(folder: string, name: string): void {
  const next = join(folder, `current.${process.pid}`)
  rmSync(next, { force: true })
  symlinkSync(join('snapshots', name), next, 'dir')
  renameSync(next, join(folder, 'current'))
}

const kept = 3
/** Whoever reads a snapshot has begun to before it was replaced. */
const graceMilliseconds = 60_000

function sweep(folder: string, current: string): void {
  const snapshots = join(folder, 'snapshots')
  const byAge = readdirSync(snapshots)
    .filter(name => name !== current)
    .map(name => ({ path: join(snapshots, name), at: statSync(join(snapshots, name)).mtimeMs }))
    .toSorted((a, b) => b.at - a.at)
  for (const { path, at } of byAge.slice(kept))
    if (Date.now() - at > graceMilliseconds) rmSync(path, { recursive: true, force: true })
}

/** For web servers and networks of servers that read such a file. */
function headersFile(files: readonly PageFile[]): string {
  return files
    .map(
      ({ path, type, maxAge, sharedMaxAge }) =>
        `${path}\n  Content-Type: ${type}\n  Cache-Control: ${cacheControl(maxAge, sharedMaxAge)}\n`,
    )
    .join('')
}
