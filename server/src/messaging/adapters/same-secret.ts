import { createHash, timingSafeEqual } from 'node:crypto'

/** In constant time: of both a digest is compared, so that not even the length of what was expected is felt. Nobody knows an empty secret. */
export function isSameSecret(given: string, expected: string): boolean {
  const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()
  return expected !== '' && timingSafeEqual(digestOf(given), digestOf(expected))
}
