import type { Role } from '@pulih/contracts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { under } from './fault-pool.ts'
import type { Answer } from './house.ts'
import { planOf, type Play, type Request } from './play.ts'
import { someGrant } from './some-grant.ts'

/** What somebody asks for; `what` is below 100. */
export async function draw({ house, random, operator, requests }: Play, what: number): Promise<Request> {
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
  const reversible = what >= 87 && what < 90 ? await someGrant(house, random) : null
  if (reversible !== null)
    return request('finance', '/ledger/reversals', { transfer: reversible, reason: 'given-twice' })
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
  // What has posted anything cannot be assessed again, and is given up.
  if (status === 'stopped')
    return random.pick<Action>([
      ['finance', 'recompute'],
      ['finance', 'cancel'],
      ['finance', 'resume'],
      ['finance', 'resume'],
    ])
  return ['finance', 'post']
}

/** A caller who is not answered asks again with the same key, sometimes twice at once. */
export async function send(play: Play, request: Request): Promise<void> {
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

/** Every request that was ever answered with success is answered the same when it is asked again, and has had one effect. */
export async function askEverythingAgain({ house, requests, mistakes }: Play): Promise<void> {
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
