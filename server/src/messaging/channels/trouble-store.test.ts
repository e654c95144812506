import { sql } from 'kysely'
import { beforeEach, expect, test } from 'vitest'
import { anOperator } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { countChannel, setStopped } from './channel-store.ts'
import { noteTrouble, type Sign } from './trouble-store.ts'

let h: Harness

beforeEach(async () => {
  h = await anOperator()
  await sql`insert into messaging.channel (name, kind, settings) values ('gateway', 'sms', '{}')`.execute(h.db)
})

const refusedFor = (reason: string) => ({ isAnswered: false, isOurs: true, outcome: { reason } })
const refused = refusedFor('nobody is there')
const answered = { isAnswered: true, isOurs: false, outcome: { reason: null } }
const noted = (...signs: readonly Sign[]) => h.work(({ tx, now }) => noteTrouble(tx, 'gateway', signs, now))
const note = async (...signs: readonly Sign[]) => (await noted(...signs)).wasInTrouble

async function trouble(): Promise<object | undefined> {
  const { troubledSince, trouble: reason } = await countChannel(h.db, 'gateway', h.clock.now())
  return { since: troubledSince?.toString(), reason }
}

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

test('what it was refused for last is kept beside since when, until it takes something or somebody opens it', async () => {
  const since = h.clock.now().toString()
  await note(refused)
  h.clock.advance({ minutes: 1 })
  await note(refusedFor('the password is\0 wrong'))
  expect(await trouble()).toEqual({ since, reason: 'the password is wrong' })

  await note(answered)
  expect(await trouble()).toEqual({ since: undefined, reason: null })
  await note(refused)
  await h.work(({ tx }) => setStopped(tx, 'gateway', null))
  expect(await trouble()).toEqual({ since: undefined, reason: null })
})

test('it turns once when a trouble begins and once when it ends', async () => {
  const since = h.clock.now()
  const turns = []
  for (const sign of [answered, refused, refused, answered, answered]) turns.push((await noted(sign)).turn)

  expect(turns).toEqual([null, { kind: 'begun', reason: 'nobody is there' }, null, { kind: 'ended', since }, null])
})
