/**
 * How much one address may ask. A carrier puts thousands of customers behind one address, so what is allowed is far above what people do,
 * and comes back every second: nobody is ever shut out, a machine that tries numbers is slowed down.
 */
export interface Buckets {
  take(address: string, now: number): boolean
}

interface Bucket {
  tokens: number
  at: number
}

export function bucketsOf({
  burst,
  perSecond,
  most,
}: {
  readonly burst: number
  readonly perSecond: number
  readonly most: number
}): Buckets {
  const buckets = new Map<string, Bucket>()
  return {
    take(address, now) {
      const name = networkOf(address)
      const bucket = buckets.get(name) ?? { tokens: burst, at: now }
      bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond)
      bucket.at = now
      // The one that asked last stands last; who has not asked for longest is forgotten first, and has its tokens back by then.
      buckets.delete(name)
      buckets.set(name, bucket)
      if (buckets.size > most) buckets.delete(buckets.keys().next().value ?? '')
      if (bucket.tokens < 1) return false
      bucket.tokens -= 1
      return true
    },
  }
}

/** Of an address of version 6 the half that names a network: the other half its owner chooses as he likes. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean)
  const whole =
    tail === undefined
      ? before
      : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after]
  return whole.slice(0, 4).join(':')
}
