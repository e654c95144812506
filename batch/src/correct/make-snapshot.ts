import { closeSync, openSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { PlaceReader, readPlaceColumn, type PlacedLines } from './place-lines.ts'
import { indexPath, snapshotVersion, sourceOf, type SnapshotIndex } from './snapshot.ts'

export interface SnapshotRequest {
  /** A services file, CSV. */
  readonly services: string
  /** The file that `services` was made from, if it is not the operator's own. */
  readonly source?: string
  /** The column that says where a service hangs. */
  readonly column: 'element' | 'area'
  readonly out: string
  /** Lines to leave out, the header being 1: those that a run refused. */
  readonly without?: ReadonlySet<number>
  /** Places in the order in which they should stand; what fails together is then read together. */
  readonly order?: readonly string[]
  /** How much of the file is held at a time. The result does not depend on it. */
  readonly blockBytes?: number
}

const usualBlock = 64 << 20

/**
 * Writes the lines of a services file once more, sorted by place, and beside it an index that says where each place's lines
 * stand. Lines are moved, never changed. Two passes: the first counts, so that the second knows where each line belongs.
 */
export function makeSnapshot(request: SnapshotRequest): SnapshotIndex {
  const { services, out, without = new Set(), order = [], blockBytes = usualBlock } = request
  const source = sourceOf(request.source ?? services)
  const column = readPlaceColumn(services, request.column)
  const reader = new PlaceReader(
    services,
    column,
    without,
    Math.max(1 << 10, Math.min(blockBytes, statSync(services).size + 1)),
  )
  const counted = new Counts()
  reader.read(lines => counted.add(lines))

  const names = reader.places.texts()
  const rank = new Map(order.map((name, index) => [name, index]))
  const rankOf = (place: number) => rank.get(names[place] ?? '') ?? order.length
  const sorted = names
    .map((_, place) => place)
    .toSorted((a, b) => rankOf(a) - rankOf(b) || ((names[a] ?? '') < (names[b] ?? '') ? -1 : 1))
  const starts = [column.header.length]
  for (const place of sorted) starts.push((starts.at(-1) ?? 0) + (counted.bytes[place] ?? 0))
  const cursors = new Float64Array(names.length)
  sorted.forEach((place, position) => (cursors[place] = starts[position] ?? 0))

  const unfinished = `${out}.unfinished`
  const descriptor = openSync(unfinished, 'w')
  try {
    writeSync(descriptor, column.header)
    const writer = new GroupWriter(descriptor, cursors)
    reader.read(lines => writer.write(lines))
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  } finally {
    closeSync(descriptor)
  }
  if (statSync(request.source ?? services).mtimeMs !== source.modified)
    throw new RangeError(`${services} was changed while its snapshot was made; make it again`)

  const index: SnapshotIndex = {
    version: snapshotVersion,
    source,
    column: request.column,
    columns: column.names,
    places: sorted.map(place => names[place] ?? ''),
    starts,
    lines: sorted.map(place => counted.lines[place] ?? 0),
  }
  // The index is written last: without it there is no snapshot.
  rmSync(indexPath(out), { force: true })
  renameSync(unfinished, out)
  writeFileSync(`${indexPath(out)}.unfinished`, JSON.stringify(index))
  renameSync(`${indexPath(out)}.unfinished`, indexPath(out))
  return index
}

class Counts {
  bytes = new Float64Array(1 << 10)
  lines = new Float64Array(1 << 10)

  add({ count, starts, ends, places }: PlacedLines): void {
    for (let line = 0; line < count; line++) {
      const place = places[line] ?? 0
      if (place >= this.bytes.length) this.#grow(place)
      this.bytes[place] = (this.bytes[place] ?? 0) + (ends[line] ?? 0) - (starts[line] ?? 0)
      this.lines[place] = (this.lines[place] ?? 0) + 1
    }
  }

  #grow(place: number): void {
    const grown = (column: Float64Array) => {
      const more = new Float64Array(2 * place)
      more.set(column)
      return more
    }
    this.bytes = grown(this.bytes)
    this.lines = grown(this.lines)
  }
}

/** Brings the lines of one block together by place and writes each group behind what that place already has. */
class GroupWriter {
  readonly #descriptor: number
  readonly #cursors: Float64Array
  #text = Buffer.alloc(0)

  constructor(descriptor: number, cursors: Float64Array) {
    this.#descriptor = descriptor
    this.#cursors = cursors
  }

  write({ bytes, count, starts, ends, places }: PlacedLines): void {
    const groupEnds = new Float64Array(this.#cursors.length + 1)
    for (let line = 0; line < count; line++) {
      const place = places[line] ?? 0
      groupEnds[place] = (groupEnds[place] ?? 0) + (ends[line] ?? 0) - (starts[line] ?? 0)
    }
    let total = 0
    for (let place = 0; place < groupEnds.length; place++) {
      const size = groupEnds[place] ?? 0
      groupEnds[place] = total
      total += size
    }
    const groupStarts = groupEnds.slice()
    if (this.#text.length < total) this.#text = Buffer.allocUnsafe(total)
    for (let line = 0; line < count; line++) {
      const place = places[line] ?? 0
      let to = groupEnds[place] ?? 0
      // A native copy of a few bytes costs more than the bytes.
      for (let at = starts[line] ?? 0; at < (ends[line] ?? 0); at++) this.#text[to++] = bytes[at] ?? 0
      groupEnds[place] = to
    }
    for (let place = 0; place < this.#cursors.length; place++) {
      const start = groupStarts[place] ?? 0
      const size = (groupEnds[place] ?? 0) - start
      if (size === 0) continue
      const position = this.#cursors[place] ?? 0
      writeSync(this.#descriptor, this.#text, start, size, position)
      this.#cursors[place] = position + size
    }
  }
}
