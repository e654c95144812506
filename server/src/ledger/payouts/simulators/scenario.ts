import type { ChannelSettings } from '@pulih/contracts'
import type { Clock, Platform, Work } from '../../../platform/index.ts'
import type { Wiring } from '../channel.ts'
import { insertChannel, setAddresses } from '../channel-store.ts'
import type { Call } from '../exchange.ts'
import { postPayouts } from '../post-payouts.ts'
import { requestPayouts } from '../request-payouts.ts'
import { resolvePayout } from '../resolve-payout.ts'
import { sendDue, type CrashPoint, type Probe } from '../send-payouts.ts'
import { killBillService } from './kill-bill.ts'
import { lagoService } from './lago.ts'
import { seeded, type Random } from './random.ts'
import { auditedPayouts, payoutsIn } from './scenario-store.ts'
import { faults, simulate, slowestSeconds, type Fault, type Simulator } from './simulator.ts'
import { tmf654Service } from './tmf654.ts'
import { webhookService } from './webhook.ts'

/** The billers that are drawn, each with and without an answer to our questions where it has the choice. One more would change every seed. */
export const billers = [
  'tmf654-4.0.0',
  'tmf654-4.1.0',
  'tmf654-unasked',
  'kill-bill',
  'lago-wallet',
  'lago-credit-note',
  'webhook',
  'webhook-unasked',
] as const
/** Billers that are played when asked for: short pages without a total, and an account that was written down wrongly. */
export const oddBillers = ['tmf654-short-pages', 'kill-bill-unknown-account'] as const
export type Biller = (typeof billers)[number] | (typeof oddBillers)[number]

/** What a scenario needs of the house: a database, and a clock that it moves. */
export interface ScenarioHouse {
  readonly platform: Platform
  readonly clock: Clock & { advance(duration: { readonly seconds: number }): void }
  work<Result>(body: (work: Work) => Promise<Result>): Promise<Result>
  /** Gives each service an amount in PLN; service 7 is known as S-7. */
  grant(services: readonly { readonly id: bigint; readonly amount: bigint }[]): Promise<void>
}

export interface ScenarioOptions {
  readonly seed: number
  readonly payouts?: number
  readonly biller?: Biller
  /** Which fault each request meets; without it they are drawn. */
  readonly fault?: Fault
  /** Where workers die; without it, anywhere or nowhere. */
  readonly crash?: CrashPoint | 'never'
}

export interface ScenarioReport {
  readonly seed: number
  readonly biller: Biller
  readonly payouts: number
  readonly credits: number
  /** Payouts that the biller never booked. */
  readonly lost: number
  /** Bookings beyond the first of a payout. */
  readonly duplicates: number
  readonly wrongAmounts: number
  /** Payouts that had to be decided by a person. */
  readonly byPerson: number
  /** What the ledger moved out of customers' balances minus what the biller booked; must be nothing. */
  readonly ledgerDifference: bigint
  readonly rounds: number
}

class Died extends Error {}

const onTheWay = ['requested', 'sending', 'unknown', 'waiting-for-person', 'rejected']

let scenarios = 0n

/** So many scenarios from consecutive seeds; stops at nothing, so that the caller sees all that failed. */
export async function runScenarios(house: ScenarioHouse, from: number, count: number): Promise<ScenarioReport[]> {
  const reports: ScenarioReport[] = []
  for (let seed = from; seed < from + count; seed++) reports.push(await runScenario(house, { seed }))
  return reports
}

/**
 * One biller with faults, several workers that die, and a person who looks at the biller when asked to. Runs until every payout is
 * accepted, then compares three books: the biller's, the payouts and the ledger's.
 */
export async function runScenario(house: ScenarioHouse, options: ScenarioOptions): Promise<ScenarioReport> {
  const random = seeded(options.seed)
  const biller = options.biller ?? random.pick(billers)
  const [run, name] = [++scenarios, `scenario-${scenarios}`]
  const simulator = simulate(serviceOf(biller, house.clock), drawn(random, options.fault), () => house.clock.now())
  const wiring: Wiring = () => simulator.exchange
  const services = Array.from({ length: options.payouts ?? 1 + random.below(4) }, (_, index) => {
    const id = run * 1_000n + BigInt(index + 1)
    return { id, amount: BigInt(1 + random.below(50_000)) }
  })
  await house.grant(services)
  await house.work(async work => {
    await insertChannel(work.tx, {
      ...scenarioChannel,
      name,
      settings: settingsOf(biller),
      perMinute: random.chance(0.2) ? 600 : null,
    })
    await setAddresses(
      work.tx,
      name,
      services.map(({ id }) => ({ service: `S-${id}`, address: wrongAddress(biller) ?? addressOf(biller, id) })),
    )
    await requestPayouts(work, {
      channel: name,
      unit: 'PLN',
      for: { bill: name },
      services: services.map(({ id }) => `S-${id}`),
    })
  })

  const platform: Platform = {
    ...house.platform,
    config: { ...house.platform.config, secret: () => 'scenario-secret' },
  }
  const rightAddress = wrongAddress(biller) === null ? undefined : addressOf(biller, run * 1_000n + 1n)
  let [rounds, byPerson] = [0, 0]
  for (; rounds < 400 && (await payoutsIn(platform.db, name, onTheWay)).length > 0; rounds++) {
    const probes = Array.from({ length: 1 + random.below(3) }, () => dying(random, options.crash))
    await Promise.all(probes.map(probe => sendDue(platform, wiring, 20, probe).catch(unlessDied)))
    house.clock.advance({ seconds: 1 + random.below(random.chance(0.5) ? 30 : 400) })
    byPerson += await decideAsPerson(house, platform, name, simulator, rightAddress)
    if (random.chance(0.3)) await house.work(postPayouts)
  }
  await house.work(postPayouts)
  return {
    ...(await audit(platform, name, simulator)),
    seed: options.seed,
    biller,
    payouts: services.length,
    byPerson,
    rounds,
  }
}

/** A channel as scenarios use it, but for its name and settings. */
export const scenarioChannel = {
  revision: 1,
  title: 'Scenario',
  units: ['PLN'],
  text: 'Compensation for an interruption',
  largest: null,
  perMinute: null,
  settlingSeconds: slowestSeconds + 60,
  rest: 'stays',
  stopped: null,
} as const

function serviceOf(biller: Biller, clock: Clock) {
  switch (biller) {
    case 'tmf654-4.0.0':
    case 'tmf654-unasked':
      return tmf654Service('4.0.0', 'PLN')
    case 'tmf654-4.1.0':
      return tmf654Service('4.1.0', 'PLN')
    case 'tmf654-short-pages':
      return tmf654Service('4.0.0', 'PLN', { largestPage: 1, saysTotal: false })
    case 'kill-bill':
      return killBillService()
    case 'kill-bill-unknown-account':
      return killBillService(account => account !== unknownAccount)
    case 'lago-wallet':
    case 'lago-credit-note':
      return lagoService('PLN')
    case 'webhook':
    case 'webhook-unasked':
      return webhookService('scenario-secret', () => clock.now())
  }
}

function settingsOf(biller: Biller): ChannelSettings {
  const url = 'https://biller.example'
  switch (biller) {
    case 'tmf654-4.0.0':
    case 'tmf654-short-pages':
      return { adapter: 'tmf654', version: '4.0.0', action: 'adjustBalance', url, secret: 'biller', lookup: 'list' }
    case 'tmf654-4.1.0':
      return { adapter: 'tmf654', version: '4.1.0', action: 'topupBalance', url, secret: 'biller', lookup: 'list' }
    case 'tmf654-unasked':
      return { adapter: 'tmf654', version: '4.0.0', action: 'topupBalance', url, secret: 'biller', lookup: 'none' }
    case 'kill-bill':
    case 'kill-bill-unknown-account':
      return { adapter: 'kill-bill', url, user: 'pulih', password: 'biller', apiKey: 'biller', apiSecret: 'biller' }
    case 'lago-wallet':
      return { adapter: 'lago', url, secret: 'biller', form: 'wallet' }
    case 'lago-credit-note':
      return { adapter: 'lago', url, secret: 'biller', form: 'credit-note' }
    case 'webhook':
      return { adapter: 'webhook', url, secret: 'biller', lookupUrl: `${url}/credits` }
    case 'webhook-unasked':
      return { adapter: 'webhook', url, secret: 'biller', lookupUrl: null }
  }
}

/** Under which the biller knows a service. */
function addressOf(biller: Biller, id: bigint): string {
  const digits = id.toString().padStart(12, '0')
  return biller === 'lago-credit-note' ? `C${id}/C${id}-invoice/fee` : `20000000-0000-4000-8000-${digits}`
}

const unknownAccount = '20000000-0000-4000-8000-ffffffffffff'

/** Under which the channel knows all services, if somebody wrote it down wrongly. */
function wrongAddress(biller: Biller): string | null {
  return biller === 'kill-bill-unknown-account' ? unknownAccount : null
}

/** Half of all calls go well. A named fault is met by the first requests and the first question; one that never ended would end nothing. */
function drawn(random: Random, fault: Fault | undefined): (call: Call) => Fault {
  const met = { GET: 0, POST: 0 }
  if (fault === undefined) return () => (random.chance(0.5) ? 'none' : random.pick(faults))
  return ({ method }) => (met[method]++ < (method === 'POST' ? 2 : 1) ? fault : 'none')
}

export const crashPoints = ['before-sending', 'after-sending', 'after-recording'] as const

function dying(random: Random, crash: ScenarioOptions['crash']): Probe {
  if (crash === 'never') return () => undefined
  let deaths = 0
  return point => {
    const dies = crash === undefined ? random.chance(0.15) : crash === point && deaths++ < 1 && random.chance(0.5)
    if (dies && crashPoints.includes(point)) throw new Died(point)
  }
}

function unlessDied(reason: unknown): number {
  if (reason instanceof Died) return 0
  throw reason
}

/** A person looks at the biller's books, when it has had its time, and says what is there; a wrong address is corrected. */
async function decideAsPerson(
  house: ScenarioHouse,
  platform: Platform,
  name: string,
  simulator: Simulator,
  address: string | undefined,
): Promise<number> {
  const rows = await payoutsIn(platform.db, name, ['waiting-for-person', 'rejected'])
  if (rows.length > 0) house.clock.advance({ seconds: slowestSeconds + 1 })
  simulator.catchUp()
  for (const { id, key } of rows) {
    const finding = simulator.service.credits.some(credit => credit.key === key) ? 'arrived' : 'send-again'
    await house.work(work => resolvePayout(work, id, { finding, address, note: 'looked at the biller' }))
  }
  return rows.length
}

async function audit(platform: Platform, name: string, simulator: Simulator) {
  simulator.catchUp()
  const rows = await auditedPayouts(platform.db, name)
  const { credits } = simulator.service
  const booked = (key: string) => credits.filter(credit => credit.key === key)
  return {
    credits: credits.length,
    lost: rows.filter(row => booked(row.key).length === 0).length,
    duplicates: credits.length - new Set(credits.map(credit => credit.key)).size,
    wrongAmounts: rows.filter(row => booked(row.key).some(credit => credit.amount !== row.amount)).length,
    ledgerDifference:
      rows.reduce((sum, row) => sum + row.moved, 0n) - credits.reduce((sum, credit) => sum + credit.amount, 0n),
  }
}
