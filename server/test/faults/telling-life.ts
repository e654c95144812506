import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import type { TellingHouse } from './telling-house.ts'
import { parts, type Part } from './telling-people.ts'

/** What is known of an outage of a scenario, in the order in which it happened. */
export interface Life {
  outage: string | null
  /** Every part that it was ever said to hit. */
  readonly everHit: Set<Part>
  isRetracted: boolean
}

export function newLife(): Life {
  return { outage: null, everHit: new Set(), isRetracted: false }
}

/** The outage goes on: it is declared, its estimate changes, something is said of it, a part or all of it works again, it was none, it goes on after all. */
export async function live(house: TellingHouse, random: Random, life: Life): Promise<void> {
  if (life.outage === null) return declare(house, random, life)
  const [what, minutes, hit] = [
    random.below(100),
    30 + random.below(300),
    random.pick<readonly [Part, ...Part[]]>([['left'], ['right'], ['left', 'right']]),
  ]
  const { body, etag } = await house.ask('operations', 'GET', `/outages/${life.outage}`)
  const now = house.clock.now()
  const change = async (method: 'POST' | 'PUT', path: string, given: object): Promise<boolean> => {
    const { status } = await house.ask('operations', method, `/outages/${life.outage}${path}`, given, {
      'if-match': etag,
    })
    if (status >= 500) throw new Error(`${path} was answered with ${status}`)
    return status < 300
  }
  const isOver = body['status'] === 'restored'
  if (isOver && what < 40) {
    await change('POST', '/corrections', { restoredAt: null, reason: 'It goes on after all' })
    return
  }
  if (what < 30) {
    await change('PUT', '/etr', { etr: now.add({ minutes }).toString() })
    return
  }
  if (what < 55) {
    const text = `We know more after ${minutes} minutes.`
    await house.ask('operations', 'POST', `/outages/${life.outage}/timeline`, { text, public: true, language: 'en' })
    return
  }
  if (what < 65) {
    await change('POST', '/restore-part', { elements: [hit[0]], restoredAt: now.toString() })
    return
  }
  if (what < 75) {
    if (await change('PUT', '/scope', { elements: hit })) for (const part of hit) life.everHit.add(part)
    return
  }
  if (what < 90) {
    await change('POST', '/restore', { restoredAt: now.toString() })
    return
  }
  if (await change('POST', '/retract', { reason: 'It was a test of the alarms' })) life.isRetracted = true
}

async function declare(house: TellingHouse, random: Random, life: Life): Promise<void> {
  const hit = random.chance(0.5) ? [...parts] : [random.pick(parts)]
  const { status, body } = await house.ask('operations', 'POST', '/outages/declare', {
    title: 'Cut',
    scope: { elements: hit },
    startedAt: house.clock.now().toString(),
  })
  if (status >= 300) throw new Error(`an outage could not be declared: ${JSON.stringify(body)}`)
  life.outage = String(body['id'])
  for (const part of hit) life.everHit.add(part)
}
