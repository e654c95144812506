import { setImmediate } from 'node:timers/promises'
import type { HandOver, Outgoing, Provider } from '../../src/messaging/adapters/index.ts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { isDead } from './fault-pool.ts'

/** What a provider does with one hand-over. */
const fates = ['accepted', 'busy', 'refused', 'gone', 'throttled', 'lost-before', 'lost-after'] as const
type Fate = (typeof fates)[number]

/** One hand-over as the provider saw it. */
export interface Handed {
  readonly key: string
  readonly to: string
  readonly channel: 'email' | 'sms'
  readonly round: number
  readonly fate: Fate
  /** He took it, and had not taken it before. */
  readonly isTaken: boolean
  /** It reached the person. */
  readonly isDelivered: boolean
}

/** What he says of a message afterwards; brought in any order, some of it twice, some before the message was answered. */
export interface Receipt {
  readonly id: string
  readonly status: 'delivered' | 'sent' | 'undeliverable'
}

export interface TellingProvider {
  readonly knowsKeys: boolean
  readonly handed: readonly Handed[]
  /** Receipts that nobody has taken from him yet. */
  readonly receipts: Receipt[]
  readonly provider: Provider
  /** From now on it does what it should. */
  calm(): void
  /** Which round of the scenario it is. */
  begin(round: number): void
  /** Resolves when nobody hands anything over any more. */
  idle(): Promise<void>
}

export function tellingProvider(channel: Handed['channel'], random: Random): TellingProvider {
  const knowsKeys = random.chance(0.5)
  const handed: Handed[] = []
  const receipts: Receipt[] = []
  const taken = new Map<string, string>()
  // Drawn beforehand, because what happens at once would draw in another order.
  const drawn = Array.from({ length: 128 }, () => fateBy(random.below(100)))
  const reached = Array.from({ length: 128 }, () => !random.chance(0.1))
  const pauses = Array.from({ length: 128 }, () => random.below(4))
  const [early, twice] = [random.below(5), 1 + random.below(5)]
  let [calls, round, active, isCalm] = [0, 0, 0, false]

  const take = (key: string, nth: number): { id: string; isTaken: boolean; isDelivered: boolean } => {
    const known = taken.get(key)
    if (knowsKeys && known !== undefined) return { id: known, isTaken: false, isDelivered: false }
    const id = `${channel}-${nth}`
    taken.set(key, id)
    const isDelivered = reached[nth % reached.length] ?? true
    if (channel === 'email') return { id, isTaken: true, isDelivered: true }
    // He who knows keys says them in receipts; who does not, what he called it.
    const name = knowsKeys ? key : id
    const said: Receipt[] = [
      { id: name, status: isDelivered ? 'delivered' : 'undeliverable' },
      { id: name, status: 'sent' },
    ]
    receipts.push(...said, ...(nth % twice === 0 ? said : []))
    return { id, isTaken: true, isDelivered }
  }
  const answer = (fate: Fate, id: string): HandOver => {
    switch (fate) {
      case 'accepted':
        return { kind: 'accepted', id }
      case 'busy':
        return { kind: 'refused', isFinal: false, reason: 'busy' }
      case 'refused':
        return { kind: 'refused', isFinal: true, reason: 'not to him' }
      case 'gone':
        return { kind: 'refused', isFinal: true, isGone: true, reason: 'nobody is there' }
      case 'throttled':
        return { kind: 'throttled', seconds: 3, reason: 'slower', ...(id === '' && { only: 'reader' as const }) }
      case 'lost-before':
      case 'lost-after':
        return { kind: 'lost', reason: 'the line broke' }
    }
  }
  const handOver = async ({ key, to }: Outgoing): Promise<HandOver> => {
    // Whoever is dead says nothing, and waits for ever.
    if (isDead()) return new Promise(() => undefined)
    const nth = calls++
    active++
    try {
      const wanted = isCalm ? 'accepted' : (drawn[nth % drawn.length] ?? 'accepted')
      // What a provider that knows keys has taken it does not refuse afterwards.
      const fate = knowsKeys && taken.has(key) && wanted !== 'lost-after' ? 'accepted' : wanted
      const isToBeTaken = fate === 'accepted' || fate === 'lost-after'
      const { id, isTaken, isDelivered } = isToBeTaken ? take(key, nth) : { id: '', isTaken: false, isDelivered: false }
      handed.push({ key, to, channel, round, fate, isTaken, isDelivered })
      for (let left = nth % 5 === early ? 20 : (pauses[nth % pauses.length] ?? 0); left > 0; left--)
        await setImmediate()
      return answer(fate, id)
    } finally {
      active--
    }
  }
  return {
    knowsKeys,
    handed,
    receipts,
    provider: { isIdempotent: knowsKeys, handOver, close: () => Promise.resolve() },
    calm: () => void (isCalm = true),
    begin: next => void (round = next),
    async idle() {
      for (let quiet = 0; quiet < 5; quiet = active === 0 ? quiet + 1 : 0) await setImmediate()
    },
  }
}

function fateBy(share: number): Fate {
  if (share < 60) return 'accepted'
  if (share < 72) return 'busy'
  if (share < 76) return 'refused'
  if (share < 78) return 'gone'
  if (share < 84) return 'throttled'
  return share < 92 ? 'lost-before' : 'lost-after'
}
