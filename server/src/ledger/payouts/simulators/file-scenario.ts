import type { ChannelSettings } from '@pulih/contracts'
import { Problem } from '../../../platform/index.ts'
import { contentOf, type Batch } from '../batch-store.ts'
import type { Wiring } from '../channel.ts'
import { insertChannel } from '../channel-store.ts'
import { importAnswer } from '../import-answer.ts'
import { makeBatch } from '../make-batch.ts'
import { postPayouts } from '../post-payouts.ts'
import { requestPayouts } from '../request-payouts.ts'
import { resolvePayout } from '../resolve-payout.ts'
import { fileBiller, type FileFormat } from './file-biller.ts'
import { seeded, type Random } from './random.ts'
import { scenarioChannel, type ScenarioHouse } from './scenario.ts'
import { addressByNumber, auditedPayouts, payoutsIn } from './scenario-store.ts'

export interface FileScenarioReport {
  readonly seed: number
  readonly payouts: number
  readonly batches: number
  readonly lost: number
  readonly duplicates: number
  readonly ledgerDifference: bigint
}

/** What happens to a file or its answer on the way. Nothing of it is known to us until the whole answer is in. */
const mishaps = [
  'none',
  'answer-lost',
  'answer-twice',
  'answer-cut-short',
  'killed-while-reading',
  'loaded-twice',
] as const

let scenarios = 0n

/** Files that go astray and rows that fail, until every payout is accepted; then biller, payouts and ledger are compared. */
export async function runFileScenario(
  house: ScenarioHouse,
  format: FileFormat,
  seed: number,
): Promise<FileScenarioReport> {
  const random = seeded(seed)
  const [run, name] = [++scenarios, `files-${scenarios}`]
  const services = Array.from({ length: 3 + random.below(20) }, (_, index) => ({
    id: 500_000_000n + run * 1_000n + BigInt(index),
    amount: BigInt(1 + random.below(50_000)),
  }))
  const biller = fileBiller(format, () => random.chance(0.3))
  await house.grant(services)
  await house.work(async work => {
    const settings: ChannelSettings = format === 'brm' ? brm : { adapter: format }
    await insertChannel(work.tx, { ...scenarioChannel, name, settings })
    await requestPayouts(work, {
      channel: name,
      unit: 'PLN',
      for: { bill: name },
      services: services.map(({ id }) => `S-${id}`),
    })
    await addressByNumber(work.tx, name)
  })

  let batches = 0
  for (; batches < 60 && (await payoutsIn(house.platform.db, name, ['requested'])).length > 0; batches++) {
    const limit = 1 + random.below(15)
    const batch = await house.work(work => makeBatch(work, house.platform, noWire, { channel: name, limit }))
    await answerAll(house, batch, biller.load, random)
    await house.work(postPayouts)
    for (const { id } of await payoutsIn(house.platform.db, name, ['rejected']))
      await house.work(work => resolvePayout(work, id, { finding: 'send-again', note: 'the account was opened' }))
  }
  const moved = (await auditedPayouts(house.platform.db, name)).reduce((sum, payout) => sum + payout.moved, 0n)
  return {
    seed,
    payouts: services.length,
    batches,
    lost: services.length - new Set(biller.credits.map(credit => credit.key)).size,
    duplicates: biller.credits.length - new Set(biller.credits.map(credit => credit.key)).size,
    ledgerDifference: moved - biller.credits.reduce((sum, credit) => sum + credit.amount, 0n),
  }
}

const noWire: Wiring = () => () => Promise.reject(new Error('a file needs no wire'))
const brm: ChannelSettings = {
  adapter: 'brm',
  database: '0.0.0.1',
  resources: { PLN: 985 },
  taxFlag: 0,
  reasonDomain: null,
  reason: null,
}

/** Goes on until an answer is in, as an operator would: fetches the file again, loads it again, reads the answer again. */
async function answerAll(
  house: ScenarioHouse,
  batch: Batch,
  load: ReturnType<typeof fileBiller>['load'],
  random: Random,
): Promise<void> {
  for (let whole = false; !whole;) {
    const { content } = await contentOf(house.platform.db, batch.id)
    const { answer, failed } = await load(content, batch.id)
    const read = (text: string, dies = false) =>
      house.work(async work => {
        const result = await importAnswer(work, house.platform, noWire, {
          batch: batch.id,
          answer: Buffer.from(text),
          failed,
        })
        if (dies) throw new Error('killed')
        return result
      })
    const mishap = random.pick(mishaps)
    if (mishap === 'answer-lost') continue
    if (mishap === 'loaded-twice') await load(content, batch.id)
    if (mishap === 'killed-while-reading') await read(answer, true).catch(() => undefined)
    if (mishap === 'answer-cut-short') await read(answer.slice(0, Math.floor(answer.length / 2))).catch(unlessRefused)
    await read(answer)
    if (mishap === 'answer-twice') await read(answer)
    whole = true
  }
}

function unlessRefused(reason: unknown): void {
  if (!(reason instanceof Problem)) throw reason
}
