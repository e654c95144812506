import { setTimeout } from 'node:timers/promises'
import { seeded, type Random } from '../../src/ledger/payouts/simulators/random.ts'
import { noFaults } from '@pulih/rehearsal'
import { addOutage } from './operator.ts'
import { until } from './processes.ts'
import type { Answer, TellingApplication } from './telling-application.ts'
import { mistakesAfterDeaths } from './telling-deaths-oracle.ts'
import { readers } from './telling-crowd.ts'

/** What happened in one scenario. */
export interface DeathsReport {
  readonly seed: number
  readonly mistakes: readonly string[]
  readonly kills: number
  /** Messages that somebody had in his hands when he was killed. */
  readonly caught: number
  readonly handed: number
  readonly delivered: number
  readonly doubtful: number
}

export interface Scene {
  readonly application: TellingApplication
  readonly random: Random
  readonly outage: string
  /** The run that gave credits; null: there was none, or nobody got anything. */
  readonly run: string | null
  readonly isRetracted: boolean
}

/** So many workers are there, but for the moments between a death and the next birth. */
const workersAtOnce = 2
const settleSeconds = 240

/**
 * An outage goes through its life, credits of another one are told, and people write STOP, while workers, now and then the API, are killed
 * with SIGKILL at moments that the seed draws, and providers take messages and lose their answers, bring receipts twice and out of order.
 * Then nobody is killed any more, what waits is done, and what the providers got is compared with what should have been.
 */
export async function playDeaths(application: TellingApplication, seed: number): Promise<DeathsReport> {
  const random = seeded(seed)
  await begin(application, seed)
  const chaos = killing(application, random)
  const mistakes: string[] = []
  const sum = { kills: 0, caught: 0 }
  try {
    const [told, run] = await Promise.all([tell(application, random), credit(application, random)])
    Object.assign(sum, await chaos.stop())
    await settleDown(application)
    mistakes.push(...(await mistakesAfterDeaths({ application, random, run, ...told })))
  } catch (reason) {
    Object.assign(sum, await chaos.stop().catch(() => ({})))
    mistakes.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason))
  }
  const { pool, gateway, mail } = application
  const { rows } = await pool.query<{ handed: number; doubtful: number }>(
    `select count(*) filter (where attempts > 0)::int as handed, count(*) filter (where state = 'doubtful')::int as doubtful from messaging.message`,
  )
  return {
    seed,
    mistakes,
    ...sum,
    handed: rows[0]?.handed ?? 0,
    doubtful: rows[0]?.doubtful ?? 0,
    delivered: gateway.delivered.length + mail.delivered.length,
  }
}

/** Forgets what the last scenario said, lets people be told at once, and providers be as bad as they are. */
async function begin(application: TellingApplication, seed: number): Promise<void> {
  const { pool, gateway, mail } = application
  await pool.query('truncate messaging.message, messaging.notice, messaging.inbound, messaging.arrival cascade')
  await pool.query('delete from messaging.stop')
  gateway.clear()
  mail.clear()
  const value = {
    automatic: true,
    holdSeconds: 0,
    channels: ['sms', 'email'],
    sender: 'Telnet',
    accent: '#0b5fa5',
    stopKeyword: 'STOP',
    language: 'pl',
    sms: { mostParts: 2, transliterated: true },
    etrMinutes: 0,
    quietHours: null,
    credits: true,
    callSegments: [],
  }
  await pool.query(
    `insert into platform.setting (name, value, changed_at, changed_by) values ('messaging.telling', $1, now(), 'faults')
     on conflict (name) do update set value = excluded.value`,
    [JSON.stringify(value)],
  )
  const faults = { throttle: 0.02, fail: 0.05, duplicate: 0.3, reorder: 0.3, slow: { share: 0.5, milliseconds: 150 } }
  gateway.behave({ ...faults, seed, lose: 0.1 })
  mail.behave({ ...faults, seed: seed + 1, lose: 0.05 })
  while (application.workers().length < workersAtOnce) await application.startWorker()
}

/** Kills somebody, lets another one begin, waits a moment that the seed draws, and does it again until it is told to stop. */
function killing(application: TellingApplication, random: Random) {
  const { pool } = application
  let [isOver, kills, caught] = [false, 0, 0]
  const births = new Set<Promise<void>>()
  const held = async (): Promise<number> => {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from messaging.message where state = 'sending'`,
    )
    return rows[0]?.n ?? 0
  }
  const run = async (): Promise<void> => {
    while (!isOver) {
      await setTimeout(150 + random.below(1_500))
      if (isOver) return
      const [first, ...others] = application.workers()
      const before = await held()
      if (random.chance(0.1)) await application.killApi()
      else if (first !== undefined) {
        await random.pick([first, ...others]).kill()
        caught += before
        const birth = application.startWorker()
        births.add(birth)
        // It may be killed before it can say anything.
        void birth.finally(() => births.delete(birth))
      } else continue
      kills++
    }
  }
  const running = run()
  // Whoever stops it hears of what went wrong.
  running.catch(() => undefined)
  return {
    async stop() {
      isOver = true
      await running
      await Promise.all(births)
      return { kills, caught }
    },
  }
}

/** The life of an outage, as staff make it. */
async function tell(application: TellingApplication, random: Random): Promise<Pick<Scene, 'isRetracted' | 'outage'>> {
  const { ask, gateway } = application
  const hit = random.pick<readonly [string, ...string[]]>([['left'], ['right'], ['left', 'right']])
  const startedAt = Temporal.Now.instant().subtract({ minutes: 5 }).toString()
  const declared = await ask('operations', 'POST', '/outages/declare', {
    title: 'Cut',
    scope: { elements: hit },
    startedAt,
  })
  expectDone('declaring', declared)
  const outage = String(declared.body['id'])
  const change = async (method: 'POST' | 'PUT', path: string, given: () => object): Promise<void> => {
    for (let tries = 0; tries < 20; tries++) {
      const { etag } = await ask('operations', 'GET', `/outages/${outage}`)
      const answer = await ask('operations', method, `/outages/${outage}${path}`, given(), { 'if-match': etag })
      // Somebody who died may have done it, and matching changes the outage as well.
      if (answer.status !== 412) return expectDone(path, answer)
    }
    throw new Error(`${path} was overtaken again and again`)
  }
  const now = (): Temporal.Instant => Temporal.Now.instant()
  const estimate = (): Promise<void> => {
    const etr = now().add({ minutes: 60 + random.below(200) })
    return change('PUT', '/etr', () => ({ etr: etr.toString() }))
  }
  const update = async (): Promise<void> => {
    const said = { text: `We know more, ${random.below(1_000)}.`, public: true, language: 'en' }
    expectDone('an update', await ask('operations', 'POST', `/outages/${outage}/timeline`, said))
  }
  const write = (): void => {
    for (let left = 3 + random.below(5); left > 0; left--) {
      const { sms } = readers[random.below(readers.length)] ?? {}
      if (sms) gateway.say(sms.replaceAll(' ', ''), random.chance(0.7) ? 'STOP' : 'STATUS')
    }
  }
  for (let left = 2 + random.below(4); left > 0; left--) {
    await setTimeout(500 + random.below(2_500))
    const what = random.below(3)
    if (what === 0) await estimate()
    else if (what === 1) await update()
    else write()
  }
  await setTimeout(500 + random.below(3_000))
  const isRetracted = random.chance(0.4)
  if (isRetracted) await change('POST', '/retract', () => ({ reason: 'It was a test of the alarms' }))
  else await change('POST', '/restore', () => ({ restoredAt: now().toString() }))
  await setTimeout(random.below(2_000))
  return { outage, isRetracted }
}

/** A run about an outage that is long over: whoever gets something by it is told so. */
async function credit({ ask, pool, platform }: TellingApplication, random: Random): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>('select id::text as id from subscribers.service order by id')
  const hit = rows.filter(() => random.chance(0.5)).map(({ id }) => BigInt(id))
  const from = Temporal.Instant.from('2026-03-01T06:00:00Z').add({ hours: 24 * random.below(200) })
  const outage = await addOutage(platform.db, from, 1_800 + random.below(3_000), hit)
  const started = await ask('finance', 'POST', '/compensation/runs', { kind: 'outage', outage })
  expectDone('starting a run', started)
  const run = String(started.body['id'])
  const runThatIs = (status: string): Promise<Answer> =>
    until(
      `a run that is ${status}`,
      () => ask('finance', 'GET', `/compensation/runs/${run}`),
      answer => answer.body['status'] === status,
      settleSeconds,
    )
  const { body } = await runThatIs('computed')
  if (body['credits'] === 0) return null
  expectDone('approving', await ask('approver', 'POST', `/compensation/runs/${run}/approve`, {}))
  expectDone('posting', await ask('finance', 'POST', `/compensation/runs/${run}/post`, {}))
  await runThatIs('posted')
  return run
}

function expectDone(what: string, { status, body }: Answer): void {
  if (status >= 300) throw new Error(`${what} was answered with ${status}: ${JSON.stringify(body)}`)
}

/** What waits for somebody. */
interface Left {
  readonly messages: number
  readonly notices: number
  readonly arrivals: number
  readonly jobs: readonly string[]
  readonly gateway: number
}

/**
 * Providers are well and nobody is killed any more. Pauses before another try are not waited for; nor is it that somebody is given up who
 * had messages, which is only done while nobody is there who could have them still.
 */
async function settleDown(application: TellingApplication): Promise<void> {
  const { pool, gateway, mail } = application
  gateway.behave(noFaults)
  mail.behave(noFaults)
  await Promise.all(application.workers().map(worker => worker.kill()))
  await pool.query(`update messaging.message set lease_until = now() where state = 'sending'`)
  while (application.workers().length < workersAtOnce) await application.startWorker()
  const left = async (): Promise<Left> => {
    // Quiet hours are hours ahead; whatever was tried waits minutes at most.
    await pool.query(
      `update messaging.message set not_before = now() where state = 'waiting' and attempts > 0 and not_before > now()`,
    )
    await pool.query(
      `update graphile_worker._private_jobs set run_at = now() where attempts > 0 and locked_at is null and run_at > now()`,
    )
    const { rows } = await pool.query<Omit<Left, 'gateway'>>(`
      select (select count(*) from messaging.message where state = 'sending' or state = 'waiting' and not_before < now() + interval '1 hour')::int as messages,
        (select count(*) from messaging.notice where state = 'held')::int as notices,
        -- A receipt of what nobody waits for any more is looked at again much later.
        (select count(*) from messaging.arrival where state = 'new' and look_at < now())::int as arrivals,
        array(select j.task_identifier || ': ' || coalesce(j.last_error, 'no failure') || ' ' || j.attempts || '/' || j.max_attempts || coalesce(' locked by ' || j.locked_by || ' at ' || j.locked_at, ' free') from graphile_worker.jobs j
          -- One that was asked for anew while a worker had it, who was killed then, is never done: the one that took its key is.
          where j.run_at < now() + interval '1 hour' and (j.attempts < j.max_attempts or j.last_error is not null)) as jobs`)
    return { messages: 0, notices: 0, arrivals: 0, jobs: [], ...rows[0], gateway: gateway.waiting() }
  }
  // Twice in a row: what is in nobody's hands for a moment may be between two of them.
  for (let calm = 0; calm < 2; calm++) {
    await until(
      'an end of all that waits',
      left,
      ({ jobs, ...all }) => jobs.length === 0 && Object.values(all).every(n => n === 0),
      settleSeconds,
    )
    await setTimeout(500)
  }
}
