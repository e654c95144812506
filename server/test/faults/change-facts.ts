import { sql } from 'kysely'
import { exclude, withdrawExclusion } from '../../src/compensation/exclusion.ts'
import type { Random } from '../../src/ledger/payouts/simulators/random.ts'
import { Problem, type Tx, type Work } from '../../src/platform/index.ts'
import type { House } from './house.ts'
import { addOutage, noteMatching, type SmallOperator } from './operator.ts'

/** What one change is about; drawn beforehand, because what happens at once would draw in another order. */
interface Drawn {
  readonly outage: string
  readonly service: bigint
  readonly minutes: number
  readonly fee: number
  readonly cycleDay: number
  /** Of all services, those that a new list or a new outage holds. */
  readonly hit: readonly bigint[]
  readonly cause: 'force-majeure' | 'customer-equipment'
  readonly wholeOutage: boolean
  readonly length: number
}

/** Returns the outages about which there must be a run now; none where nothing was there to change. */
type Change = (work: Work, drawn: Drawn) => Promise<readonly string[]>

/** The more often a name stands here, the more often it happens. */
const usual: readonly [Change, ...Change[]] = [
  correctEnd,
  correctEnd,
  correctScope,
  correctScope,
  toggleService,
  giveOwnInterval,
  retract,
  reopen,
  restoreAgain,
  restoreAgain,
  addAnother,
  changePrice,
  changePriceInBetween,
  moveCycle,
  changeCurrency,
  changeExclusion,
  changeExclusion,
]

/** Something becomes known that money depends on. Which outages it concerns is noted, for a run about each must bring the ledger to it. */
export async function changeFacts(house: House, random: Random, operator: SmallOperator): Promise<void> {
  const change = random.pick(usual)
  await apply(house, operator, change, draw(random, operator))
}

/** Those that were reopened end after all, but for some about which nothing can be said at the end either. */
export async function restoreMost(house: House, random: Random, operator: SmallOperator): Promise<void> {
  for (const outage of operator.outages)
    if (random.chance(0.7)) await apply(house, operator, restoreAgain, { ...draw(random, operator), outage })
}

function draw(random: Random, { services, outages }: SmallOperator): Drawn {
  const share = random.pick([0.2, 0.5, 0.8])
  return {
    outage: random.pick(outages as [string, ...string[]]),
    service: random.pick(services as [SmallOperator['services'][number], ...SmallOperator['services']]).id,
    minutes: 5 + random.below(6_000),
    fee: 1_000 + random.below(20_000),
    cycleDay: random.pick([1, 1, 10, 15]),
    hit: services.filter(() => random.chance(share)).map(({ id }) => id),
    cause: random.pick(['force-majeure', 'customer-equipment']),
    wholeOutage: random.chance(0.6),
    length: 300 + random.below(5_000),
  }
}

async function apply(house: House, operator: SmallOperator, change: Change, drawn: Drawn): Promise<void> {
  const concerned = await house
    .work(async work => {
      const outages = await change(work, drawn)
      return change === addAnother ? outages.map(outage => operator.add(outage)) : outages
    })
    .catch(unlessRefused)
  if (concerned.length > 0) operator.noteChanged(concerned, await lastStep(house))
}

/** Two changes at once may exclude the same, or withdraw the same. */
function unlessRefused(reason: unknown): readonly string[] {
  if (reason instanceof Problem) return []
  throw reason
}

/** Whatever is assessed from now on gets a later step than this. Read after the change was committed. */
async function lastStep({ pool }: House): Promise<bigint> {
  const { rows } = await pool.query<{ last: bigint | null }>(
    `select pg_sequence_last_value(pg_get_serial_sequence('compensation.step', 'id')::regclass) as last`,
  )
  return rows[0]?.last ?? 0n
}

/** Changes an outage where it is in one of these states, as its next revision. */
async function revise(tx: Tx, outage: string, states: readonly string[], changes: ReturnType<typeof sql>) {
  const { rows } = await sql<{ id: string }>`
    update outages.outage set ${changes}, revision = revision + 1 where id = ${outage} and status = any(${states}::text[]) returning id`.execute(
    tx,
  )
  if (rows.length > 0) await noteMatching(tx, outage)
  return rows.map(({ id }) => id)
}

const over = ['restored', 'closed']

function correctEnd({ tx }: Work, { outage, minutes }: Drawn) {
  return revise(tx, outage, over, sql`restored_at = started_at + make_interval(mins => ${minutes})`)
}

function retract({ tx }: Work, { outage }: Drawn) {
  return revise(tx, outage, [...over, 'confirmed'], sql`status = 'retracted'`)
}

function reopen({ tx }: Work, { outage }: Drawn) {
  return revise(tx, outage, over, sql`status = 'confirmed', restored_at = null`)
}

function restoreAgain({ tx }: Work, { outage, minutes }: Drawn) {
  return revise(
    tx,
    outage,
    ['confirmed'],
    sql`status = 'restored', restored_at = started_at + make_interval(mins => ${minutes})`,
  )
}

/** It hit others than was thought: some leave the list, others come to it. */
async function correctScope({ tx }: Work, { outage, hit }: Drawn) {
  await sql`delete from outages.affected where outage_id = ${outage} and service_id <> all(${hit.map(String)}::bigint[])`.execute(
    tx,
  )
  await sql`
    insert into outages.affected (outage_id, service_id, evidence, money) select ${outage}, unnest(${hit.map(String)}::bigint[]), 'topology', true
    on conflict do nothing`.execute(tx)
  return revise(tx, outage, [...over, 'confirmed'], sql`title = 'A cut elsewhere'`)
}

/** A session shows that a service was hit after all, or was not. */
async function toggleService({ tx }: Work, { outage, service }: Drawn) {
  await sql`
    insert into outages.affected (outage_id, service_id, evidence, money) values (${outage}, ${service}, 'topology', true)
    on conflict (outage_id, service_id) do update set money = not affected.money`.execute(tx)
  await noteMatching(tx, outage)
  return [outage]
}

async function giveOwnInterval({ tx }: Work, { outage, service }: Drawn) {
  await sql`
    update outages.affected set own_from = (select started_at + interval '30 minutes' from outages.outage where id = ${outage})
    where outage_id = ${outage} and service_id = ${service}`.execute(tx)
  await noteMatching(tx, outage)
  return [outage]
}

/** One that lies in the same period as the others and hits many of the same. */
async function addAnother({ tx }: Work, { hit, minutes, length }: Drawn) {
  const from = Temporal.Instant.from('2026-09-12T06:00:00Z').add({ minutes })
  return [await addOutage(tx, from, length, hit)]
}

function changePrice({ tx }: Work, { service, fee }: Drawn) {
  return priced(tx, service, '2026-01-01', fee)
}

/** A price of which it depends on the first loss of a period whether it counts. */
function changePriceInBetween({ tx }: Work, { service, fee }: Drawn) {
  return priced(tx, service, '2026-09-13', fee)
}

async function priced(tx: Tx, service: bigint, from: string, fee: number) {
  await sql`
    insert into subscribers.terms (service_id, valid_from, monthly_fee) values (${service}, ${from}::date, ${fee})
    on conflict (service_id, valid_from) do update set monthly_fee = excluded.monthly_fee`.execute(tx)
  return outagesOf(tx, service)
}

async function moveCycle({ tx }: Work, { service, cycleDay }: Drawn) {
  await sql`update subscribers.service set cycle_day = ${cycleDay} where id = ${service}`.execute(tx)
  return outagesOf(tx, service)
}

async function changeCurrency({ tx }: Work, { service }: Drawn) {
  await sql`update subscribers.service set currency = case currency when 'PLN' then 'EUR' else 'PLN' end where id = ${service}`.execute(
    tx,
  )
  return outagesOf(tx, service)
}

async function outagesOf(tx: Tx, service: bigint): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select outage_id as id from outages.affected where service_id = ${service}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** What somebody relies on is relied on no longer; otherwise somebody begins to. */
async function changeExclusion(work: Work, { outage, service, cause, wholeOutage }: Drawn) {
  const { rows } = await sql<{ id: string }>`
    select id from compensation.exclusion where outage_id = ${outage} and withdrawn_at is null order by id limit 1`.execute(
    work.tx,
  )
  const [known] = rows
  if (known) await withdrawExclusion(work, known.id)
  else
    await exclude(work, {
      outageId: outage,
      cause,
      service: wholeOutage ? null : { id: service, key: `service ${service}` },
      decidedBy: 'Anna Nowak',
      reason: 'The report of the fire brigade says so',
      evidence: 'report-17',
    })
  return [outage]
}
