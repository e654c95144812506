import { Type } from 'typebox'
import { sql } from 'kysely'
import { payoutsOfRun, requestPayouts } from '../ledger/payouts/index.ts'
import { defineSetting, defineSweep, on, readSetting, systemActor, type Work } from '../platform/index.ts'
import type { RunColumn } from './run-column.ts'
import { addStep, lockRun, updateRun } from './run-store.ts'

/** Which channel pays out what, as soon as a run is posted. Units that are not named wait until somebody asks for their payouts. */
export const payoutSetting = defineSetting({
  name: 'compensation.payouts',
  says: 'Payout channels that are used by themselves when a run is posted, by unit: {"PLN": "billing"}.',
  schema: Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 100 }), { maxProperties: 50 }),
  otherwise: {},
})

/** Asks for the payouts of a posted run. Asking twice asks once. */
export const payOutPosted = on('compensation.posted', 'compensation.pay-out', async ({ data }, platform) => {
  const { run } = data as { run: string }
  const channels = await readSetting(platform.db, payoutSetting)
  const { rows } = await sql<{
    columns: RunColumn[] | null
  }>`select columns from compensation.run where id = ${run}`.execute(platform.db)
  const units = new Set((rows[0]?.columns ?? []).map(column => column.unit))
  for (const [unit, channel] of Object.entries(channels)) {
    if (units.has(unit))
      await platform.work(systemActor('compensation'), work => requestPayouts(work, { channel, unit, for: { run } }))
  }
})

/** A run is settled when each of its credits is paid out, or was given up by a person, or is no longer there. */
export const settleRuns = defineSweep('compensation.settle', 30, async platform => {
  // All of them: runs that cannot settle, for want of a way to pay them out, must not stand before those that can.
  const { rows } = await sql<{ id: string }>`
    select id from compensation.run where status = 'posted' order by number`.execute(platform.db)
  for (const { id } of rows) {
    const { settled } = await payoutsOfRun(platform.db, id)
    if (settled) await platform.work(systemActor('compensation'), work => settle(work, id))
  }
})

async function settle(work: Work, id: string): Promise<void> {
  const run = await lockRun(work.tx, id)
  const { asked, withdrawn, settled } = await payoutsOfRun(work.tx, id)
  if (run.status !== 'posted' || !settled) return
  await updateRun(work.tx, id, { status: sql`'settled'`, settled_at: sql`${work.now}` })
  await addStep(work, id, 'settled')
  await work.emit('compensation.settled', `run:${id}`, { run: id, number: Number(run.number) })
  work.audit('compensation.settled', `run:${id}`, { payouts: asked, withdrawn })
}
