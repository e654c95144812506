/** Per-object TypeScript: one object per service, its outages found, merged and priced one service at a time. CSV → CSV. */
import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import { creditOf, factsOf } from '../objects/decide.ts'
import { readServices } from '../objects/service.ts'
import { readWorld } from '../objects/world.ts'
import { peerArguments } from './arguments.ts'

const { network, outages, services, out } = peerArguments()
const world = readWorld(network, outages)
const output = createWriteStream(out)
output.write('service,scheme,recommended\n')
for await (const chunk of readServices(services)) {
  let text = ''
  for (const service of chunk) {
    const credit = creditOf(service, factsOf(service, world))
    if (credit) text += `${service.id},${credit.scheme},${(credit.amountMinor / 100).toFixed(2)}\n`
  }
  if (!output.write(text)) await once(output, 'drain')
}
output.end()
await finished(output)
