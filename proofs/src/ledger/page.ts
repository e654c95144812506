import { createHash } from 'node:crypto'

/** About a thousand transfers that were digested together; the digest covers the page before, and so everything before. */
export interface PageFacts {
  readonly number: bigint
  readonly first: bigint
  readonly last: bigint
  readonly entries: bigint
  readonly previous: string
  readonly digest: string
}

export const transfersPerPage = 1000

/** What stands before the first page. */
export const beginning = '0'.repeat(64)

/** The digest of a page, out of its frame and the digest of its lines. */
export function pageDigest(page: Omit<PageFacts, 'digest'>, content: string): string {
  return sha256([page.number, page.first, page.last, page.entries, page.previous, content].join('\t'))
}

/** The digest of the lines of a page, in the order of their numbers. */
export function contentDigest(lines: readonly string[]): string {
  return sha256(lines.join('\n'))
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
