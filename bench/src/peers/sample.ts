import { creditOf, factsOf, type Facts } from '../objects/decide.ts'
import { readServices, type Service } from '../objects/service.ts'
import { readWorld } from '../objects/world.ts'
import type { PeerArguments } from './arguments.ts'

/** A service with the facts that a rule engine is handed: all that it has to do is decide. */
export interface DecisionInput {
  readonly kind: string
  readonly customer: string
  readonly fee: number
  readonly days: number
  readonly totalSeconds: number
}

export interface Sample {
  readonly inputs: readonly DecisionInput[]
  /** Amount in minor units by the reference rule, zero where nothing is owed. */
  readonly expected: readonly number[]
}

/** The first services of the file; interruptions are found and counted before the clock starts. */
export async function readSample(given: PeerArguments, size: number): Promise<Sample> {
  const world = readWorld(given.network, given.outages)
  const inputs: DecisionInput[] = []
  const expected: number[] = []
  for await (const chunk of readServices(given.services)) {
    for (const service of chunk.slice(0, size - inputs.length)) {
      const facts = factsOf(service, world)
      inputs.push(decisionInput(service, facts))
      expected.push(creditOf(service, facts)?.amountMinor ?? 0)
    }
    if (inputs.length === size) break
  }
  return { inputs, expected }
}

/** Fails on the first difference, else reports what the clock said in the form that the orchestrator reads. */
export function reportDecisions(sample: Sample, amounts: readonly number[], seconds: number): void {
  sample.expected.forEach((amount, index) => {
    if (amounts[index] !== amount) {
      throw new Error(`${JSON.stringify(sample.inputs[index])}: ${amounts[index]} decided, ${amount} owed`)
    }
  })
  console.log(JSON.stringify({ decisions: sample.inputs.length, seconds }))
}

function decisionInput(service: Service, facts: Facts): DecisionInput {
  return { kind: service.kind, customer: service.customer, fee: service.monthlyFeeMinor, ...facts }
}
