import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Picture } from '@pulih/statuspage'
import { fileHeaders, type Headers } from './headers.ts'
import { cacheControl, currentSnapshot, readManifest, type Manifest, type ManifestFile } from './manifest.ts'
import { readNumbers, type Numbers } from './numbers.ts'

/** One form of a file: as it is, or compressed. Headers are made once and written for each reader as they are. */
export interface Form {
  readonly body: Buffer
  readonly headers: Headers
}

export interface ServedFile {
  readonly etag: string
  readonly plain: Form
  readonly br: Form | null
  readonly gz: Form | null
  readonly unchanged: Headers
}

/** Everything that is served, in memory. */
export interface Snapshot {
  readonly folder: string
  readonly revision: number
  readonly asOf: string
  readonly files: ReadonlyMap<string, ServedFile>
  readonly picture: Picture
  readonly numbers: Numbers | null
}

/** Why a snapshot cannot be shown. */
export class BrokenSnapshot extends Error {}

/** Reads a whole snapshot, each file held against its digest; what the last one had in common with it is not read again. */
export function readSnapshot(root: string, folder: string, last: Snapshot | null): Snapshot {
  const manifest = readManifest(folder)
  if (manifest === null) throw new BrokenSnapshot(`${folder} has no manifest`)
  const files = new Map<string, ServedFile>()
  for (const file of manifest.files) {
    const known = last?.files.get(file.path)
    const isSame = known?.etag === etagOf(file) && known.plain.headers.join('\n').includes(cacheControlOf(file))
    files.set(file.path, known && isSame ? known : readFile(folder, file))
  }
  if (!files.has('/')) throw new BrokenSnapshot(`${folder} has no first page`)
  const { revision, asOf } = manifest
  const picture = JSON.parse(readFileSync(join(folder, 'picture.json'), 'utf8')) as Picture
  return { folder, revision, asOf, files, picture, numbers: numbersOf(root, manifest, last) }
}

/** The snapshot that is shown or, where that is broken, the latest before it that is whole. */
export function readLatest(root: string): Snapshot | null {
  const current = currentSnapshot(root)
  const others = namesIn(join(root, 'snapshots')).toSorted().toReversed()
  for (const folder of [...(current === null ? [] : [current]), ...others.map(name => join(root, 'snapshots', name))]) {
    try {
      return readSnapshot(root, folder, null)
    } catch {
      // The next one may be whole.
    }
  }
  return null
}

function readFile(folder: string, file: ManifestFile): ServedFile {
  const path = join(folder, 'site', file.file)
  const body = readFileSync(path)
  if (createHash('sha256').update(body).digest('base64url') !== file.digest)
    throw new BrokenSnapshot(`${path} is not what was written`)
  const form = (ending: 'br' | 'gz', encoding: string): Form => {
    const packed = readFileSync(`${path}.${ending}`)
    return { body: packed, headers: fileHeaders(file, packed.length, encoding) }
  }
  return {
    etag: etagOf(file),
    plain: { body, headers: fileHeaders(file, body.length, null) },
    br: file.br ? form('br', 'br') : null,
    gz: file.gz ? form('gz', 'gzip') : null,
    unchanged: fileHeaders(file, null, null),
  }
}

export function etagOf({ digest }: Pick<ManifestFile, 'digest'>): string {
  return digest.slice(0, 22)
}

function cacheControlOf({ maxAge, sharedMaxAge }: ManifestFile): string {
  return cacheControl(maxAge, sharedMaxAge)
}

function numbersOf(root: string, { numbers }: Manifest, last: Snapshot | null): Numbers | null {
  if (numbers === null) return null
  if (last?.numbers?.name === numbers) return last.numbers
  try {
    return readNumbers(root, numbers)
  } catch {
    // Without it the page still says where it is; it cannot say so of a number.
    return null
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
