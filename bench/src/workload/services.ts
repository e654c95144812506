import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import type { Network } from './network.ts'
import type { Outage } from './outages.ts'
import { below, createRandom } from './random.ts'

// Repeated words are how the shares are set.
const kinds = ['internet', 'internet', 'internet', 'voice', 'mobile', 'mobile', 'tv', 'hosting'] as const
const customers = ['consumer', 'consumer', 'consumer', 'small-business', 'business'] as const
const cheapestMinor = 1_500
const dearestMinor = 39_999
const rowsPerWrite = 8_192

/**
 * Streams a services file. A longer file begins with the rows of a shorter one. With `ownRestoration` every service that was
 * hit has its own `restored_at`: a random second of the last outage above it, so that no two services share their facts.
 */
export function writeServices(
  path: string,
  rows: number,
  network: Network,
  ownRestoration: readonly Outage[] | null,
): void {
  const random = createRandom(1)
  const { leaves } = network
  const lastOutage = ownRestoration && leaves.map(leaf => lastOutageAbove(leaf, network, ownRestoration))
  const unfinished = `${path}.unfinished`
  const file = openSync(unfinished, 'w')
  let text = `service,element,kind,customer,monthly_fee,cycle_day${lastOutage ? ',restored_at' : ''}\n`
  for (let row = 1; row <= rows; row++) {
    const leaf = below(random, leaves.length)
    const kind = kinds[below(random, kinds.length)]
    const customer = customers[below(random, customers.length)]
    const feeMinor = cheapestMinor + below(random, dearestMinor - cheapestMinor + 1)
    const fee = `${Math.floor(feeMinor / 100)}.${String(feeMinor % 100).padStart(2, '0')}`
    const cycleDay = 1 + below(random, 28)
    // Drawn for both variants, so that they hold the same services.
    const moment = random() / 4294967296
    text += `S${row},${leaves[leaf]},${kind},${customer},${fee},${cycleDay}`
    if (lastOutage) text += `,${restoration(lastOutage[leaf], moment)}`
    text += '\n'
    if (row % rowsPerWrite === 0 || row === rows) {
      writeSync(file, text)
      text = ''
    }
  }
  closeSync(file)
  renameSync(unfinished, path)
}

function restoration(outage: Outage | undefined, moment: number): string {
  if (!outage) return ''
  const seconds = outage.start + 1 + Math.floor(moment * (outage.end - outage.start))
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

function lastOutageAbove(leaf: string, network: Network, outages: readonly Outage[]): Outage | undefined {
  const path: string[] = []
  for (let element = leaf; element !== ''; element = network.parentOf.get(element) ?? '') path.push(element)
  return outages
    .filter(outage => path.some(element => outage.elements.includes(element)))
    .reduce<Outage | undefined>((last, outage) => (last && last.end >= outage.end ? last : outage), undefined)
}
