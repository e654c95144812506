import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Picture } from '@pulih/statuspage'
import { fileHeaders, tagOf, type Headers } from './headers.ts'
import { cacheControl, currentSnapshot, readManifest, type Manifest, type ManifestFile } from './manifest.ts'
import { readNumbers, type Numbers } from './numbers.ts'

/** One form of a file: as it is, or compressed. Headers are made once and written for each reader as they are. */
export interface Form {
  readonly body: Buffer
  readonly headers: Headers
}

/** A form of a file, with what is said to those who have it already. */
export interface FileForm extends Form {
  readonly tag: string
  readonly unchanged: Headers
}

export interface ServedFile {
  readonly plain: FileForm
  readonly br: FileForm | null
  readonly gz: FileForm | null
}

/** Everything that is served, in memory. */
export interface Snapshot {
  readonly folder: string
  readonly revision: number
  readonly asOf: string
  readonly files: ReadonlyMap<string, ServedFile>
  readonly picture: Picture
  readonly manifest: Manifest
  /** Null: there is no list of who is hit, or it cannot be read. */
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
    files.set(file.path, known && isSame(known, file) ? known : readFile(folder, file))
  }
  if (!files.has('/')) throw new BrokenSnapshot(`${folder} has no first page`)
  const { revision, asOf } = manifest
  const picture = JSON.parse(readFileSync(join(folder, 'picture.json'), 'utf8')) as Picture
  return { folder, revision, asOf, files, picture, manifest, numbers: numbersOf(root, manifest, last) }
}

/** The snapshot that is shown or, where that is broken, the latest before it that is whole. */
export function readLatest(root: string, say: (line: string) => void): Snapshot | null {
  const current = currentSnapshot(root)
  const others = namesIn(join(root, 'snapshots')).toSorted().toReversed()
  const folders = new Set([
    ...(current === null ? [] : [current]),
    ...others.map(name => join(root, 'snapshots', name)),
  ])
  for (const folder of folders) {
    try {
      return readSnapshot(root, folder, null)
    } catch (reason) {
      // The next one may be whole.
      say(leftOut(folder, reason))
    }
  }
  return null
}

export function leftOut(folder: string, reason: unknown): string {
  const why = reason instanceof Error ? reason.message : String(reason)
  return `The snapshot ${folder} is left out, and the one before it shown: ${why}`
}

/** The same contents in the same forms under the same rules. */
function isSame({ plain, br, gz }: ServedFile, file: ManifestFile): boolean {
  return (
    plain.tag === tagOf(file, null) &&
    (br !== null) === (file.br !== null) &&
    (gz !== null) === (file.gz !== null) &&
    plain.headers.join('\n').includes(cacheControl(file.maxAge, file.sharedMaxAge))
  )
}

function readFile(folder: string, file: ManifestFile): ServedFile {
  const path = join(folder, 'site', file.file)
  const form = (ending: string, digest: string, encoding: string | null): FileForm => {
    const body = readFileSync(`${path}${ending}`)
    if (digestOf(body) !== digest) throw new BrokenSnapshot(`${path}${ending} is not what was written`)
    return {
      body,
      headers: fileHeaders(file, body.length, encoding),
      tag: tagOf(file, encoding),
      unchanged: fileHeaders(file, null, encoding),
    }
  }
  return {
    plain: form('', file.digest, null),
    br: file.br === null ? null : form('.br', file.br, 'br'),
    gz: file.gz === null ? null : form('.gz', file.gz, 'gzip'),
  }
}

/** SHA-256, as manifests tell it. */
export function digestOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('base64url')
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
