import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { digestOf } from '../../status-host/snapshot.ts'

export interface PressedForm {
  readonly body: Buffer
  readonly digest: string
}

export interface Pressed extends PressedForm {
  /** Null: it would be no shorter. */
  readonly br: PressedForm | null
  readonly gz: PressedForm | null
}

const leastBytes = 200
/** From here on the last tenth of a size costs more time than readers have. */
const large = 64 * 1024

/** Compresses what is new. What was pressed in the last edition is kept as it is. */
export function compressor(): (bodies: readonly string[]) => readonly Pressed[] {
  let kept: ReadonlyMap<string, Pressed> = new Map()
  return bodies => {
    const next = new Map<string, Pressed>()
    const all = bodies.map(text => {
      const body = Buffer.from(text)
      const digest = digestOf(body)
      const pressed = next.get(digest) ?? kept.get(digest) ?? press(body, digest)
      next.set(digest, pressed)
      return pressed
    })
    kept = next
    return all
  }
}

function press(body: Buffer, digest: string): Pressed {
  if (body.length < leastBytes) return { digest, body, br: null, gz: null }
  const quality = body.length < large ? 9 : 5
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_MODE, BROTLI_MODE_TEXT } = constants
  const params = {
    [BROTLI_PARAM_QUALITY]: quality,
    [BROTLI_PARAM_SIZE_HINT]: body.length,
    [BROTLI_PARAM_MODE]: BROTLI_MODE_TEXT,
  }
  const shorter = (packed: Buffer) => (packed.length < body.length ? { body: packed, digest: digestOf(packed) } : null)
  return { digest, body, br: shorter(brotliCompressSync(body, { params })), gz: shorter(gzipSync(body, { level: 6 })) }
}
