import { mistakeCatalogue, problemCatalogue, type MistakeCode, type ProblemCode } from '@pulih/contracts'

export type ProblemValues = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** A mistake in a request, at a JSON pointer. */
export interface RequestMistake {
  readonly pointer: string
  /** In English, for whoever reads the answer as it came. */
  readonly message: string
  /** Of the catalogue of mistakes; `rule.` and a code of the engine's where a scheme or a case is wrong. */
  readonly code: MistakeCode | `rule.${string}`
  readonly values: MistakeValues
}

export type MistakeValues = Readonly<Record<string, string | number>>

/** A mistake of the catalogue, at a JSON pointer. */
export function mistake(pointer: string, code: MistakeCode, values: MistakeValues = {}): RequestMistake {
  return { pointer, message: filled(mistakeCatalogue[code], values), code, values }
}

function filled(text: string, values: ProblemValues): string {
  return text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? '?'))
}

/** A refusal that the caller can act on. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly values: ProblemValues
  readonly mistakes: readonly RequestMistake[]
  readonly headers: Readonly<Record<string, string>>

  constructor(
    code: ProblemCode,
    values: ProblemValues,
    mistakes: readonly RequestMistake[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${code} ${JSON.stringify(values)}`)
    this.name = 'Problem'
    this.code = code
    this.values = values
    this.mistakes = mistakes
    this.headers = headers
  }

  get status(): number {
    return problemCatalogue[this.code].status
  }

  /** The document of RFC 9457. */
  document(): Record<string, unknown> {
    const { status, title, detail } = problemCatalogue[this.code]
    return {
      type: `urn:problem:${this.code}`,
      title,
      status,
      detail: filled(detail, this.values),
      code: this.code,
      ...(Object.keys(this.values).length > 0 ? { values: this.values } : {}),
      ...(this.mistakes.length > 0 ? { mistakes: this.mistakes } : {}),
    }
  }
}

export function problem(
  code: ProblemCode,
  values: ProblemValues = {},
  mistakes: readonly RequestMistake[] = [],
): Problem {
  return new Problem(code, values, mistakes)
}
