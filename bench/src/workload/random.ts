/** A seeded source of 32-bit numbers (sfc32): the same seed gives the same workload on every machine. */
export function createRandom(seed: number): () => number {
  let a = 0x9e3779b9
  let b = 0x243f6a88
  let c = seed | 0
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  // The first numbers still show the seed.
  for (let round = 0; round < 16; round++) next()
  return next
}

/** A whole number from 0 to `count` - 1. */
export function below(random: () => number, count: number): number {
  return Math.floor((random() / 4294967296) * count)
}

/** A log-normal number with the given median; `spread` is the standard deviation of its logarithm. */
export function logNormal(random: () => number, median: number, spread: number): number {
  const radius = Math.sqrt(-2 * Math.log((random() + 1) / 4294967297))
  const angle = (2 * Math.PI * random()) / 4294967296
  return median * Math.exp(spread * radius * Math.cos(angle))
}
