import { formatMinor } from '@pulih/kernel'
import { figures, type Figure } from '@pulih/engine'

export const correctionsHeader = `service,scheme,exposure_before,exposure_after,${['before', 'after', 'difference'].map(when => figures.map(figure => `${figure}_${when}`).join()).join()}\n`

/** What the corrections of one scheme come to, in minor units. */
export interface SchemeDifference {
  services: number
  readonly difference: Record<Figure, bigint>
}

/** Under what name the reader finds an exposure that the credits name in their way. */
export type NameExposure = (exposure: string) => string

/** Compares two results of the same services and writes a line for each service and scheme whose amounts differ. */
export class CreditComparer {
  readonly byScheme = new Map<string, SchemeDifference>()
  /** Services with at least one difference. */
  services = 0
  readonly #currency: string
  readonly #nameBefore: NameExposure
  readonly #nameAfter: NameExposure

  constructor(currency: string, nameBefore: NameExposure, nameAfter: NameExposure) {
    this.#currency = currency
    this.#nameBefore = nameBefore
    this.#nameAfter = nameAfter
  }

  /** Both texts are credits files, header included. A line that stands in one only was worth nothing in the other. */
  compare(before: string, after: string): string {
    const was = linesByName(before)
    const is = linesByName(after)
    let text = ''
    for (const names of byService([...is.keys(), ...was.keys()]).values()) {
      const lines = [...names]
        .map(name => this.#difference(name, was.get(name) ?? nothing, is.get(name) ?? nothing))
        .join('')
      if (lines !== '') this.services++
      text += lines
    }
    return text
  }

  #difference(name: string, before: Credit, after: Credit): string | null {
    if (before.amounts === after.amounts) return null
    const [was, is] = [minorOf(before.amounts), minorOf(after.amounts)]
    const differences = is.map((amount, figure) => amount - (was[figure] ?? 0n))
    if (differences.every(difference => difference === 0n)) return null
    const scheme = name.slice(name.lastIndexOf(',') + 1)
    let sum = this.byScheme.get(scheme)
    if (!sum)
      this.byScheme.set(scheme, (sum = { services: 0, difference: { minimum: 0n, recommended: 0n, maximum: 0n } }))
    sum.services++
    for (const [at, figure] of figures.entries()) sum.difference[figure] += differences[at] ?? 0n
    const text = (amounts: readonly bigint[]) => amounts.map(amount => formatMinor(amount, this.#currency)).join()
    const exposures = [
      before.exposure && this.#nameBefore(before.exposure),
      after.exposure && this.#nameAfter(after.exposure),
    ]
    return `${name},${exposures.join()},${text(was)},${text(is)},${text(differences)}\n`
  }
}

interface Credit {
  readonly exposure: string
  /** The three amounts as they stand in the file. */
  readonly amounts: string
}

const nothing: Credit = { exposure: '', amounts: '0,0,0' }

/** By `service,scheme`. A service may be quoted and hold commas; what stands behind it never does. */
function linesByName(credits: string): Map<string, Credit> {
  const lines = new Map<string, Credit>()
  let at = credits.indexOf('\n') + 1
  for (let end = credits.indexOf('\n', at); end >= 0; end = credits.indexOf('\n', at)) {
    const first = credits.lastIndexOf(',', end - 1)
    const second = credits.lastIndexOf(',', first - 1)
    const third = credits.lastIndexOf(',', second - 1)
    const fourth = credits.lastIndexOf(',', third - 1)
    lines.set(credits.slice(at, fourth), {
      exposure: credits.slice(fourth + 1, third),
      amounts: credits.slice(third + 1, end),
    })
    at = end + 1
  }
  return lines
}

/** Different names, those of a service together. */
function byService(names: readonly string[]): Map<string, Set<string>> {
  const services = new Map<string, Set<string>>()
  for (const name of names) {
    const service = name.slice(0, name.lastIndexOf(','))
    const known = services.get(service)
    if (known) known.add(name)
    else services.set(service, new Set([name]))
  }
  return services
}

function minorOf(amounts: string): bigint[] {
  return amounts.split(',').map(amount => BigInt(amount.replace('.', '')))
}
