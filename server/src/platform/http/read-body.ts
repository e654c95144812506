import { problem } from '../problem.ts'

/** A body that is worked on as a whole, such as a file of a few megabytes; what is larger is refused before it is kept. */
export async function bytesOf(body: AsyncIterable<unknown>, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    // The stream is of bytes: nobody set an encoding.
    const bytes = part as Buffer
    size += bytes.length
    if (size > mostBytes) throw problem('request.too-large', { limit: mostBytes })
    parts.push(bytes)
  }
  return Buffer.concat(parts)
}
