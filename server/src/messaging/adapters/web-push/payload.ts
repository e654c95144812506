import type { Outgoing } from '../provider.ts'
import { cutAtWord, linkOf } from '../wording.ts'

/** RFC 8291, 4: what is encrypted fits into 4,096 bytes with its header, its padding and its tag. https://www.rfc-editor.org/rfc/rfc8291#section-4 */
const mostBytes = 3_993
const mostOfTitle = 120
const mostOfBody = 1_000

/** What the browser's service worker gets; `docs/channels.md` describes it. */
export function payloadOf(message: Pick<Outgoing, 'subject' | 'text' | 'language' | 'template'>): string {
  const title = cutAtWord(message.subject, mostOfTitle)
  const [url, language] = [linkOf(message), message.language]
  const written = (body: string) => JSON.stringify({ title, body, url, language })
  // A letter may take six bytes: what is short enough for people need not be short enough for the service.
  const body = cutAtWord(cutAtWord(message.text.trim(), mostOfBody), mostBytes, text =>
    Buffer.byteLength(written(text)),
  )
  return written(body)
}
