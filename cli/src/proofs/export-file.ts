import { Failure } from '../failure.ts'

type Kind = 'ledger' | 'audit'

const names: Readonly<Record<Kind, string>> = { ledger: 'the ledger', audit: 'the audit trail' }
const anyLine: Readonly<Record<Kind, RegExp>> = {
  ledger: /^\{"line":"(?:transfer|page|head)"/m,
  audit: /^\{"(?:format":"pulih-audit-|number":\d|head":\d)/m,
}
const lastLine: Readonly<Record<Kind, RegExp>> = {
  ledger: /^\{"line":"head".*\}\s*$/m,
  audit: /^\{"head":\d.*\}\s*$/m,
}

/** Longer than the line that ends an export. */
const tailLength = 1000

/**
 * Looks at a file on its way to the verification. One of which no line is ours was not changed: it is another file, and to say that the
 * ledger was changed would send people after a thief who never was.
 */
export class ExportFile {
  readonly #kind: Kind
  readonly #where: string
  readonly #found = new Set<Kind>()
  #isEmpty = true
  #tail = ''

  constructor(kind: Kind, where: string) {
    this.#kind = kind
    this.#where = where
  }

  async *watched(pieces: AsyncIterable<string>): AsyncGenerator<string> {
    for await (const piece of pieces) {
      this.#see(piece)
      yield piece
    }
  }

  #see(piece: string): void {
    if (this.#isEmpty && piece.trim() !== '') this.#isEmpty = false
    const text = this.#tail + piece
    for (const kind of ['ledger', 'audit'] as const)
      if (!this.#found.has(this.#kind) && anyLine[kind].test(text)) this.#found.add(kind)
    this.#tail = text.slice(-tailLength)
  }

  /** Once all of it was seen: refuses what is no export of this kind, and tells whether it has its end. */
  isComplete(): boolean {
    const [kind, where] = [this.#kind, this.#where]
    const write = `"pulih ${kind} export" writes one.`
    if (this.#isEmpty) throw new Failure(`There is nothing in ${where}: it is no export of ${names[kind]}. ${write}`)
    if (!this.#found.has(kind)) {
      if (this.#found.has('audit'))
        throw new Failure(`${where} is an export of the audit trail: "pulih audit verify ${where}" verifies it.`)
      if (this.#found.has('ledger'))
        throw new Failure(`${where} is an export of the ledger: "pulih ledger verify --export ${where}" verifies it.`)
      throw new Failure(`${where} is no export of ${names[kind]}: not one line of it is. ${write}`)
    }
    const lines = this.#tail.trimEnd().split('\n')
    return lastLine[kind].test(lines.at(-1) ?? '')
  }
}
