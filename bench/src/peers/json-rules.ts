/** The decision step alone in json-rules-engine: four rules, one run per service, one after another (more in flight is slower). */
import { Engine, type ConditionProperties } from 'json-rules-engine'
import { peerArguments } from './arguments.ts'
import { readSample, reportDecisions, type DecisionInput } from './sample.ts'

const sampleSize = 50_000
const warmUpDecisions = 2_000
const hour = 3_600

const engine = new Engine()
addRule('bench/day', 0, [
  { fact: 'kind', operator: 'in', value: ['internet', 'voice', 'tv'] },
  { fact: 'customer', operator: 'in', value: ['consumer', 'small-business'] },
  { fact: 'days', operator: 'greaterThan', value: 0 },
])
addTier(100, 72 * hour, null)
addTier(20, 24 * hour, 72 * hour)
addTier(10, 6 * hour, 24 * hour)

const sample = await readSample(peerArguments(), sampleSize)
for (const input of sample.inputs.slice(0, warmUpDecisions)) await decide(input)

const began = performance.now()
const amounts: number[] = []
for (const input of sample.inputs) amounts.push(await decide(input))
reportDecisions(sample, amounts, (performance.now() - began) / 1000)

/** The rules say which schemes apply; the amounts and the larger of them are plain arithmetic on their events. */
async function decide(input: DecisionInput): Promise<number> {
  const { events } = await engine.run({ ...input })
  let largest = 0
  for (const { type, params } of events) {
    const amount =
      type === 'bench/day'
        ? Math.floor((2 * input.fee * input.days + 30) / 60)
        : Math.floor((2 * input.fee * Number(params?.['percent']) + 100) / 200)
    if (amount > largest) largest = amount
  }
  return largest
}

function addTier(percent: number, atLeast: number, below: number | null): void {
  addRule('bench/tier', percent, [
    { fact: 'kind', operator: 'in', value: ['internet', 'mobile', 'hosting'] },
    { fact: 'totalSeconds', operator: 'greaterThanInclusive', value: atLeast },
    ...(below === null ? [] : [{ fact: 'totalSeconds', operator: 'lessThan', value: below }]),
  ])
}

function addRule(type: string, percent: number, all: ConditionProperties[]): void {
  engine.addRule({ conditions: { all }, event: { type, params: { percent } } })
}
