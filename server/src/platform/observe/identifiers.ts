const named = ['id', 'run', 'outage', 'import', 'event', 'listener', 'payout', 'batch', 'endpoint', 'delivery'] as const
const identifier = /^(?:[\da-f]{8}-[\da-f-]{27}|OUT-\d+|\d{1,19}|[a-z][\w-]*(?:\.[\w-]+)+)$/i

/**
 * What a job or request was about, for a line in the log: identifiers of our own making and nothing else. A key that the operator
 * chose may be somebody's name.
 */
export function identifiersIn(values: unknown): Readonly<Record<string, string>> {
  if (typeof values !== 'object' || values === null) return {}
  const given = values as Readonly<Record<string, unknown>>
  return Object.fromEntries(
    named.flatMap(name => {
      const value = given[name]
      return typeof value === 'string' && identifier.test(value) ? [[name, value]] : []
    }),
  )
}

/** ` (run 0198…)`, to stand in a sentence; nothing where nothing is known. */
export function asWords(identifiers: Readonly<Record<string, string>>): string {
  const words = Object.entries(identifiers).map(([name, value]) => `${name} ${value}`)
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}
