declare global {
  interface JSON {
    /** ES2026: text that is written into the JSON as it stands. */
    rawJSON(text: string): object
    parse(
      text: string,
      reviver: (key: string, value: unknown, context: { readonly source?: string }) => unknown,
    ): unknown
  }
}

/** A decimal as a JSON number with exactly these digits; a binary float would be asked to remember them. */
export function exactNumber(decimal: string): object {
  return JSON.rawJSON(decimal)
}

/** JSON whose numbers stay the text that they were sent as; undefined if it is no JSON. */
export function parseExact(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value, context) =>
      typeof value === 'number' ? (context.source ?? String(value)) : value,
    )
  } catch {
    return undefined
  }
}

/** A member of something that came from outside, if it is an object and has it. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined
}

/** A member that is a text and not empty. */
export function textMember(value: unknown, name: string): string | null {
  const found = member(value, name)
  return typeof found === 'string' && found !== '' ? found : null
}

/** The elements of a member that is a list, or of the value itself. */
export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}
