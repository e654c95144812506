import type { MessageState, NoticeKind } from '@pulih/notices'
import { people } from './telling-people.ts'
import type { Handed } from './telling-provider.ts'
import type { Telling } from './telling-scenario.ts'

/** A message as it stands at the end. */
interface Kept {
  readonly id: string
  readonly notice: string | null
  readonly kind: NoticeKind | null
  readonly version: number | null
  readonly customer: string | null
  readonly channel: Handed['channel']
  readonly address: string
  readonly state: MessageState
  readonly reason: string | null
  readonly attempts: number
  readonly position: number
}

interface Seen extends Handed {
  readonly message: Kept
}

/** Everything that is not as it should be, in words. */
export async function mistakesInTelling(play: Telling): Promise<string[]> {
  const { rows: kept } = await play.house.pool.query<Kept>(`
    select m.id::text as id, m.notice_id as notice, n.kind, n.version, c.key as customer, m.channel, m.address, m.state, m.reason, m.attempts, m.position
    from messaging.message m left join messaging.notice n on n.id = m.notice_id left join subscribers.customer c on c.id = m.customer_id order by m.id`)
  const byKey = new Map(kept.map(message => [`pulih-${message.id}`, message]))
  const handed = [...play.ways.sms.handed, ...play.ways.email.handed]
  const unknown = handed
    .filter(({ key }) => !byKey.has(key))
    .map(({ key }) => `${key} was handed over, and nobody knows of it`)
  const seen = handed.flatMap((each): Seen[] => {
    const message = byKey.get(each.key)
    return message === undefined ? [] : [{ ...each, message }]
  })
  return [
    ...unknown,
    ...toldTwice(seen),
    ...statesThatLie(play, kept, seen),
    ...notConcerned(play, seen),
    ...afterStop(play, seen),
    ...withoutBeginning(play, kept, seen),
    ...retractions(play, kept, seen),
    ...(await notTold(play, kept, seen)),
  ]
}

function toldTwice(seen: readonly Seen[]): string[] {
  const taken = seen.filter(({ isTaken, message }) => isTaken && message.notice !== null)
  return [
    ...Map.groupBy(taken, ({ channel, message }) => `${message.customer} by ${channel} of version ${message.version}`),
  ]
    .filter(([, all]) => all.length > 1)
    .map(
      ([who, all]) =>
        `${who} was told ${all.length} times: ${all.map(({ key, fate, round }) => `${key} ${fate} in ${round}`).join(', ')}`,
    )
}

/** Every message says what became of it, and it is so. */
function statesThatLie({ ways }: Telling, kept: readonly Kept[], seen: readonly Seen[]): string[] {
  return kept.flatMap(message => {
    const mine = seen.filter(each => each.message === message)
    const [taken, reached] = [mine.filter(each => each.isTaken).length, mine.some(each => each.isDelivered)]
    const { knowsKeys } = ways[message.channel]
    const wrong = ((): string | null => {
      switch (message.state) {
        case 'waiting':
        case 'sending':
          return 'was never done with'
        case 'sent':
        case 'delivered':
        case 'read':
          if (taken !== 1) return `was taken ${taken} times`
          return reached ? null : 'reached nobody'
        case 'doubtful':
          return knowsKeys ? 'is no doubt: the provider knows its key' : null
        case 'failed':
          if (message.reason === null) return 'does not say why'
          return reached ? 'reached somebody' : null
        case 'cancelled':
          return message.reason === null ? 'does not say why' : null
      }
    })()
    return wrong === null
      ? []
      : [`${named(message)} ${wrong}; it met ${mine.map(({ fate, round }) => `${fate} in ${round}`).join(', ')}`]
  })
}

function notConcerned({ life }: Telling, seen: readonly Seen[]): string[] {
  return seen.flatMap(({ message, to }) => {
    if (message.notice === null) return []
    const person = people.find(({ key }) => key === message.customer)
    const isHit = person?.parts.some(part => part !== 'beside' && life.everHit.has(part)) ?? false
    const isHis = person !== undefined && (to === person.sms || to === person.email)
    return isHit && isHis ? [] : [`${named(message)} concerns nobody at ${to}`]
  })
}

function afterStop({ stops }: Telling, seen: readonly Seen[]): string[] {
  return seen.flatMap(({ message, channel, to, round }) => {
    const stopped = channel === 'sms' ? stops.get(to.replaceAll(/\D/g, '')) : undefined
    return stopped === undefined || message.notice === null || round <= stopped.since
      ? []
      : [`${named(message)} was sent in ${round}, after the stop of ${stopped.since}`]
  })
}

const isBeginning = (kind: NoticeKind | null): boolean => kind === 'first' || kind === 'planned'
/** The provider took it, or nobody knows whether he did. */
const mayBeOut = ({ fate, isTaken }: Handed): boolean => isTaken || fate === 'lost-before' || fate === 'lost-after'

/** Who heard how it goes on heard, or may have heard, how it began. */
function withoutBeginning({ released, leftBehind }: Telling, kept: readonly Kept[], seen: readonly Seen[]): string[] {
  return seen.flatMap(({ message, round }) => {
    if (message.notice === null || isBeginning(message.kind)) return []
    const beginnings = seen.filter(each => each.message.customer === message.customer && isBeginning(each.message.kind))
    // What was being said when the audience was worked out may have been heard, and so may what somebody had who did not come back.
    const begun =
      beginnings.some(
        each => (mayBeOut(each) && each.round <= round) || each.round === released.get(message.notice ?? ''),
      ) || kept.some(each => each.customer === message.customer && isBeginning(each.kind) && leftBehind.has(each.id))
    const met = beginnings.map(each => `${named(each.message)} met ${each.fate} in ${each.round}`).join('; ')
    return begun ? [] : [`${named(message)} was sent in ${round} to somebody who had not heard the beginning: ${met}`]
  })
}

/** What was taken back is taken back of exactly those who may have heard it, and nobody hears it for the first time afterwards. */
function retractions({ life, ways, released }: Telling, kept: readonly Kept[], seen: readonly Seen[]): string[] {
  if (!life.isRetracted) return []
  const mistakes: string[] = []
  const retracted = kept.filter(({ kind }) => kind === 'retracted')
  const since = Math.min(...retracted.map(({ notice }) => released.get(notice ?? '') ?? Infinity))
  for (const { message, round } of seen)
    if (isBeginning(message.kind) && round > since)
      mistakes.push(`${named(message)} was sent in ${round}, though it was taken back in ${since}`)
  const heard = new Map(
    seen.flatMap(each =>
      each.isDelivered && isBeginning(each.message.kind) ? [[each.message.customer, each] as const] : [],
    ),
  )
  for (const [customer, { message, round }] of heard)
    if (!retracted.some(each => each.customer === customer))
      mistakes.push(
        `${customer} heard the beginning in ${round} (${named(message)}, keys ${ways[message.channel].knowsKeys}), and not that it was none`,
      )
  return mistakes
}

/**
 * While an outage goes on everybody whom it hits, and who is reached, has a message of its beginning; one that was cancelled and never went
 * out tells nobody anything, unless he wanted none.
 */
async function notTold(
  { house, life, stops }: Telling,
  kept: readonly Kept[],
  seen: readonly Seen[],
): Promise<string[]> {
  const isTelling = (message: Kept): boolean =>
    isBeginning(message.kind) &&
    (message.state !== 'cancelled' ||
      message.reason === 'wants no more' ||
      seen.some(each => each.message === message && mayBeOut(each)))
  const { rows } = await house.pool.query<{ customer: string }>(
    `select distinct c.key as customer from outages.outage o join outages.affected a on a.outage_id = o.id and a.evidence <> 'contradicted' and a.own_to is null
       join subscribers.service s on s.id = a.service_id join subscribers.customer c on c.id = s.customer_id
     where o.id = $1 and o.status in ('confirmed', 'partly-restored') and exists (select from messaging.notice where outage_id = o.id and kind = 'first' and state = 'released')`,
    [life.outage],
  )
  return rows.flatMap(({ customer }) => {
    const person = people.find(({ key }) => key === customer)
    const isReached =
      person !== undefined &&
      (person.email !== null || (person.sms !== null && !stops.has(person.sms.replaceAll(/\D/g, ''))))
    const his = kept.filter(message => message.customer === customer && isBeginning(message.kind))
    return isReached && !his.some(isTelling) ? [`${customer} was never told: ${his.map(named).join('; ')}`] : []
  })
}

function named({ id, kind, version, customer, channel, position, state, reason, attempts }: Kept): string {
  return `message ${id} (${kind ?? 'answer'} ${version ?? ''}, ${customer} by ${channel}, place ${position}, ${state} after ${attempts}: ${reason ?? ''})`
}
