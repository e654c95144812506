/** What the server says when it does not do what it was asked for (RFC 9457). */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  /** The server's own English words, for a code that this console does not know yet. */
  readonly title: string
  readonly detail: string
  readonly values: Readonly<Record<string, string | number>>
  readonly mistakes: readonly { readonly pointer: string; readonly message: string }[]

  constructor(status: number, document: Partial<Omit<Refusal, 'status'>>) {
    super(document.title ?? document.code ?? String(status))
    this.status = status
    this.code = document.code ?? 'service.failed'
    this.title = document.title ?? ''
    this.detail = document.detail ?? ''
    this.values = plain(document.values ?? {})
    this.mistakes = document.mistakes ?? []
  }

  static async from(response: Response): Promise<Refusal> {
    const document = (await response.json().catch(() => ({}))) as Partial<Refusal>
    return new Refusal(response.status, document)
  }

  static unreachable(): Refusal {
    return new Refusal(0, { code: 'console.unreachable' })
  }
}

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
