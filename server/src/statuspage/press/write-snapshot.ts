import { linkSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PageFile, Picture } from '@pulih/statuspage'
import type { Pressed, PressedForm } from './compress.ts'
import { knownFiles } from './known-files.ts'
import { syncFiles } from './sync-files.ts'
import { cacheControl, currentSnapshot, fileFor, type Manifest, type ManifestFile } from '../../status-host/manifest.ts'

export interface Edition {
  readonly picture: Picture
  readonly files: readonly PageFile[]
  readonly pressed: readonly Pressed[]
  readonly numbers: string | null
}

/**
 * Writes a whole snapshot beside the others and turns `current` to it by a rename, so that whoever reads has the one or the other and never
 * half of both. A writer that is killed leaves a folder to which nothing leads, and which a later one sweeps up. The link is turned only
 * when everything would outlast a power cut.
 */
export async function writeSnapshot(folder: string, { picture, files, pressed, numbers }: Edition): Promise<void> {
  const snapshots = join(folder, 'snapshots')
  const before = currentSnapshot(folder)
  const name = nameFor(picture, snapshots)
  const snapshot = join(snapshots, name)
  const folders = new Set([snapshot])
  const written: string[] = []
  const put = (path: string, { body, digest }: PressedForm): void => {
    const target = join(snapshot, 'site', path)
    if (before !== null && linkTo(join(before, 'site', path), target, body, digest)) return
    writeFileSync(target, body)
    known.note(target, digest)
    written.push(target)
  }
  const listed = files.map((file, index): ManifestFile => {
    const press = pressed[index]
    if (!press) throw new Error(`${file.path} was not pressed`)
    const path = fileFor(file.path)
    const folderOfFile = dirname(join(snapshot, 'site', path))
    if (!folders.has(folderOfFile)) {
      mkdirSync(folderOfFile, { recursive: true })
      for (let each = folderOfFile; each !== snapshot; each = dirname(each)) folders.add(each)
    }
    put(path, press)
    if (press.br) put(`${path}.br`, press.br)
    if (press.gz) put(`${path}.gz`, press.gz)
    const { type, maxAge, sharedMaxAge } = file
    return {
      path: file.path,
      file: path,
      type,
      maxAge,
      sharedMaxAge,
      digest: press.digest,
      br: press.br?.digest ?? null,
      gz: press.gz?.digest ?? null,
    }
  })
  const manifest: Manifest = {
    format: 'pulih-status-1',
    revision: picture.revision,
    asOf: picture.asOf,
    files: listed,
    numbers,
  }
  const beside: readonly (readonly [string, string])[] = [
    [join(snapshot, 'site', '_headers'), headersFile(files)],
    [join(snapshot, 'picture.json'), JSON.stringify(picture)],
    // Last, because a snapshot without it is none.
    [join(snapshot, 'manifest.json'), JSON.stringify(manifest)],
  ]
  for (const [path, text] of beside) writeFileSync(path, text)
  await syncFiles([...written, ...beside.map(([path]) => path)])
  await syncFiles([...folders, snapshots])
  turnTo(folder, name)
  await syncFiles([folder])
  sweep(folder, name)
}

/** In the order of names snapshots are in the order of time. */
function nameFor({ revision, asOf }: Picture, snapshots: string): string {
  mkdirSync(snapshots, { recursive: true })
  const name = `${revision.toString().padStart(8, '0')}-${asOf.replace(/[^\dTZ]/g, '')}`
  const taken = readdirSync(snapshots).filter(each => each.startsWith(name)).length
  return taken === 0 ? name : `${name}-${taken}`
}

const known = knownFiles()

/** What is the same as in the last snapshot is the same file, which costs neither time nor room: once it was looked at. */
function linkTo(same: string, target: string, body: Buffer, digest: string): boolean {
  try {
    if (!known.holds(same, digest, body)) return false
    linkSync(same, target)
    return true
  } catch {
    // No such file any more, or a file system without links.
    return false
  }
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
