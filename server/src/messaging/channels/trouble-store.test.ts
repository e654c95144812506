import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anOperator } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { setStopped } from './channel-store.ts'
import { noteTrouble } from './trouble-store.ts'

let h: Harness

beforeEach(async () => {
  h = await anOperator()
  await sql`insert into messaging.channel (name, kind, settings) values ('gateway', 'sms', '{}')`.execute(h.db)
})

const refused = { isAnswered: false, isOurs: true }
const answered = { isAnswered: true, isOurs: false }
const note = (...signs: readonly (typeof refused)[]) => h.work(({ tx, now }) => noteTrouble(tx, 'gateway', signs, now))

/** For how many seconds nothing is taken. */
async function rest(): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select coalesce(greatest(0, extract(epoch from paced_until - ${h.clock.now()}::timestamptz)), 0)::float8 as seconds
    from messaging.channel`.execute(h.db)
  return rows[0]?.seconds ?? 0
}

test('a channel rests for as long again as its trouble has lasted, at most five minutes', async () => {
  expect([await note(refused), await rest()]).toEqual([false, 1])
  h.clock.advance({ seconds: 8 })
  expect([await note(refused, refused), await rest()]).toEqual([true, 8])
  h.clock.advance({ hours: 3 })
  expect([await note(refused), await rest()]).toEqual([true, 300])
})

test('a channel that takes anything works, and its next trouble is a new one', async () => {
  await note(refused)
  h.clock.advance({ minutes: 2 })

  expect([await note(refused, answered), await rest()]).toEqual([false, 0])
  expect([await note(refused), await rest()]).toEqual([false, 1])
})

test('a channel that somebody opens again is tried at once', async () => {
  await note(refused)
  h.clock.advance({ hours: 1 })
  await note(refused)
  await h.work(({ tx }) => setStopped(tx, 'gateway', 'Another password'))
  await h.work(({ tx }) => setStopped(tx, 'gateway', null))

  expect(await rest()).toBe(0)
  expect(await note(refused)).toBe(false)
})
