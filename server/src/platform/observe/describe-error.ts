/** What is logged of an error. */
export interface DescribedError {
  readonly type: string
  readonly message: string
  readonly [more: string]: unknown
}

const deepest = 4

/**
 * Enough of an error to find its cause, and nothing of the data that it was about: PostgreSQL names the offending row in `detail`
 * and `where`, and quotes values in what it says of them, as the parsers of JSON and of dates do.
 */
export function describeError(reason: unknown, depth = 0): DescribedError {
  if (!(reason instanceof Error)) return { type: typeof reason, message: 'something was thrown that is no error' }
  const { code, table, constraint, column } = reason as Partial<
    Record<'code' | 'table' | 'constraint' | 'column', unknown>
  >
  const several = reason instanceof AggregateError ? reason.errors.slice(0, 3) : []
  return {
    type: reason.name,
    message: withoutValues(reason),
    ...textsOf({ code, table, constraint, column }),
    stack: placesIn(reason),
    ...(depth < deepest && reason.cause !== undefined ? { cause: describeError(reason.cause, depth + 1) } : {}),
    ...(depth < deepest && several.length > 0 ? { errors: several.map(each => describeError(each, depth + 1)) } : {}),
  }
}

/** The message of an error, with an ellipsis where it quotes what it could not read. */
export function withoutValues(reason: Error): string {
  const code = 'code' in reason ? String(reason.code) : ''
  const quotes = reason instanceof SyntaxError || reason instanceof RangeError || /^22[\dA-Z]{3}$/.test(code)
  return quotes ? reason.message.replaceAll(/"[^]*"|'[^]*'|: [^:]*$/g, ' …') : reason.message
}

/** Where it happened; the first lines of a stack repeat the message. */
export function placesIn(reason: Error): string {
  const lines = (reason.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return lines.slice(0, 15).join('\n')
}

function textsOf(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
