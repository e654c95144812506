export interface Merged<Document> {
  readonly document: Document
  /** Where both had changed the same: what was written here stands. */
  readonly clashes: readonly string[]
}

type Members = Readonly<Record<string, unknown>>

/**
 * What was written here and what somebody else has saved meanwhile, both from the same beginning: nothing of either is lost. A list is
 * one thing, because its entries have no names by which to know them again.
 */
export function merged<Document>(begun: Document, written: Document, saved: Document): Merged<Document> {
  const clashes: string[] = []
  // It has the members of three documents of one kind.
  const document = together(begun, written, saved, '', clashes) as Document
  return { document, clashes }
}

function together(begun: unknown, written: unknown, saved: unknown, pointer: string, clashes: string[]): unknown {
  if (same(begun, written)) return saved
  if (same(begun, saved) || same(written, saved)) return written
  if (!isMembers(begun) || !isMembers(written) || !isMembers(saved)) {
    clashes.push(pointer)
    return written
  }
  const names = new Set([...Object.keys(saved), ...Object.keys(written)])
  return Object.fromEntries(
    [...names].flatMap(name => {
      const place = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const value = together(begun[name], written[name], saved[name], place, clashes)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => same(each, other[index]))
    )
  if (!isMembers(one) || !isMembers(other)) return false
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(name => same(one[name], other[name]))
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
