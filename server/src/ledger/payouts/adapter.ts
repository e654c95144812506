/**
 * How a credit leaves the house. An adapter speaks one biller's language; it decides nothing: what happens after an answer is
 * decided in `payout.ts`, and whether money moved is for the ledger to say.
 */
export type PayoutAdapter = RequestAdapter | FileAdapter

/** What is asked of a biller. The same payout always makes the same request, byte for byte. */
export interface PayoutRequest {
  /** Ours, stable for ever: the biller keeps it where its interface has room, so that we can ask for it again. */
  readonly key: string
  /** Whom the biller knows the service by: an account, a bucket, a wallet. */
  readonly address: string
  /** A currency, or a benefit such as `data:MB`. */
  readonly unit: string
  /** Minor units of a currency, whole units of a benefit; always above zero. */
  readonly amount: bigint
  /** What the customer reads on the bill. */
  readonly text: string
  readonly requestedAt: Temporal.Instant
}

/** What is known after a request. Whatever leaves room for doubt is `unknown`; only a clear refusal is not. */
export type Sent =
  | { readonly outcome: 'accepted'; readonly reference: string }
  | { readonly outcome: 'rejected'; readonly reason: string; readonly permanent: boolean }
  /** Nothing was booked. `tooMany`: not for anything in this request, but because there were too many of them. */
  | {
      readonly outcome: 'retry'
      readonly afterSeconds: number
      readonly reason: string
      readonly tooMany?: true
      /** Nobody answered anything: it is not for this request that it could not be sent. */
      readonly unreached?: boolean
    }
  | { readonly outcome: 'unknown'; readonly reason: string }

/** What a biller says when it is asked for our key. `times` above one is a credit that was booked more than once. */
export type Found =
  | { readonly outcome: 'found'; readonly reference: string; readonly amount: bigint | null; readonly times: number }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'cannot-tell'; readonly reason: string; readonly tooMany?: true }

/** Nothing is sent where nobody could look whether it is there already. */
export function notSent(looked: Extract<Found, { outcome: 'cannot-tell' }>): Sent {
  return { ...looked, outcome: 'retry', afterSeconds: 0 }
}

/** What a search by our key came to, from the credits by the biller's own identifier. */
export function foundOnce(credits: ReadonlyMap<string, bigint | null>): Found {
  const [first] = credits
  if (!first) return { outcome: 'absent' }
  return { outcome: 'found', reference: first[0], amount: first[1], times: credits.size }
}

interface Sends {
  readonly name: string
  readonly form: 'request'
  send(request: PayoutRequest): Promise<Sent>
  /** Asks for something harmless; null is well. */
  test(): Promise<string | null>
}

export type RequestAdapter = Sends &
  ({ readonly queryable: true; query(request: PayoutRequest): Promise<Found> } | { readonly queryable: false })

/** A biller that takes a file and gives one back. A file is never asked about: a person says what became of it. */
export interface FileAdapter {
  readonly name: string
  readonly form: 'file'
  readonly queryable: false
  /** Ending of the file's name, with the dot. */
  readonly ending: string
  /** The biller answers only with what failed: then the count of failures must be known from elsewhere. */
  readonly silenceIsAcceptance: boolean
  /** Why a payout cannot stand in such a file, if it cannot. */
  unfit(row: PayoutRequest): string | null
  /** The same rows give the same bytes. */
  write(rows: readonly PayoutRequest[]): Promise<Buffer>
  /** Reads what the biller gave back about the rows of one file; throws `UnreadableAnswer`. */
  read(answer: Buffer, rows: readonly PayoutRequest[]): Promise<FileAnswer>
}

/** What a biller said about the rows of a file, by our key. */
export interface FileAnswer {
  readonly accepted: readonly { readonly key: string; readonly reference: string | null }[]
  readonly rejected: readonly { readonly key: string; readonly reason: string }[]
}

/** A file of answers that does not belong to the batch or cannot be read; nothing of it was taken over. */
export class UnreadableAnswer extends Error {
  readonly mistakes: readonly { readonly row: number; readonly message: string }[]

  constructor(mistakes: readonly { readonly row: number; readonly message: string }[]) {
    super(mistakes.map(({ row, message }) => `row ${row}: ${message}`).join('; '))
    this.name = 'UnreadableAnswer'
    this.mistakes = mistakes
  }
}

const marked = /\[pulih:([0-9a-f-]{36})\]/

/** Our key inside a text, for billers whose credits have no field for a foreign key. */
export function marker(key: string): string {
  return `[pulih:${key}]`
}

/** The text of a credit with our key behind it, no longer than the biller keeps. */
export function markedText(request: PayoutRequest, limit: number): string {
  const mark = ` ${marker(request.key)}`
  return request.text.slice(0, limit - mark.length) + mark
}

export function keyIn(text: string): string | null {
  return marked.exec(text)?.[1] ?? null
}
