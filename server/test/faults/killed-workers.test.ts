import { afterAll, describe, expect, test } from 'vitest'
import { openApplication } from './application.ts'
import { mistakesInBooks } from './books.ts'
import { adding, buildGates, closeGate, type Comer, type Gate } from './gate.ts'
import { until } from './processes.ts'

const application = await openApplication()
const { pool, workers, operator } = application
afterAll(() => application.close())

/** What each step needs. In which order they come is for the product to say. */
const assessing = {
  'gathering facts': 'lock table subscribers.customer in access exclusive mode',
  'keeping interruptions': adding('compensation.interruption'),
  'keeping exposures': adding('compensation.exposure'),
  'keeping decisions': adding('compensation.line'),
  'keeping what was assessed': adding('compensation.assessed'),
  'keeping credits': adding('compensation.credit'),
  'ending the assessment': adding('compensation.step'),
  'telling of the assessment': adding('platform.event'),
  'auditing the assessment': adding('identity.audit'),
}
const posting = {
  'taking the end of the ledger': 'select from ledger.head for update',
  'writing transfers': adding('ledger.transfer'),
  'closing the page': adding('ledger.page'),
  'telling of the transfers': adding('platform.event'),
  'ending the posting, with all of it in the ledger': adding('compensation.step'),
  'auditing the posting': adding('identity.audit'),
}
const steps = Object.keys({ ...assessing, ...posting })
const killed: string[] = []

/** Lets a worker come to each step and kills it there, while another stands by. Nobody tells that one to take over. */
async function killAtEach(run: string, needs: Readonly<Record<string, string>>, begin: () => Promise<unknown>) {
  const gates = new Set<Gate>()
  for (const [step, statement] of Object.entries(needs)) gates.add(await closeGate(application, step, statement))
  let since = await now()
  await begin()
  while (gates.size > 0) {
    const { gate, comer } = await firstComer(gates)
    const { step } = gate
    await until('a worker that stands by', livingProcesses, n => n >= 2)
    expect({ step, jobs: await jobsOfTheDead() }).toEqual({ step, jobs: [] })
    expect({ step, untrue: await untrueProgress(run, since) }).toEqual({ step, untrue: null })

    const victim = workers.find(({ name, isRunning }) => name === comer.name && isRunning())
    expect({ step, victim: victim?.name }).toEqual({ step, victim: comer.name })
    await victim?.kill()
    killed.push(comer.name)
    since = await now()
    await application.startWorker()

    gates.delete(gate)
    await gate.open()
    await until(
      'the end of the session that the killed worker left',
      async () => (await pool.query('select from pg_stat_activity where pid = $1', [comer.pid])).rowCount,
      sessions => sessions === 0,
    )
  }
}

async function firstComer(gates: ReadonlySet<Gate>): Promise<{ gate: Gate; comer: Comer }> {
  const look = async () => {
    for (const gate of gates) {
      const [comer] = await gate.comers()
      if (comer) return { gate, comer }
    }
    return null
  }
  const found = await until(`a worker's coming to ${[...gates].map(({ step }) => step).join(' or ')}`, look, Boolean)
  if (!found) throw new Error('nobody came')
  return found
}

async function now(): Promise<Temporal.Instant> {
  const { rows } = await pool.query<{ now: Temporal.Instant }>('select now()')
  return rows[0]?.now ?? Temporal.Instant.fromEpochMilliseconds(0)
}

/** Those that gave signs of life; whoever took a job over has struck out the dead before. Nobody may die but those we killed. */
async function livingProcesses(): Promise<number> {
  const lost = workers.find(({ name, isRunning }) => !isRunning() && !killed.includes(name))
  if (lost) throw new Error(`${lost.name} died by itself:\n${lost.said()}`)
  return (await pool.query('select from platform.process')).rowCount ?? 0
}

/** Jobs that are locked by somebody of whom nobody believes that he lives. */
async function jobsOfTheDead(): Promise<unknown[]> {
  const { rows } = await pool.query(
    `select task_identifier, locked_by from graphile_worker.jobs
    where locked_at is not null and locked_by not in (select unnest(workers) from platform.process)`,
  )
  return rows
}

/** What is wrong with what the run says of itself. A batch and its progress are one transaction, so they agree to the credit. */
async function untrueProgress(id: string, since: Temporal.Instant): Promise<object | null> {
  const { body: run } = await application.get('finance', `/compensation/runs/${id}`)
  const { rows } = await pool.query<{ heardAt: Temporal.Instant; stage: string; transfers: number }>(
    `select heartbeat_at as "heardAt", stage, (select count(*)::int from ledger.transfer t where t.run_id = p.run_id) as transfers
    from compensation.progress p where run_id = $1`,
    [id],
  )
  const { heardAt, stage, transfers } = rows[0] ?? { heardAt: since, stage: '', transfers: -1 }
  const expected = transfers === 0 ? 'waiting for a worker' : `posted ${transfers} of ${run['credits']}`
  const isTrue = run['status'] === 'computing' ? Temporal.Instant.compare(heardAt, since) > 0 : stage === expected
  return isTrue && run['failure'] === null ? null : { run, heardAt, stage, transfers, since }
}

async function stepsOf(run: string): Promise<string[]> {
  const { rows } = await pool.query<{ kind: string }>(
    'select kind from compensation.step where run_id = $1 order by id',
    [run],
  )
  return rows.map(({ kind }) => kind)
}

async function runThatIs(id: string, status: string): Promise<Record<string, any>> {
  return until(
    `a run that is ${status}`,
    async () => (await application.get('finance', `/compensation/runs/${id}`)).body,
    run => run['status'] === status,
  )
}

describe('a worker that is killed', () => {
  test(
    'at every step of assessing and of posting a run leaves nothing undone and nothing done twice',
    { timeout: 240_000 },
    async () => {
      await buildGates(application, [
        'compensation.interruption',
        'compensation.exposure',
        'compensation.line',
        'compensation.assessed',
        'compensation.credit',
        'compensation.step',
        'platform.event',
        'ledger.transfer',
        'ledger.page',
        'identity.audit',
      ])
      await Promise.all([application.startWorker(), application.startWorker()])
      const about = { kind: 'outage', outage: operator.outages[0] }
      const id = String((await application.post('finance', '/compensation/runs', about)).body['id'])
      await runThatIs(id, 'computed')
      const act = async (role: 'finance' | 'approver', action: string) =>
        expect((await application.post(role, `/compensation/runs/${id}/${action}`, {}, action)).status).toBe(200)

      await killAtEach(id, assessing, () => act('finance', 'recompute'))
      const { credits } = await runThatIs(id, 'computed')
      expect(credits).toBeGreaterThan(0)
      await act('approver', 'approve')
      await killAtEach(id, posting, () => act('finance', 'post'))
      const posted = await runThatIs(id, 'posted')

      expect(posted).toMatchObject({ credits, posted: credits, failure: null })
      expect(await untrueProgress(id, await now())).toBeNull()
      expect(await mistakesInBooks(application)).toEqual([])
      expect(await stepsOf(id)).toEqual([
        'started',
        'computed',
        'recomputed',
        'computed',
        'approved',
        'posting',
        'posted',
      ])
      await until(
        'an empty queue',
        async () => (await pool.query('select task_identifier, locked_by, last_error from graphile_worker.jobs')).rows,
        jobs => jobs.length === 0,
      )
      // Nobody died but those we killed, each at its own step.
      expect(killed).toHaveLength(steps.length)
      expect(new Set(workers.filter(worker => !worker.isRunning()).map(({ name }) => name))).toEqual(new Set(killed))
    },
  )
})
