import { insertChannel, setAddresses } from '../../src/ledger/payouts/channel-store.ts'
import { resolvePayout } from '../../src/ledger/payouts/resolve-payout.ts'
import { seeded, type Random } from '../../src/ledger/payouts/simulators/random.ts'
import { payoutsIn } from '../../src/ledger/payouts/simulators/scenario-store.ts'
import { faults, simulate, slowestSeconds, type Simulator } from '../../src/ledger/payouts/simulators/simulator.ts'
import { scenarioChannel } from '../../src/ledger/payouts/simulators/scenario.ts'
import { webhookService } from '../../src/ledger/payouts/simulators/webhook.ts'
import type { Role } from '@pulih/contracts'
import { mistakesInBooks } from './books.ts'
import { statementFaults, under, type Plan, type StatementFault } from './fault-pool.ts'
import type { Answer, House } from './house.ts'
import { changeFacts, smallOperator, type SmallOperator } from './operator.ts'
import { drain, freeAll, runsUnderWay, workOnce } from './queue.ts'

export interface Report {
  readonly seed: number
  /** Empty if nothing was lost, doubled or left behind. */
  readonly mistakes: readonly string[]
  /** How often each fault really struck. */
  readonly struck: Readonly<Partial<Record<StatementFault, number>>>
  readonly requests: number
  readonly transfers: number
}

interface Request {
  readonly role: Role
  readonly path: string
  readonly body: unknown
  readonly key: string
  /** What was answered with success. */
  readonly answers: Set<string>
}

interface Play {
  readonly house: House
  readonly random: Random
  readonly operator: SmallOperator
  readonly requests: Request[]
  readonly struck: Map<StatementFault, number>
  readonly mistakes: string[]
}

/**
 * A small operator, some outages, and a dozen rounds in which people and workers do what they do, at once and under faults: runs about
 * the same outage and the same month, approvals, postings by two workers, stops, corrections, gifts, payouts. Then the faults end,
 * everything that waits is done, and the books are compared with what was decided and with an assessment made anew.
 */
export async function playFaults(house: House, seed: number): Promise<Report> {
  const random = seeded(seed)
  await house.wipe()
  house.clock.set('2026-09-28T09:00:00Z')
  const simulator = billerWithFaults(house, random)
  const operator = await smallOperator(house.platform.db, random)
  await openChannel(house, operator)
  const play: Play = { house, random, operator, requests: [], struck: new Map(), mistakes: [] }
  try {
    for (let rounds = 6 + random.below(7); rounds > 0; rounds--) {
      await Promise.all(Array.from({ length: 1 + random.below(3) }, () => step(play)))
      if (random.chance(0.3)) await freeAll(house)
    }
    await settleDown(play, simulator)
    play.mistakes.push(...(await mistakesInBooks(house)))
    await askEverythingAgain(play)
    await compareBillers(play, simulator)
    await assessAnew(play)
  } catch (reason) {
    play.mistakes.push(explain(reason))
  }
  const { rows } = await house.pool.query<{ n: number }>('select count(*)::int as n from ledger.transfer')
  return {
    seed,
    mistakes: play.mistakes,
    struck: Object.fromEntries(play.struck),
    requests: play.requests.length,
    transfers: rows[0]?.n ?? 0,
  }
}

function explain(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason)
  return reason.cause === undefined ? (reason.stack ?? reason.message) : `${reason.message}: ${explain(reason.cause)}`
}

/** A fault somewhere in the first statements of a request or job, where most of them are; sometimes none. */
function planOf({ house, random }: Play): Plan {
  const calm = random.chance(0.3)
  return {
    at: calm ? 0 : 1 + random.below(random.pick([6, 15, 60])),
    fault: random.pick(statementFaults),
    pauses: pausesOf(random),
    moveClock: () => house.clock.advance({ seconds: random.pick([-86_400, -3_600, -61, 61, 3_600, 86_400]) }),
  }
}

/** How the statements of what happens at once are mixed; drawn beforehand, because what happens at once would draw in another order. */
function pausesOf(random: Random): () => number {
  const drawn = Array.from({ length: 16 }, () => (random.chance(0.7) ? 0 : random.below(8)))
  let next = 0
  return () => drawn[next++ % drawn.length] ?? 0
}

async function step(play: Play): Promise<void> {
  const { house, random, operator, struck } = play
  const what = random.below(100)
  if (what < 42) {
    const plan = planOf(play)
    await workOnce(house, random, () => plan)
    if (plan.at > 0) struck.set(plan.fault, (struck.get(plan.fault) ?? 0) + 1)
    return
  }
  if (what < 47) return changeFacts(house.platform.db, random, operator)
  if (what < 50) return house.clock.advance({ seconds: random.pick([5, 130, 3_600]) })
  if (what < 54) return sweepAll(play, planOf(play))
  return send(play, await draw(play, what))
}

/** Rescues runs of dead workers, sends and posts payouts that fell due. */
async function sweepAll({ house }: Play, plan: Plan): Promise<void> {
  for (const sweep of house.platform.contexts.flatMap(context => context.sweeps ?? [])) {
    if (['compensation.rescue', 'payouts.send', 'payouts.post'].includes(sweep.name))
      await under(plan, () => sweep.run(house.platform))
  }
}

async function draw({ house, random, operator, requests }: Play, what: number): Promise<Request> {
  const key = `key-${requests.length}`
  const request = (role: Role, path: string, body: unknown): Request => {
    const made = { role, path, body, key, answers: new Set<string>() }
    requests.push(made)
    return made
  }
  // The same gift, by the same key and by others: what was given once is not given again.
  if (what >= 90 && what < 95)
    return request('finance', '/ledger/goodwill', {
      service: operator.services[0]?.key,
      unit: 'PLN',
      amount: '5.00',
      reason: 'complaint',
      reference: `T-${random.below(2)}`,
    })
  if (what >= 95)
    return request('finance', '/payouts', { channel: 'biller', unit: 'PLN', for: { bill: `bill-${random.below(2)}` } })
  const { rows: runs } = await house.pool.query<{ id: string; status: string }>(
    'select id, status from compensation.run order by number',
  )
  if (runs.length === 0 || (runs.length < 5 && what < 66)) {
    const about = random.chance(0.6)
      ? { kind: 'outage', outage: random.pick(operator.outages as [string, ...string[]]) }
      : { kind: 'period', month: random.pick(operator.months as [string, ...string[]]) }
    return request('finance', '/compensation/runs', { ...about, note: key })
  }
  const run = random.pick(runs as [(typeof runs)[number], ...typeof runs])
  const [role, action] = random.chance(0.8) ? nextFor(run.status, random) : random.pick<Action>(anyAction)
  return request(role, `/compensation/runs/${run.id}/${action}`, {})
}

type Action = readonly [Role, string]
const anyAction = [
  ['finance', 'recompute'],
  ['approver', 'review'],
  ['approver', 'approve'],
  ['approver', 'withdraw'],
  ['finance', 'post'],
  ['finance', 'stop'],
  ['finance', 'resume'],
  ['finance', 'cancel'],
] as const satisfies readonly Action[]

function nextFor(status: string, random: Random): Action {
  if (status === 'computed') return random.chance(0.1) ? ['finance', 'recompute'] : ['approver', 'approve']
  if (status === 'posting') return random.chance(0.3) ? ['finance', 'stop'] : ['finance', 'post']
  if (status === 'stopped') return random.chance(0.3) ? ['finance', 'recompute'] : ['finance', 'resume']
  return ['finance', 'post']
}

/** A caller who is not answered asks again with the same key, sometimes twice at once. */
async function send(play: Play, request: Request): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt++) {
    const copies = play.random.chance(0.25) ? 3 : 1
    const plans = Array.from({ length: copies }, () => planOf(play))
    const answers = await Promise.all(
      plans.map(plan => under(plan, () => play.house.ask(request.role, request.path, request.body, request.key))),
    )
    for (const [at, { met }] of answers.entries()) {
      const fault = plans[at]?.fault
      if (met && fault) play.struck.set(fault, (play.struck.get(fault) ?? 0) + 1)
    }
    const heard = answers.flatMap(({ result }) => (result ? [result] : []))
    for (const answer of heard) if (isSuccess(answer)) request.answers.add(sameText(answer))
    if (heard.some(isFinal)) return
  }
}

/** Answers are kept as JSON, whose members have no order. */
function sameText({ status, body }: Answer): string {
  const sorted = (_: string, value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value
  return `${status} ${JSON.stringify(body, sorted)}`
}

function isSuccess({ status }: Answer): boolean {
  return status >= 200 && status < 300
}

function isFinal(answer: Answer): boolean {
  return answer.status < 500 && answer.body['code'] !== 'request.conflict'
}

/** The faults end: what waits is done, the dead are noticed, the biller's clock goes on, a person decides what only a person can. */
async function settleDown(play: Play, simulator: Simulator): Promise<void> {
  const { house, random } = play
  for (let round = 0; round < 60; round++) {
    await drain(house, random)
    const open = await payoutsIn(house.platform.db, 'biller', [
      'requested',
      'sending',
      'unknown',
      'waiting-for-person',
      'rejected',
    ])
    if ((await runsUnderWay(house)).length === 0 && open.length === 0) return
    // What was noted while the clock was a day ahead is due when it gets there again.
    house.clock.advance({ seconds: round < 15 ? 400 : 7_200 })
    await sweepAll(play, { at: 0, fault: 'lost-request', pauses: () => 0, moveClock: () => undefined })
    await decideAsPerson(house, simulator)
  }
  for (const run of await runsUnderWay(house)) play.mistakes.push(`run ${run} is stuck`)
}

async function decideAsPerson(house: House, simulator: Simulator): Promise<void> {
  const rows = await payoutsIn(house.platform.db, 'biller', ['waiting-for-person', 'rejected'])
  if (rows.length === 0) return
  house.clock.advance({ seconds: slowestSeconds + 1 })
  simulator.catchUp()
  for (const { id, key } of rows) {
    const finding = simulator.service.credits.some(credit => credit.key === key) ? 'arrived' : 'send-again'
    await house.work(work => resolvePayout(work, id, { finding, note: 'looked at the biller' }))
  }
}

/** Every request that was ever answered with success is answered the same when it is asked again, and has had one effect. */
async function askEverythingAgain({ house, requests, mistakes }: Play): Promise<void> {
  for (const request of requests.filter(each => each.answers.size > 0)) {
    const again = await house.ask(request.role, request.path, request.body, request.key)
    request.answers.add(sameText(again))
    if (request.answers.size > 1)
      mistakes.push(
        `${request.key} ${request.path} was answered differently: ${[...request.answers].join(' | ').slice(0, 600)}`,
      )
  }
  const { rows } = await house.pool.query<{ note: string }>('select note from compensation.run where note is not null')
  for (const { key, path, answers } of requests)
    if (path === '/compensation/runs' && answers.size > 0 && !rows.some(({ note }) => note === key))
      mistakes.push(`the run of ${key} was acknowledged and is lost`)
  const { rows: gifts } = await house.pool.query<{ basis: string }>(
    `select basis from ledger.transfer where scheme = 'goodwill'`,
  )
  const given = new Set(
    requests
      .filter(each => each.path === '/ledger/goodwill' && each.answers.size > 0)
      .map(each => `reference:${(each.body as { reference: string }).reference}`),
  )
  for (const basis of given)
    if (gifts.filter(gift => gift.basis === basis).length !== 1)
      mistakes.push(`the gift ${basis} is not in the ledger once`)
}

/** What the biller booked is what the ledger moved out of the customers' balances, each key once. */
async function compareBillers({ house, mistakes }: Play, { service }: Simulator): Promise<void> {
  const keys = new Set(service.credits.map(credit => credit.key))
  if (keys.size !== service.credits.length) mistakes.push('the biller booked a payout twice')
  const { rows } = await house.pool.query<{
    key: string
    state: string
    amount: bigint
    moved: bigint | null
    note: string | null
  }>(
    `select p.key, p.amount, p.state || ' ' || coalesce(p.reason, '') as state, (select sum(amount)::bigint from ledger.transfer t where t.scheme = 'payout' and t.basis = 'payout:' || p.id and t.service_id = p.service_id) as moved,
      p.reason as note from ledger.payout p where p.state <> 'withdrawn'`,
  )
  for (const row of rows) {
    const booked = service.credits.find(credit => credit.key === row.key)
    if (!booked) mistakes.push(`the payout ${row.key} is lost, and is ${row.state}`)
    else if (booked.amount !== row.amount) mistakes.push(`the payout ${row.key} was booked with another amount`)
    // A correction may have taken the balance away meanwhile; then it is said and left to a person.
    else if (row.moved !== row.amount && row.note === null)
      mistakes.push(`the payout ${row.key} was booked with ${row.amount} and moved ${row.moved}`)
  }
}

/** An assessment of everything anew is posted; after it, one more finds nothing left to pay and nothing to take back. */
async function assessAnew(play: Play): Promise<void> {
  const { house, operator, random, mistakes } = play
  for (const month of operator.months) await runThrough(play, { kind: 'period', month })
  const about = [
    ...operator.months.map(month => ({ kind: 'period', month })),
    { kind: 'outage', outage: random.pick(operator.outages as [string, ...string[]]) },
  ]
  for (const each of about) {
    const left = await runThrough(play, each)
    if (left > 0)
      mistakes.push(
        `an assessment made anew about ${JSON.stringify(each)} still differs from the ledger at ${left} credits`,
      )
  }
  mistakes.push(...(await mistakesInBooks(house)).map(mistake => `at the end: ${mistake}`))
}

/** A run from beginning to end, without faults. Returns how many credits were due. */
async function runThrough({ house, random }: Play, about: object): Promise<number> {
  const made = await house.ask('finance', '/compensation/runs', about, `end-${random.below(1e9)}`)
  const id = String(made.body['id'])
  await drain(house, random)
  const { rows } = await house.pool.query<{ status: string; due: number }>(
    'select r.status, (select count(*)::int from compensation.credit c where c.run_id = r.id and c.due <> 0) as due from compensation.run r where id = $1',
    [id],
  )
  const [run] = rows
  if (run?.status !== 'computed') throw new Error(`a run without faults is ${run?.status}: ${made.text.slice(0, 300)}`)
  if (run.due === 0) return 0
  for (const [role, action] of [
    ['approver', 'approve'],
    ['finance', 'post'],
  ] as const) {
    const answer = await house.ask(role, `/compensation/runs/${id}/${action}`, {}, `end-${random.below(1e9)}`)
    if (!isSuccess(answer))
      throw new Error(`a run without faults is refused at ${action}: ${answer.text.slice(0, 300)}`)
  }
  await drain(house, random)
  const { body } = await house.read('finance', `/compensation/runs/${id}`)
  if (body['status'] !== 'posted')
    throw new Error(`a run without faults is ${String(body['status'])} after posting: ${String(body['failure'])}`)
  return run.due
}

function billerWithFaults(house: House, random: Random): Simulator {
  const service = webhookService(house.platform.config.secret('biller') ?? '', () => house.clock.now())
  const drawn = Array.from({ length: 64 }, () => (random.chance(0.5) ? ('none' as const) : random.pick(faults)))
  let calls = 0
  const simulator = simulate(
    service,
    () => drawn[calls++ % drawn.length] ?? 'none',
    () => house.clock.now(),
  )
  house.biller.simulator = simulator
  return simulator
}

async function openChannel(house: House, { services }: SmallOperator): Promise<void> {
  await house.work(async work => {
    const settings = {
      adapter: 'webhook',
      url: 'https://biller.example',
      secret: 'biller',
      lookupUrl: 'https://biller.example/credits',
    } as const
    await insertChannel(work.tx, { ...scenarioChannel, name: 'biller', settings })
    await setAddresses(
      work.tx,
      'biller',
      services.map(({ key }) => ({ service: key, address: `account-${key}` })),
    )
  })
}
