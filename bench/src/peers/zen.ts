/**
 * The decision step alone in @gorules/zen-engine, in the fastest of the ways that we tried: one expression node in loop mode
 * (a decision table before it is slower), a thousand services per call, two calls in flight so that both cores work.
 */
import { ZenEngine } from '@gorules/zen-engine'
import { peerArguments } from './arguments.ts'
import { readSample, reportDecisions } from './sample.ts'

const sampleSize = 200_000
const servicesPerCall = 1_000
const callsInFlight = 2

const expressions = {
  perDay: `kind in ['internet', 'voice', 'tv'] and customer in ['consumer', 'small-business']
    ? floor((2 * fee * days + 30) / 60) : 0`,
  byTier: `kind in ['internet', 'mobile', 'hosting']
    ? floor((2 * fee * (totalSeconds >= 259200 ? 100 : totalSeconds >= 86400 ? 20 : totalSeconds >= 21600 ? 10 : 0) + 100) / 200)
    : 0`,
  recommended: 'max([$.perDay, $.byTier])',
  scheme: `$.perDay >= $.byTier ? 'bench/day' : 'bench/tier'`,
}

const decision = new ZenEngine().createDecision({
  nodes: [
    { id: 'request', type: 'inputNode', name: 'request' },
    {
      id: 'credit',
      type: 'expressionNode',
      name: 'credit',
      content: {
        expressions: Object.entries(expressions).map(([key, value]) => ({ id: key, key, value })),
        inputField: 'services',
        outputPath: 'services',
        executionMode: 'loop',
        passThrough: false,
      },
    },
    { id: 'response', type: 'outputNode', name: 'response' },
  ],
  edges: [
    { id: 'first', type: 'edge', sourceId: 'request', targetId: 'credit' },
    { id: 'second', type: 'edge', sourceId: 'credit', targetId: 'response' },
  ],
})

const sample = await readSample(peerArguments(), sampleSize)
const amounts: number[] = Array.from({ length: sample.inputs.length }, () => -1)
// The first call compiles the expressions.
await decision.evaluate({ services: sample.inputs.slice(0, servicesPerCall) })

const began = performance.now()
let next = 0
await Promise.all(
  Array.from({ length: callsInFlight }, async () => {
    while (next < sample.inputs.length) {
      const from = next
      next += servicesPerCall
      const { result } = await decision.evaluate({ services: sample.inputs.slice(from, from + servicesPerCall) })
      const decided: readonly { readonly recommended: number }[] = result.services
      decided.forEach(({ recommended }, index) => (amounts[from + index] = recommended))
    }
  }),
)
reportDecisions(sample, amounts, (performance.now() - began) / 1000)
