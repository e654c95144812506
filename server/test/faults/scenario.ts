import { payoutsIn } from '../../src/ledger/payouts/simulators/scenario-store.ts'
import { seeded } from '../../src/ledger/payouts/simulators/random.ts'
import type { Simulator } from '../../src/ledger/payouts/simulators/simulator.ts'
import { billerWithFaults, compareBillers, decideAsPerson, openChannel } from './biller.ts'
import { mistakesInBooks } from './books.ts'
import { changeFacts } from './change-facts.ts'
import { mistakesInMoney } from './compare-money.ts'
import { under, type Plan } from './fault-pool.ts'
import type { House } from './house.ts'
import { smallOperator } from './operator.ts'
import { planOf, type Play, type Report } from './play.ts'
import { drain, freeAll, runsUnderWay, workOnce } from './queue.ts'
import { askEverythingAgain, draw, send } from './requests.ts'

/**
 * A small operator, some outages, and a dozen rounds in which people and workers do what they do, at once and under faults: runs about
 * the same outage and the same month, approvals, postings by two workers, stops, corrections, gifts, payouts. Then the faults end,
 * everything that waits is done, and the books are compared with what was decided, and with what the rules give.
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
    play.mistakes.push(...(await mistakesInMoney(play)))
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
    unfinished: 0,
  }
}

function explain(reason: unknown): string {
  if (!(reason instanceof Error)) return String(reason)
  return reason.cause === undefined ? (reason.stack ?? reason.message) : `${reason.message}: ${explain(reason.cause)}`
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
  if (what < 49) return changeFacts(house, random, operator)
  if (what < 51) return house.clock.advance({ seconds: random.pick([5, 130, 3_600]) })
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
    // Once the sweeps have been everywhere: of two who did one job at once, the one that failed may have held what the other left out.
    if (round > 0 && (await runsUnderWay(house)).length === 0 && open.length === 0) return
    // What was noted while the clock was a day ahead is due when it gets there again.
    house.clock.advance({ seconds: round < 15 ? 400 : 7_200 })
    await sweepAll(play, { at: 0, fault: 'lost-request', pauses: () => 0, moveClock: () => undefined })
    await decideAsPerson(house, simulator)
  }
  for (const run of await runsUnderWay(house)) play.mistakes.push(`run ${run} is stuck`)
}
