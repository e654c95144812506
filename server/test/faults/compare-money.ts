import { postCredits } from '../../src/compensation/post-run.ts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { mistakesInBooks } from './books.ts'
import { changeFacts, restoreMost } from './change-facts.ts'
import { under } from './fault-pool.ts'
import type { House } from './house.ts'
import type { SmallOperator } from './operator.ts'
import { grantedByRuns, leftOfGrants, outagesFreedByHand, owedByRules, type Money } from './owed.ts'
import { drain } from './queue.ts'
import { someGrant } from './some-grant.ts'

/** A house where everything has settled. */
interface Scene {
  readonly house: House
  readonly random: Random
  readonly operator: SmallOperator
}

/**
 * Whether the ledger has what the rules give, twice: as the scenario left it, and after some more became known when much was paid. Only
 * outages that changed are run about, each once; a run about everything would mend what they miss. In the end that run, about each
 * month, must find nothing.
 */
export async function mistakesInMoney(scene: Scene): Promise<string[]> {
  const { house, random, operator } = scene
  await restoreMost(house, random, operator)
  await giveUpStopped(scene)
  const mistakes = await mistakesAfterRuns(scene, 'when all had settled')
  if (random.chance(0.5)) await reverseByHand(scene)
  if (random.chance(0.6)) await leaveHalfPosted(scene)
  for (let left = 1 + random.below(3); left > 0; left--) await changeFacts(house, random, operator)
  await drain(house, random)
  await giveUpStopped(scene)
  mistakes.push(...(await mistakesAfterRuns(scene, 'when more had changed')))
  for (const month of ['2026-08', '2026-09']) {
    const { due } = await assess(scene, { kind: 'period', month })
    if (due > 0) mistakes.push(`a run about ${month} still differs from the ledger at ${due} credits`)
  }
  mistakes.push(...(await mistakesInBooks(house)).map(mistake => `at the end: ${mistake}`))
  return mistakes
}

async function mistakesAfterRuns(scene: Scene, when: string): Promise<string[]> {
  const { db } = scene.house.platform
  const [before, leftBefore] = [await grantedByRuns(db), await leftOfGrants(db)]
  for (const outage of await changedOutages(scene)) await runAbout(scene, outage)
  const [after, owed, left] = [await grantedByRuns(db), await owedByRules(db), await leftOfGrants(db)]
  return [...new Set([...before.keys(), ...after.keys(), ...owed.money.keys()])]
    .toSorted((a, b) => (a < b ? -1 : 1))
    .flatMap(name => {
      const isHeld = owed.held.has(name.split(' ').slice(0, 2).join(' '))
      const [has, should] = [amount(after, name), amount(isHeld ? before : owed.money, name)]
      // What a person has taken back is not there for a run to take, and a run takes no more than what is beyond what is owed.
      const [still, was] = [amount(left, name), amount(leftBefore, name)]
      const isGone = has > should && still <= should && still >= (was < should ? was : should)
      return has === should || isGone
        ? []
        : [`${when} ${name} has ${has}, and ${isHeld ? 'had' : 'should have'} ${should}`]
    })
    .slice(0, 10)
}

function amount(money: Money, name: string): bigint {
  return money.get(name) ?? 0n
}

/** Outages about which nothing was posted that was assessed after their last change or a reversal that freed a period, in any order. */
async function changedOutages({ house, random, operator }: Scene): Promise<string[]> {
  const { rows } = await house.pool.query<{ outage: string; step: bigint }>(`
    select r.outage_id as outage, max(s.id) as step from compensation.run r join compensation.step s on s.run_id = r.id and s.kind = 'computed'
    where r.status in ('posted', 'settled') and r.outage_id is not null group by r.outage_id`)
  const paid = new Map(rows.map(({ outage, step }) => [outage, step]))
  const freed = new Set(await outagesFreedByHand(house.platform.db))
  return operator.outages
    .filter(outage => freed.has(outage) || (paid.get(outage) ?? -1n) <= (operator.changed.get(outage) ?? 0n))
    .map(outage => ({ outage, place: random.below(1_000) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ outage }) => outage)
}

/** A run from beginning to end, without faults. None where the outage goes on, or is none and was never paid for. */
async function runAbout(scene: Scene, outage: string): Promise<void> {
  const { house, random } = scene
  const run = await assess(scene, { kind: 'outage', outage })
  if (run.refused !== null) return requireRefusable(scene, outage, run.refused)
  if (run.due === 0) return
  await beginPosting(scene, run.id)
  await drain(house, random)
  const { body } = await house.read('finance', `/compensation/runs/${run.id}`)
  if (body['status'] !== 'posted')
    throw new Error(`a run without faults is ${String(body['status'])} after posting: ${String(body['failure'])}`)
}

async function beginPosting({ house, random }: Scene, run: string): Promise<void> {
  for (const [role, action] of [
    ['approver', 'approve'],
    ['finance', 'post'],
  ] as const) {
    const answer = await house.ask(role, `/compensation/runs/${run}/${action}`, {}, `end-${random.below(1e9)}`)
    if (answer.status >= 300) throw new Error(`a run without faults is refused at ${action}: ${answer.text}`)
  }
}

/** Something changes, and whoever posts the difference is killed between two credits; what else changes is known before another goes on. */
async function leaveHalfPosted(scene: Scene): Promise<void> {
  const { house, random, operator } = scene
  const killed = {
    at: 20 + random.below(120),
    fault: 'killed-after',
    pauses: () => 0,
    moveClock: () => undefined,
  } as const
  for (let left = 2; left > 0; left--) await changeFacts(house, random, operator)
  const run = await assess(scene, { kind: 'period', month: random.pick(operator.months as [string, ...string[]]) })
  if (run.due === 0) return
  await beginPosting(scene, run.id)
  await under(killed, () => postCredits(house.platform, run.id, 1))
}

/** A run that is assessed, with the number of credits that are due. */
async function assess(
  { house, random }: Scene,
  about: object,
): Promise<{ readonly id: string; readonly due: number; readonly refused: string | null }> {
  const made = await house.ask('finance', '/compensation/runs', about, `end-${random.below(1e9)}`)
  if (made.status >= 300) return { id: '', due: 0, refused: made.text }
  const id = String(made.body['id'])
  await drain(house, random)
  const { rows } = await house.pool.query<{ status: string; due: number }>(
    'select r.status, (select count(*)::int from compensation.credit c where c.run_id = r.id and c.due <> 0) as due from compensation.run r where id = $1',
    [id],
  )
  const [run] = rows
  if (run?.status !== 'computed') throw new Error(`a run without faults is ${run?.status}: ${made.text.slice(0, 300)}`)
  return { id, due: run.due, refused: null }
}

async function requireRefusable({ house }: Scene, outage: string, refusal: string): Promise<void> {
  const { rows } = await house.pool.query<{ status: string }>('select status from outages.outage where id = $1', [
    outage,
  ])
  const status = rows[0]?.status
  if (!['confirmed', 'retracted'].includes(status ?? '') || !refusal.includes('compensation.unfinished-outage'))
    throw new Error(`a run about an outage that is ${status} is refused: ${refusal.slice(0, 300)}`)
}

/** What a person takes back no run gives again. */
async function reverseByHand({ house, random }: Scene): Promise<void> {
  const transfer = await someGrant(house, random)
  // It may be refused: what was corrected since cannot be reversed.
  if (transfer !== null)
    await house.ask('finance', '/ledger/reversals', { transfer, reason: 'given-twice' }, `end-${random.below(1e9)}`)
}

/** What stopped half way is given up, as its refusal to be assessed again advises; some of it is forgotten. */
async function giveUpStopped({ house, random }: Scene): Promise<void> {
  const { rows } = await house.pool.query<{ id: string }>(
    `select id from compensation.run where status = 'stopped' and posted > 0 order by number`,
  )
  for (const { id } of rows)
    if (random.chance(0.7))
      await house.ask('finance', `/compensation/runs/${id}/cancel`, {}, `end-${random.below(1e9)}`)
  await drain(house, random)
}
