/** What is wrong at one place of the request, by a JSON pointer. */
export interface RefusedPlace {
  readonly pointer: string
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
  /** The server's own English words. */
  readonly message: string
}

/** As much of the answer as there is, not yet as it is shown. */
interface Given extends Partial<Pick<Refusal, 'code' | 'title' | 'detail' | 'mistakes'>> {
  readonly values?: Readonly<Record<string, unknown>>
}

/** What the server says when it does not do what it was asked for (RFC 9457). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  /** The server's own English words, for a code that this console does not know yet. */
  readonly title: string
  readonly detail: string
  readonly values: Readonly<Record<string, string | number>>
  readonly mistakes: readonly RefusedPlace[]

  constructor(status: number, document: Given) {
    super(document.title ?? document.code ?? String(status))
    this.status = status
    this.code = document.code ?? 'service.failed'
    this.title = document.title ?? ''
    this.detail = document.detail ?? ''
    this.values = plain(document.values ?? {})
    // A server that is older than this console says mistakes in English only.
    this.mistakes = (document.mistakes ?? []).map(mistake => ({ ...unnamed, ...mistake }))
  }

  static async from(response: Response): Promise<Refusal> {
    const document = (await response.json().catch(() => ({}))) as Partial<Refusal>
    return new Refusal(response.status, document)
  }

  static unreachable(): Refusal {
    return new Refusal(0, { code: 'console.unreachable' })
  }
}

const unnamed = { code: '', values: {} } as const

export function isRefusal(reason: unknown, code?: string): reason is Refusal {
  return reason instanceof Refusal && (code === undefined || reason.code === code)
}

function plain(values: Readonly<Record<string, unknown>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? value : Array.isArray(value) ? value.join(', ') : String(value),
    ]),
  )
}
