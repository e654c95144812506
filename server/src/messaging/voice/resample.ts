import type { Sound } from './wav.ts'

/** Waves of the filter on each side: more make its edge steeper. */
const waves = 8
/** A little below the highest tone that fits, so that what is above it does not come back as another one. */
const edge = 0.95

/** The same sound at another rate: a windowed sinc, worked out once for each of the places that a sample can lie between two others. */
export function resample({ rate: from, samples }: Sound, to: number): Sound {
  if (from === to) return { rate: to, samples }
  const common = divisor(from, to)
  const [step, phases] = [from / common, to / common]
  const width = Math.min(1, to / from) * edge
  const half = Math.ceil(waves / width)
  const filters = Array.from({ length: phases }, (_, phase) => filterAt(phase / phases, half, width))
  const count = Math.floor((samples.length * phases) / step)
  const made = new Int16Array(count)
  for (let index = 0; index < count; index++) {
    const place = index * step
    const filter = filters[place % phases] ?? nothing
    const first = Math.floor(place / phases) - half + 1
    let sum = 0
    // Counted, because it is done millions of times.
    for (let tap = 0; tap < filter.length; tap++) sum += (filter[tap] ?? 0) * (samples[first + tap] ?? 0)
    made[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum)))
  }
  return { rate: to, samples: made }
}

const nothing = new Float64Array(0)

/** The weights of the samples around a place, which add up to one. */
function filterAt(fraction: number, half: number, width: number): Float64Array {
  const weights = Array.from({ length: half * 2 }, (_, tap) => {
    const distance = tap - half + 1 - fraction
    const turn = Math.PI * distance * width
    const wave = turn === 0 ? 1 : Math.sin(turn) / turn
    return wave * (0.5 + 0.5 * Math.cos((Math.PI * distance) / half))
  })
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return Float64Array.from(weights, weight => weight / sum)
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}
