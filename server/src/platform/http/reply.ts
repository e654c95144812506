import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { problem } from '../problem.ts'

/** A reply with a version, which becomes its ETag. */
export class Versioned<View> {
  readonly view: View
  readonly etag: string

  constructor(view: View, etag: string) {
    this.view = view
    this.etag = etag
  }
}

export function versioned<View>(view: View, revision: number | bigint): Versioned<View> {
  return new Versioned(view, etagOf(revision))
}

/**
 * Of a reply in which something differs though its version is the same: its ETag says both. It is a weak one, for `contents` is what
 * matters of the view, without the time at which it was asked for.
 */
export function versionedBy<View>(view: View, revision: number | bigint, contents: unknown): Versioned<View> {
  const digest = createHash('sha256').update(JSON.stringify(contents)).digest('base64url').slice(0, 16)
  return new Versioned(view, `W/"${revision}-${digest}"`)
}

/** A reply that is a file. */
export class Download {
  readonly name: string
  readonly content: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>

  constructor(name: string, content: Download['content']) {
    this.name = name
    this.content = content
  }
}

export function download(name: string, content: Download['content']): Download {
  return new Download(name, content)
}

/** A reply that goes on: the connection stays open and is written to. */
export class LiveStream {
  readonly content: Readable

  constructor(content: Readable) {
    this.content = content
  }
}

export function etagOf(revision: number | bigint): string {
  return `"${revision}"`
}

/** Refuses a change that was made from an older version than the present one. Give it the row as it is under lock. */
export function requireMatch(ifMatch: string | null, revision: number | bigint): void {
  if (ifMatch === null) throw problem('version.required')
  if (ifMatch.trim() === '*') return
  const given = ifMatch.split(',').map(tag =>
    tag
      .trim()
      .replace(/^W\//, '')
      // Whatever it says besides, a change goes by the version.
      .replace(/^"(\d+)-[^"]*"$/, '"$1"'),
  )
  if (!given.includes(etagOf(revision))) throw problem('version.outdated', { version: etagOf(revision) })
}
