import { createHash } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs'

export const snapshotVersion = 1

/** The file beside a snapshot that says where the lines of each place stand, and of what file it is a snapshot. */
export interface SnapshotIndex {
  readonly version: typeof snapshotVersion
  readonly source: { readonly size: number; readonly modified: number; readonly sha256: string }
  readonly column: 'element' | 'area'
  readonly columns: readonly string[]
  /** In the order in which their lines stand. */
  readonly places: readonly string[]
  /** Place `n` has the bytes from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: readonly number[]
  /** How many lines each place has. */
  readonly lines: readonly number[]
}

export interface Snapshot extends SnapshotIndex {
  readonly file: string
  readonly indexOf: ReadonlyMap<string, number>
}

export function indexPath(snapshot: string): string {
  return `${snapshot}.index.json`
}

/** What tells one state of a file from another. */
export function sourceOf(file: string): SnapshotIndex['source'] {
  const { size, mtimeMs } = statSync(file)
  return { size, modified: mtimeMs, sha256: hashOf(file) }
}

/** Opens a snapshot of a services file. Throws a RangeError if it is of another file, or of an older state of it. */
export function openSnapshot(file: string, services: string): Snapshot {
  const index = JSON.parse(readFileSync(indexPath(file), 'utf8')) as SnapshotIndex
  const remedy = 'remove it; it is made again when it is needed'
  if (index.version !== snapshotVersion) throw new RangeError(`${file} was made by another version of Pulih; ${remedy}`)
  const { size, mtimeMs } = statSync(services)
  const { source } = index
  // Equal size and time mean an equal file, as everywhere; a file that was merely copied is told by its content.
  const isSame = size === source.size && (mtimeMs === source.modified || hashOf(services) === source.sha256)
  if (!isSame) throw new RangeError(`${services} was changed after ${file} was made from it; ${remedy}`)
  if (statSync(file).size !== index.starts.at(-1))
    throw new RangeError(`${file} is not as long as its index says; ${remedy}`)
  return { ...index, file, indexOf: new Map(index.places.map((place, number) => [place, number])) }
}

/**
 * Reads the lines of some places, header first, in parts of about so many bytes. Neighbours are read together; a place is never
 * divided between two parts.
 */
export function* readPlaces(snapshot: Snapshot, places: readonly number[], partBytes: number): Generator<Buffer> {
  const descriptor = openSync(snapshot.file, 'r')
  try {
    const header = read(descriptor, 0, snapshot.starts[0] ?? 0)
    let part = [header]
    let size = 0
    for (const [from, to] of neighbours(snapshot, places)) {
      if (size > 0 && size + to - from > partBytes) {
        yield Buffer.concat(part)
        part = [header]
        size = 0
      }
      part.push(read(descriptor, from, to))
      size += to - from
    }
    if (size > 0) yield Buffer.concat(part)
  } finally {
    closeSync(descriptor)
  }
}

/** Byte ranges of places; those that follow each other directly become one. */
function neighbours({ starts }: Snapshot, places: readonly number[]): [from: number, to: number][] {
  const ranges: [number, number][] = []
  for (const place of places.toSorted((a, b) => a - b)) {
    const from = starts[place] ?? 0
    const to = starts[place + 1] ?? from
    const last = ranges.at(-1)
    if (last && last[1] === from && to - last[0] < longestRange) last[1] = to
    else ranges.push([from, to])
  }
  return ranges
}

const longestRange = 4 << 20

function read(descriptor: number, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe(to - from)
  let at = 0
  while (at < bytes.length) {
    const count = readSync(descriptor, bytes, at, bytes.length - at, from + at)
    if (count === 0) throw new Error('the snapshot became shorter while it was read')
    at += count
  }
  return bytes
}

function hashOf(file: string): string {
  const hash = createHash('sha256')
  const descriptor = openSync(file, 'r')
  try {
    const block = Buffer.allocUnsafe(4 << 20)
    for (let count = readSync(descriptor, block); count > 0; count = readSync(descriptor, block))
      hash.update(block.subarray(0, count))
    return hash.digest('hex')
  } finally {
    closeSync(descriptor)
  }
}
