import type { Role } from '@pulih/contracts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { statementFaults, type Plan, type StatementFault } from './fault-pool.ts'
import type { House } from './house.ts'
import type { SmallOperator } from './operator.ts'

export interface Report {
  readonly seed: number
  /** Empty if nothing was lost, doubled or left behind. */
  readonly mistakes: readonly string[]
  /** How often each fault really struck. */
  readonly struck: Readonly<Partial<Record<StatementFault, number>>>
  readonly requests: number
  readonly transfers: number
  /** Payouts that were still on their way when the scenario was out of time. */
  readonly unfinished: number
}

export interface Request {
  readonly role: Role
  readonly path: string
  readonly body: unknown
  readonly key: string
  /** What was answered with success. */
  readonly answers: Set<string>
}

export interface Play {
  readonly house: House
  readonly random: Random
  readonly operator: SmallOperator
  readonly requests: Request[]
  readonly struck: Map<StatementFault, number>
  readonly mistakes: string[]
}

/** A fault somewhere in the first statements of a request or job, where most of them are; sometimes none. */
export function planOf({ house, random }: Play): Plan {
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
