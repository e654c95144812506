import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { lockNotice, lockNotices } from '../notice-store.ts'
import { twoBranches } from '../testing/two-branches.ts'

let h: Harness

beforeAll(async () => {
  h = await twoBranches({ holdSeconds: 30 })
})

async function declared(element: string, given: object = {}): Promise<string> {
  const body = { title: 'Cut', scope: { elements: [element] }, startedAt: h.clock.now().toString(), ...given }
  const { id } = good(await h.as('operations').post('/outages/declare', body))
  await h.runJobs()
  return id
}

/** Of which nobody says until when it lasts. */
async function endless(): Promise<string> {
  const outage = await declared('left', { planned: true })
  await sql`update outages.outage set etr = null where id = ${outage}`.execute(h.db)
  return outage
}

const notices = async (outage: string) => good(await h.as('viewer').get(`/outages/${outage}/notices`)).items

async function pass(seconds: number): Promise<void> {
  h.clock.advance({ seconds })
  await h.sweep()
  await h.runJobs()
}

describe('a notice that lacks a fact', () => {
  test('is not let out by a person, who is told which language, channel and fact it is', async () => {
    const [{ notice }] = await notices(await endless())

    const refused = await h.as('communications').post(`/notices/${notice}/release`)

    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'messaging.not-said', values: { language: 'en', channel: 'sms', fact: 'until' } },
    })
  })

  test('and is due stays held, says so to whoever looks, and keeps no other from going out', async () => {
    const stuck = await endless()
    const other = await declared('right')
    await pass(31)

    expect(await notices(stuck)).toMatchObject([
      { state: 'held', unsaid: { language: 'en', channel: 'sms', fact: 'until' }, messages: { waiting: 0 } },
    ])
    expect(await notices(other)).toMatchObject([{ state: 'released', unsaid: null, messages: { waiting: 1 } }])
  })

  test('goes out by itself as soon as the fact is there', async () => {
    const outage = await endless()
    await pass(31)
    await sql`update outages.outage set etr = ${h.clock.now().add({ hours: 2 })} where id = ${outage}`.execute(h.db)
    await pass(5)

    expect(await notices(outage)).toMatchObject([{ state: 'released', unsaid: null, messages: { waiting: 1 } }])
  })
})

describe('whoever looks at a notice to change it', () => {
  test('waits for whoever changes what is said of its outage, and does not keep him waiting', async () => {
    const outage = await declared('right')
    const [{ notice }] = await notices(outage)
    let looked: Promise<unknown> = Promise.resolve()
    const changed = h.db.transaction().execute(async tx => {
      await lockNotices(tx, outage)
      looked = h.db.transaction().execute(other => lockNotice(other, notice))
      await sql`select pg_sleep(0.2)`.execute(tx)
      await sql`update messaging.notice set release_at = null where id = ${notice}`.execute(tx)
    })

    await expect(changed).resolves.toBeUndefined()
    await expect(looked).resolves.toMatchObject({ id: notice, releaseAt: null })
  })
})
