import { readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * What a snapshot holds, in its folder:
 *
 *     site/           what any web server can serve, each file also as .br and .gz where that is shorter; `_headers` says how
 *     manifest.json   this
 *     picture.json    the picture, from which answers to readers are made
 *
 * `<folder>/current` is a link to the snapshot that is shown. https://docs.netlify.com/routing/headers/#syntax-for-the-headers-file
 */
export interface Manifest {
  readonly format: 'pulih-status-1'
  readonly revision: number
  readonly asOf: string
  readonly files: readonly ManifestFile[]
  /** Below `<folder>/numbers`; null: there is none yet. */
  readonly numbers: string | null
}

export interface ManifestFile {
  /** As it is asked for: `/`, `/api/v2/summary.json`. */
  readonly path: string
  /** Below `site`. */
  readonly file: string
  readonly type: string
  readonly maxAge: number
  readonly sharedMaxAge: number
  /** SHA-256 of the contents, in base64url. */
  readonly digest: string
  /** The same of its compressed forms; null: there is none, because it would be no shorter. */
  readonly br: string | null
  readonly gz: string | null
}

/** The name of the file for a path. A path ends with a slash or names a file; what would climb out is refused. */
export function fileFor(path: string): string {
  const file = path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1)
  if (
    !path.startsWith('/') ||
    file.split('/').some(part => part === '' || part === '.' || part === '..' || part.includes('\\'))
  )
    throw new Error(`${path} cannot be a file`)
  return file
}

/** Null where there is none, or half of one. */
export function readManifest(snapshot: string): Manifest | null {
  try {
    const manifest = JSON.parse(readFileSync(join(snapshot, 'manifest.json'), 'utf8')) as Manifest
    if (manifest.format !== 'pulih-status-1' || !Array.isArray(manifest.files)) return null
    return { ...manifest, files: manifest.files.map(withForms) }
  } catch {
    return null
  }
}

/** A form whose digest is not known, as earlier versions wrote it, cannot be held against anything and is left out. */
function withForms(file: ManifestFile): ManifestFile {
  const known = (digest: unknown) => (typeof digest === 'string' ? digest : null)
  return { ...file, br: known(file.br), gz: known(file.gz) }
}

/** The folder of the snapshot that is shown; null before the first. */
export function currentSnapshot(folder: string): string | null {
  try {
    return join(folder, readlinkSync(join(folder, 'current')))
  } catch {
    return null
  }
}

/** A shared cache may show what is old while it fetches what is new, and for a day where there is nothing to fetch from. */
export function cacheControl(maxAge: number, sharedMaxAge: number): string {
  return `public, max-age=${maxAge}, s-maxage=${sharedMaxAge}, stale-while-revalidate=${Math.max(30, sharedMaxAge)}, stale-if-error=86400`
}
