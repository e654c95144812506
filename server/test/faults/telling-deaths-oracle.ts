import type { MessageState, NoticeKind } from '@pulih/notices'
import type { Delivered } from '@pulih/rehearsal'
import { readers, subscribed } from './telling-crowd.ts'
import type { Scene } from './telling-deaths.ts'

/** A message as it stands at the end, with what its provider got of it. */
interface Kept {
  readonly id: string
  readonly notice: string | null
  readonly kind: NoticeKind | null
  readonly version: number | null
  readonly outage: string | null
  readonly releasedAt: Temporal.Instant | null
  readonly customer: string | null
  readonly subscriber: string | null
  readonly channel: 'email' | 'sms'
  readonly address: string
  readonly state: MessageState
  readonly reason: string | null
  readonly perhapsOut: boolean
  readonly position: number
}

interface Message extends Kept {
  readonly came: readonly Delivered[]
}

/** Whoever says STOP may be told for so long what was in somebody's hands just then: a second, and what a slow provider takes. */
const stopMilliseconds = 1_000 + 500

/** Everything that is not as it should be, in words. */
export async function mistakesAfterDeaths(scene: Scene): Promise<string[]> {
  const { gateway, mail, pool } = scene.application
  const { rows } = await pool.query<Kept>(`
    select m.id::text as id, m.notice_id as notice, n.kind, n.version, n.outage_id as outage, n.released_at as "releasedAt", c.key as customer,
      s.address as subscriber, m.channel, m.address, m.state, m.reason, m.perhaps_out as "perhapsOut", m.position
    from messaging.message m left join messaging.notice n on n.id = m.notice_id left join subscribers.customer c on c.id = m.customer_id
    left join messaging.subscription s on s.id = m.subscription_id order by m.id`)
  const came = Map.groupBy([...gateway.delivered, ...mail.delivered], ({ key }) => key)
  const messages = rows.map((kept): Message => ({ ...kept, came: came.get(`pulih-${kept.id}`) ?? [] }))
  const known = new Set(messages.map(({ id }) => `pulih-${id}`))
  return [
    ...[...came.keys()].filter(key => !known.has(key ?? '')).map(key => `${key} came, and nobody knows of it`),
    ...toldTwice(messages),
    ...messages.flatMap(statesThatLie),
    ...disturbed(messages),
    ...(await notTold(scene, messages)),
    ...ends(scene, messages),
    ...(await afterStop(scene, messages)),
    ...(await credits(scene, messages)),
    ...(await doubtsThatNobodySees(scene, messages)),
  ]
}

/** Per person, channel and version of a notice at most one came; a household's services and a subscription count as one person. */
function toldTwice(messages: readonly Message[]): string[] {
  const told = messages.filter(({ notice }) => notice !== null)
  const who = ({ channel, address, outage, version, kind, notice }: Message): string =>
    `${address} by ${channel} of ${kind === 'credit' ? `credits ${notice}` : `${outage} version ${version}`}`
  return [...Map.groupBy(told, who)].flatMap(([name, all]) => {
    const count = all.reduce((sum, each) => sum + each.came.length, 0)
    return count > 1 ? [`${name} was told ${count} times: ${all.map(named).join(', ')}`] : []
  })
}

/** Where the provider knows keys each message came once or says why not; where he does not, each that may be missing is a doubt. */
function statesThatLie(message: Message): string[] {
  const { state, came, channel, reason, perhapsOut } = message
  const wrong = ((): string | null => {
    switch (state) {
      case 'sending':
        return 'was never done with'
      case 'waiting':
        return came.length === 0 && isQuiet(message) ? null : 'still waits'
      case 'sent':
      case 'delivered':
      case 'read':
        return came.length === 1 ? null : `came ${came.length} times`
      case 'doubtful':
        return channel === 'email' ? null : 'is no doubt: its provider knows its key'
      case 'failed':
        if (reason === null) return 'does not say why'
        return came.length === 0 ? null : 'came all the same'
      case 'cancelled':
        if (reason === null) return 'does not say why'
        return came.length === 0 || perhapsOut ? null : 'came, and nothing says that it may have'
    }
  })()
  return wrong === null ? [] : [`${named(message)} ${wrong}`]
}

const quiet = new Set(readers.filter(each => each.isQuiet).map(({ key }) => key))
const isQuiet = ({ customer }: Kept): boolean => customer !== null && quiet.has(customer)

function disturbed(messages: readonly Message[]): string[] {
  return messages.flatMap(message =>
    isQuiet(message) && message.notice !== null && message.came.length > 0
      ? [`${named(message)} came in the hours in which he wants quiet`]
      : [],
  )
}

const isBeginning = ({ kind, outage }: Kept, scene: Scene): boolean => kind === 'first' && outage === scene.outage

/** Everybody whom the outage hits, and who is reached, has a message of its beginning, and so has whoever asked; nobody else has. */
async function notTold(scene: Scene, messages: readonly Message[]): Promise<string[]> {
  const { rows } = await scene.application.pool.query<{ customer: string }>(
    `select distinct c.key as customer from outages.affected a join subscribers.service s on s.id = a.service_id
       join subscribers.customer c on c.id = s.customer_id where a.outage_id = $1 and a.evidence <> 'contradicted'`,
    [scene.outage],
  )
  const hit = new Set(rows.map(({ customer }) => customer))
  const begun = messages.filter(message => isBeginning(message, scene))
  // It may have been over before anybody was told; then nobody is.
  if (begun.length === 0)
    return messages.some(({ outage }) => outage === scene.outage) ? ['a story has no beginning'] : []
  const told = new Set(begun.map(({ customer, subscriber }) => customer ?? subscriber))
  const customers = new Set(readers.filter(({ key }) => hit.has(key)).map(({ email }) => email))
  return [
    ...[...hit].filter(key => !told.has(key)).map(key => `${key} was never told`),
    ...subscribed.filter(email => !told.has(email) && !customers.has(email)).map(email => `${email} was never told`),
    ...begun
      .filter(({ customer }) => customer !== null && !hit.has(customer))
      .map(each => `${named(each)} concerns nobody`),
  ]
}

/** That it is over, or that it was none, goes to exactly those who may have heard the beginning; which nobody hears any more afterwards. */
function ends(scene: Scene, messages: readonly Message[]): string[] {
  const kind = scene.isRetracted ? 'retracted' : 'restored'
  const ended = messages.filter(message => message.kind === kind && message.outage === scene.outage)
  const person = ({ customer, subscriber }: Kept): string => customer ?? subscriber ?? ''
  const heard = messages.filter(message => isBeginning(message, scene))
  const reached = new Set(ended.map(person))
  const mayHaveHeard = new Set(
    heard.filter(({ came, perhapsOut, state }) => came.length > 0 || perhapsOut || state === 'doubtful').map(person),
  )
  const since = Math.min(...ended.map(({ releasedAt }) => releasedAt?.epochMilliseconds ?? Infinity))
  return [
    ...heard
      .filter(message => message.came.length > 0 && !reached.has(person(message)))
      .map(message => `${named(message)} came, and its person was not told that it is ${kind}`),
    ...ended
      .filter(message => message.came.length > 0 && !mayHaveHeard.has(person(message)))
      .map(message => `${named(message)} came to somebody who had not heard the beginning`),
    ...heard
      .filter(({ came }) => came.some(({ at }) => at > since + stopMilliseconds))
      .map(message => `${named(message)} came after it was ${kind}`),
  ]
}

async function afterStop({ application }: Scene, messages: readonly Message[]): Promise<string[]> {
  const { rows } = await application.pool.query<{ address: string; at: Temporal.Instant }>(
    `select address, at from messaging.stop where channel = 'sms' and why = 'asked'`,
  )
  const stops = new Map(rows.map(({ address, at }) => [address, at.epochMilliseconds]))
  return messages.flatMap(message => {
    const since = message.channel === 'sms' ? stops.get(message.address.replaceAll(/\D/g, '')) : undefined
    const isLate = since !== undefined && message.came.some(({ at }) => at > since + stopMilliseconds)
    return message.notice !== null && isLate ? [`${named(message)} came after the stop`] : []
  })
}

/** Whoever gets something by the run in the end is told so once, and nobody else is. */
async function credits({ application, run }: Scene, messages: readonly Message[]): Promise<string[]> {
  const told = messages.filter(({ kind }) => kind === 'credit')
  const { rows } = await application.pool.query<{ customer: string }>(
    `select k.key as customer from ledger.transfer t join subscribers.service s on s.id = t.service_id
       join subscribers.customer k on k.id = s.customer_id where t.run_id = $1 group by k.key, t.unit having sum(t.amount) > 0`,
    [run],
  )
  const given = new Set(rows.map(({ customer }) => customer))
  const { rows: stopped } = await application.pool.query<{ customer: string }>(
    `select k.key as customer from messaging.stop x join subscribers.contact t on t.channel = x.channel
       and messaging.compared(t.channel, t.address) = x.address join subscribers.customer k on k.id = t.customer_id`,
  )
  // Whoever wanted no more by one way when it was told is told by his other one, or by none.
  const mayBeSilent = new Set(stopped.map(({ customer }) => customer))
  const heard = new Set(told.map(({ customer }) => customer ?? ''))
  return [
    ...[...given]
      .filter(key => !heard.has(key) && !mayBeSilent.has(key))
      .map(key => `${key} was not told of his credit`),
    ...[...heard].filter(key => !given.has(key)).map(key => `${key} was told of a credit that he does not get`),
  ]
}

/** Staff find every doubt among the messages of its notice. */
async function doubtsThatNobodySees({ application }: Scene, messages: readonly Message[]): Promise<string[]> {
  const doubts = messages.filter(({ state, notice }) => state === 'doubtful' && notice !== null)
  const unseen: string[] = []
  for (const [notice, all] of Map.groupBy(doubts, each => each.notice)) {
    const { body } = await application.ask('care', 'GET', `/notices/${notice}/messages?state=doubtful&limit=500`)
    const shown: unknown = body['items']
    if (!Array.isArray(shown) || shown.length !== all.length)
      unseen.push(`${all.length} doubts of a ${all[0]?.kind} are shown as ${JSON.stringify(body).slice(0, 200)}`)
  }
  return unseen
}

function named({ id, kind, version, customer, subscriber, channel, position, state, reason, came }: Message): string {
  return `message ${id} (${kind ?? 'answer'} ${version ?? ''}, ${customer ?? subscriber ?? ''} by ${channel}, place ${position}, ${state}: ${reason ?? ''}, came ${came.length})`
}
