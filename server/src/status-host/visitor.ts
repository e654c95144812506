/**
 * What an address is counted under: itself, or of version 6 its network of 64 bits, whose other half its owner chooses as he likes, and then
 * that of 48, of which an owner often has all.
 */
export function networksOf(address: string): readonly string[] {
  if (!address.includes(':')) return [address]
  const [head = '', tail] = address.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const parts = [...before, ...zeros, ...after].map(part => part.toLowerCase().replace(/^0+(?=.)/, ''))
  return [`${parts.slice(0, 4).join(':')}/64`, `${parts.slice(0, 3).join(':')}/48`]
}
