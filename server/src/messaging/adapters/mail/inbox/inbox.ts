import { createHash } from 'node:crypto'
import type { Outside } from '../../adapter.ts'
import type { RawArrival } from '../../door.ts'
import { vouchedKey, type Signing } from '../bounce-address.ts'
import { vouchedDomain } from '../vouched-sender.ts'

/** Where mail comes in; it is opened with the channel and mends itself. */
export interface Inbox {
  /** What keeps it from hearing anything; null: nothing. */
  trouble(): string | null
  close(): Promise<void>
}

export interface Keeping extends Pick<Outside, 'log' | 'receive'> {
  readonly signing: Signing | null
  /** The name of the mail server that checks who sent a mail; none: nobody's word is taken for it. */
  readonly server?: string | null | undefined
}

/** Larger ones are not taken: people send a photograph or two, and everything else is somebody's mistake. */
export const mostMailBytes = 10 * 1024 * 1024

/** What the mail server said of a mail apart from it. */
interface Envelope {
  /** Empty: it is a bounce or an answer of a machine. */
  readonly from: string
}

/**
 * A mail as it is kept. The same mail has the same key however often it comes. Where bounces are signed, it is noted for whom this one
 * vouches, so that what it means can be worked out again without the secret; `nobody` believes nothing it says of our messages. So is the
 * domain for which the operator's mail server vouches as its author's.
 */
export function arrivalOf(
  body: Buffer,
  envelope: Envelope | null,
  signing: Signing | null,
  server: string | null = null,
): RawArrival {
  const domain = server === null ? null : vouchedDomain(body, server)
  return {
    key: createHash('sha256').update(body).digest('base64url'),
    contentType: 'message/rfc822',
    headers: {
      ...(envelope !== null && { 'return-path': `<${envelope.from.slice(0, 320)}>` }),
      ...(signing !== null && { vouches: vouchedKey(body, signing) ?? 'nobody' }),
      ...(domain !== null && { author: domain.slice(0, 253) }),
    },
    body,
  }
}
