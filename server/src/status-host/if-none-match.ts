/**
 * Whether a reader has the form with this tag already. Tags are compared weakly, whole and one by one; what is no list of tags is no
 * condition. RFC 9110, sections 8.8.3.2 and 13.1.2.
 */
export function isKnown(condition: string, tag: string): boolean {
  if (condition.trim() === '*') return true
  const next = /[\t ,]*(?:W\/)?("[!\u0023-\u007e\u0080-\u00ff]*")[\t ]*(?=,|$)/y
  for (;;) {
    const [, known] = next.exec(condition) ?? []
    if (known === undefined) return false
    if (known === tag) return true
  }
}
