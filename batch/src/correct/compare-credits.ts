import { formatMinor } from '@pulih/kernel'
import { figures, type Figure } from '@pulih/engine'

export const correctionsHeader = `service,scheme,exposure_before,exposure_after,${['before', 'after', 'difference'].map(when => figures.map(figure => `${figure}_${when}`).join()).join()}\n`

/** What the corrections of one scheme come to, in minor units. */
export interface SchemeDifference {
  services: number
  readonly difference: Record<Figure, bigint>
}

/** Compares two results of the same services and writes a line for each service and scheme whose amounts differ. */
export class CreditComparer {
  readonly byScheme = new Map<string, SchemeDifference>()
  /** Services with at least one difference. */
  services = 0
  readonly #currency: string

  constructor(currency: string) {
    this.#currency = currency
  }

  /** Both texts are credits files, header included. A line that stands in one only was worth nothing in the other. */
  compare(before: string, after: string): string {
    const was = linesByName(before)
    const found: string[] = []
    let lastService = ''
    const note = (name: string, one: Credit, other: Credit) => {
      const line = this.#difference(name, one, other)
      if (line === null) return
      found.push(line)
      const service = name.slice(0, name.lastIndexOf(','))
      if (service !== lastService) this.services++
      lastService = service
    }
    // Lines that vanished are found last and would count their service twice if it has others; so services are taken together.
    const is = linesByName(after)
    for (const name of togetherByService(was, is)) note(name, was.get(name) ?? nothing, is.get(name) ?? nothing)
    return found.join('')
  }

  #difference(name: string, before: Credit, after: Credit): string | null {
    if (before.amounts === after.amounts) return null
    const [was, is] = [minorOf(before.amounts), minorOf(after.amounts)]
    const differences = is.map((amount, figure) => amount - (was[figure] ?? 0n))
    if (differences.every(difference => difference === 0n)) return null
    const scheme = name.slice(name.lastIndexOf(',') + 1)
    let sum = this.byScheme.get(scheme)
    if (!sum) this.byScheme.set(scheme, (sum = { services: 0, difference: { minimum: 0n, recommended: 0n, maximum: 0n } }))
    sum.services++
    for (const [at, figure] of figuresInFile.entries()) sum.difference[figure] += differences[at] ?? 0n
    const text = (amounts: readonly bigint[]) => amounts.map(amount => formatMinor(amount, this.#currency)).join()
    return `${name},${before.exposure},${after.exposure},${text(was)},${text(is)},${text(differences)}\n`
  }
}

const figuresInFile: readonly Figure[] = ['minimum', 'recommended', 'maximum']

interface Credit {
  readonly exposure: string
  /** The three amounts as they stand in the file. */
  readonly amounts: string
}

const nothing: Credit = { exposure: '', amounts: '0,0,0' }

/** By `service,scheme`. Both may be quoted; what stands behind them never is. */
function linesByName(credits: string): Map<string, Credit> {
  const lines = new Map<string, Credit>()
  let at = credits.indexOf('\n') + 1
  for (let end = credits.indexOf('\n', at); end >= 0; end = credits.indexOf('\n', at)) {
    const first = credits.lastIndexOf(',', end - 1)
    const second = credits.lastIndexOf(',', first - 1)
    const third = credits.lastIndexOf(',', second - 1)
    const fourth = credits.lastIndexOf(',', third - 1)
    lines.set(credits.slice(at, fourth), { exposure: credits.slice(fourth + 1, third), amounts: credits.slice(third + 1, end) })
    at = end + 1
  }
  return lines
}

/** The names of both, each once, those of a service one after the other. */
function togetherByService(was: ReadonlyMap<string, Credit>, is: ReadonlyMap<string, Credit>): string[] {
  const names = [...is.keys()]
  for (const name of was.keys()) if (!is.has(name)) names.push(name)
  const serviceOf = (name: string) => name.slice(0, name.lastIndexOf(','))
  const places = new Map<string, number>()
  for (const name of names) {
    const service = serviceOf(name)
    if (!places.has(service)) places.set(service, places.size)
  }
  return names.toSorted((a, b) => (places.get(serviceOf(a)) ?? 0) - (places.get(serviceOf(b)) ?? 0))
}

function minorOf(amounts: string): bigint[] {
  return amounts.split(',').map(amount => BigInt(amount.replace('.', '')))
}
