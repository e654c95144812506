import { keepArrival } from '../../src/messaging/inbound/keep-arrivals.ts'
import { contentOf } from '../../src/messaging/content.ts'
import { renderer } from '../../src/messaging/sending/render.ts'
import { sendDue, type Probe, type Way } from '../../src/messaging/sending/send-due.ts'
import { tellingSetting } from '../../src/messaging/telling-setting.ts'
import { seeded, type Random } from '../../src/ledger/payouts/simulators/random.ts'
import { die, isDead, statementFaults, under, type Plan } from './fault-pool.ts'
import { drain, freeAll, workOnce } from './queue.ts'
import type { TellingHouse } from './telling-house.ts'
import { live, newLife, type Life } from './telling-life.ts'
import { mistakesInTelling } from './telling-oracle.ts'
import { people, type Person } from './telling-people.ts'
import { tellingProvider, type Handed, type Receipt, type TellingProvider } from './telling-provider.ts'

export interface Telling {
  readonly house: TellingHouse
  readonly random: Random
  readonly life: Life
  readonly ways: Readonly<Record<Handed['channel'], TellingProvider>>
  /** By address: in which round it was known that nobody wants anything there. */
  readonly stops: Map<string, { readonly since: number; readonly why: 'asked' | 'gone' }>
  /** By notice: in which round it was let out. */
  readonly released: Map<string, number>
  /** Messages that a round left in the hands of somebody who was dead or had failed: what came of them nobody noted. */
  readonly leftBehind: Set<string>
  /** What people wrote and nobody has taken yet. */
  readonly written: { readonly id: string; readonly from: string; readonly text: string }[]
  round: number
  kills: number
}

export interface TellingReport {
  readonly seed: number
  readonly mistakes: readonly string[]
  readonly handed: number
  readonly delivered: number
  readonly doubtful: number
  readonly kills: number
}

/**
 * One outage goes through a random life, while what falls due is done at once and under faults: events are heard, notices let out, messages
 * handed over by up to three senders, receipts and stops brought, some of them twice. Then the faults end, what waits is done, and what the
 * providers saw is compared with what should have been.
 */
export async function playTelling(house: TellingHouse, seed: number): Promise<TellingReport> {
  const random = seeded(seed)
  await house.wipe()
  await decide(house, random)
  const ways = { sms: tellingProvider('sms', random), email: tellingProvider('email', random) }
  const play: Telling = {
    house,
    random,
    life: newLife(),
    ways,
    stops: new Map(),
    released: new Map(),
    leftBehind: new Set(),
    written: [],
    round: 0,
    kills: 0,
  }
  const mistakes: string[] = []
  try {
    await live(house, random, play.life)
    for (let left = 20 + random.below(25); left > 0; left--) await playRound(play)
    await settleDown(play)
    mistakes.push(...(await mistakesInTelling(play)))
  } catch (reason) {
    mistakes.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason))
  }
  const handed = [...ways.sms.handed, ...ways.email.handed]
  const { rows } = await house.pool.query<{ n: number }>(
    `select count(*)::int as n from messaging.message where state = 'doubtful'`,
  )
  return {
    seed,
    mistakes,
    handed: handed.length,
    delivered: handed.filter(({ isDelivered }) => isDelivered).length,
    doubtful: rows[0]?.n ?? 0,
    kills: play.kills,
  }
}

async function decide({ pool }: TellingHouse, random: Random): Promise<void> {
  const value = {
    ...tellingSetting.otherwise,
    automatic: true,
    channels: ['sms', 'email'],
    quietHours: null,
    holdSeconds: random.pick([0, 0, 30]),
    etrMinutes: random.pick([0, 30]),
  }
  // Whoever hands over here brings a provider of his own.
  await pool.query(
    `insert into messaging.channel (name, kind, settings) values ('sms', 'sms', $1), ('email', 'email', $1) on conflict do nothing`,
    [JSON.stringify(gateway)],
  )
  await pool.query(
    `insert into platform.setting (name, value, changed_at, changed_by) values ('messaging.telling', $1, now(), 'faults')
     on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(value)],
  )
}

async function playRound(play: Telling): Promise<void> {
  const { house, random, ways } = play
  play.round++
  for (const way of Object.values(ways)) way.begin(play.round)
  await Promise.all(Array.from({ length: 1 + random.below(4) }, () => step(play)))
  // What was begun in a round ends in it: a stop that is known after it is felt in the next, which is some seconds later.
  for (const way of Object.values(ways)) await way.idle()
  if (random.chance(0.3)) await freeAll(house)
  await noteRound(play)
  house.clock.advance({ seconds: random.pick([2, 5, 5, 15, 130, 400]) })
}

async function step(play: Telling): Promise<void> {
  const { house, random, life, round } = play
  const what = random.below(100)
  const plan = planOf(random)
  if (what < 8) return live(house, random, life)
  if (what < 37) return work(play, plan)
  if (what < 52) return sweep(play, 'messaging.release', plan)
  if (what < 62) return sweep(play, 'messaging.understand', plan)
  if (what < 66) return void play.written.push(wordsOf(random, round))
  if (what < 76) return bring(play, plan)
  return send(play, random.chance(0.6) ? 'sms' : 'email', plan)
}

/** A worker does some of what is queued, until he dies. */
async function work({ house, random }: Telling, plan: Plan): Promise<void> {
  for (let left = 1 + random.below(6); left > 0; left--)
    if ((await workOnce(house, random, () => plan)) === null) return
}

/** One message may be a stop from somebody who is told by SMS. */
function wordsOf(random: Random, round: number): Telling['written'][number] {
  const [first, ...rest] = people.filter((person): person is Person & { sms: string } => person.sms !== null)
  const from = first === undefined ? '' : random.pick([first, ...rest]).sms
  return { id: `w${round}-${random.below(1_000)}`, from, text: random.chance(0.8) ? 'STOP' : 'STATUS' }
}

const faults = statementFaults.filter(fault => fault !== 'clock-jump')

function planOf(random: Random): Plan {
  const at = random.chance(0.5) ? 0 : 1 + random.below(random.pick([6, 15, 40]))
  const [first, ...rest] = faults
  const drawn = Array.from({ length: 16 }, () => (random.chance(0.7) ? 0 : random.below(8)))
  let next = 0
  return {
    at,
    fault: first === undefined ? 'killed-before' : random.pick([first, ...rest]),
    pauses: () => drawn[next++ % drawn.length] ?? 0,
    moveClock: () => undefined,
  }
}

async function run(play: Telling, plan: Plan, body: () => Promise<unknown>): Promise<boolean> {
  const { killed, reason } = await under(plan, body)
  if (killed) play.kills++
  return !killed && reason === undefined
}

async function sweep(play: Telling, name: string, plan: Plan): Promise<void> {
  const found = play.house.sweeps.find(each => each.name === name)
  if (!found) throw new Error(`there is no sweep ${name}`)
  await run(play, plan, () => found.run(play.house.platform))
}

/** Somebody hands over what is due through one channel; he may die between taking messages and handing them over, or before he notes what came of it. */
async function send(play: Telling, channel: Handed['channel'], plan: Plan): Promise<void> {
  const { house, random, ways } = play
  const dies = random.chance(0.2) ? random.pick(['before-sending', 'after-sending'] as const) : null
  const probe: Probe = point => {
    if (point === dies || isDead()) die()
  }
  const telling = { ...tellingSetting.otherwise, sender: 'Telnet' }
  const way: Way = {
    channel: {
      name: channel,
      kind: channel,
      settings: gateway,
      perSecond: null,
      atOnce: 4,
      price: null,
      stopped: null,
      revision: 1,
    },
    quietHours: null,
    provider: ways[channel].provider,
    render: renderer(channel, telling, () => null),
    contentOf: ({ kind, statement, language }) =>
      kind === null || statement === null ? null : contentOf(kind, statement, language),
    unsubscribeUrl: () => null,
    log: () => undefined,
  }
  await run(play, plan, () => sendDue(house.platform, way, undefined, probe))
}

const gateway = {
  adapter: 'http-sms',
  url: 'https://sms.example.net',
  from: 'Telnet',
  token: 'sms',
  signing: null,
} as const

/** The provider brings some of what he has, in any order; what was not acknowledged he brings again, and now and then what was. */
async function bring(play: Telling, plan: Plan): Promise<void> {
  const { random, ways, written } = play
  const { receipts } = ways.sms
  const some: Receipt[] = []
  for (let left = Math.min(receipts.length, 1 + random.below(8)); left > 0; left--)
    some.push(...receipts.splice(random.below(receipts.length), 1))
  const words = written.splice(0, random.below(3))
  if (some.length + words.length === 0) return
  const isTaken = await run(play, plan, () => keep(play, some, words))
  if (isTaken && !random.chance(0.2)) return
  receipts.push(...some)
  written.push(...words)
}

async function keep({ house }: Telling, receipts: readonly Receipt[], messages: Telling['written']): Promise<void> {
  const body = Buffer.from(JSON.stringify({ receipts, messages }))
  const raw = { key: body.toString('base64url').slice(0, 2_000), contentType: 'application/json', headers: {}, body }
  await keepArrival(house.platform, { channel: 'sms', adapter: 'http-sms', raw })
}

async function noteRound({ house, stops, released, leftBehind, round }: Telling): Promise<void> {
  const { rows: left } = await house.pool.query<{ id: string }>(
    `select id::text as id from messaging.message where state = 'sending'`,
  )
  for (const { id } of left) leftBehind.add(id)
  const { rows: notices } = await house.pool.query<{ id: string }>(
    `select id from messaging.notice where state = 'released'`,
  )
  for (const { id } of notices) if (!released.has(id)) released.set(id, round)
  const { rows } = await house.pool.query<{ address: string; why: 'asked' | 'gone' }>(
    `select address, why from messaging.stop where channel = 'sms'`,
  )
  // Whoever seemed to be gone and writes is there again; what somebody asked for stays.
  for (const [address, { why }] of stops)
    if (why === 'gone' && !rows.some(row => row.address === address)) stops.delete(address)
  for (const { address, why } of rows) stops.set(address, { why, since: stops.get(address)?.since ?? round })
}

/** The faults end: what waits is done, the dead are noticed, what is on its way arrives. */
async function settleDown(play: Telling): Promise<void> {
  const { house, random, ways } = play
  const calm: Plan = { at: 0, fault: 'lost-request', pauses: () => 0, moveClock: () => undefined }
  const steady: Random = { ...random, chance: () => false }
  for (const way of Object.values(ways)) way.calm()
  for (let round = 0; round < 40; round++) {
    play.round++
    for (const way of Object.values(ways)) way.begin(play.round)
    await drain(house, random)
    for (const name of ['messaging.release', 'messaging.understand']) await sweep(play, name, calm)
    while (ways.sms.receipts.length + play.written.length > 0)
      await keep(play, ways.sms.receipts.splice(0, 20), play.written.splice(0, 20))
    await sweep(play, 'messaging.understand', calm)
    for (const channel of ['sms', 'email'] as const) await send({ ...play, random: steady }, channel, calm)
    await noteRound(play)
    house.clock.advance({ seconds: 400 })
    const { rows } = await house.pool.query<{ n: number }>(`
      select (select count(*) from messaging.message where state in ('waiting', 'sending'))::int + (select count(*) from messaging.notice where state = 'held')::int
        + (select count(*) from messaging.arrival where state = 'new')::int as n`)
    if (rows[0]?.n === 0 && ways.sms.receipts.length === 0) return
  }
}
