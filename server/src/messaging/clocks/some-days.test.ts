import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good, imported } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { contexts } from '../../app/contexts.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'
import { aYear, promises, type GivenOutage } from './testing/a-year.ts'
import { missedIn, type Word } from './testing/oracle.ts'

const stepMinutes = 3
const onStep = (minute: number) => Math.ceil(minute / stepMinutes) * stepMinutes

/** Those that look at notices and clocks; the others of the house have nothing to do here. */
const sweeps = contexts
  .flatMap(context => context.sweeps ?? [])
  .filter(({ name }) => name === 'messaging.release' || name === 'messaging.clocks')

/** Five and twenty within a day, each where everybody, or nobody, can be reached. */
const given: readonly GivenOutage[] = aYear(25, 40, 0.6)
  .filter(({ planned }) => !planned)
  .slice(0, 25)
  .map((outage, nth) => {
    const begun = onStep(nth * 30)
    const [known, length] = [outage.confirmedAt - outage.startedAt, outage.endedAt - outage.confirmedAt]
    const confirmedAt = begun + onStep(Math.max(0, known))
    return {
      ...outage,
      jurisdiction: 'BR',
      planned: false,
      services: 1,
      inPlaces: {},
      startedAt: begun,
      knownAt: confirmedAt,
      confirmedAt,
      endedAt: confirmedAt + Math.max(stepMinutes * 3, onStep(length)),
      updates: outage.updates.map(at => confirmedAt + onStep(at - outage.confirmedAt)),
    }
  })

let h: Harness
let begin: Temporal.Instant
beforeAll(async () => {
  h = await anOperator({ jurisdiction: 'BR' })
  await stoppedChannels(h.db, 'sms')
  await aNetwork(
    h,
    ['core', 'olt<core', 'mute<core'],
    [
      { service: 'anna', customer: 'anna', element: 'olt' },
      { service: 'budi', customer: 'budi', element: 'mute' },
    ],
  )
  await imported(h, 'contacts', ['customer,channel,address', 'anna,sms,+48 500 000 001'])
  await decide(h, 'messaging.telling', aTelling({ holdSeconds: 60, channels: ['sms'] }))
  await decide(h, 'messaging.promises', promises)
  begin = h.clock.now()
})

async function change(outage: string, what: string, body: object): Promise<void> {
  const { headers } = await h.as('operations').get(`/outages/${outage}`)
  good(await h.as('operations').post(`/outages/${outage}/${what}`, body, { 'if-match': String(headers['etag']) }))
}

/** Does what happens in this minute. Returns whether anything did. */
async function happen(minute: number, ids: Map<number, string>): Promise<boolean> {
  const instant = (at: number) => begin.add({ minutes: at }).toString()
  let happened = false
  for (const { nth, automatic, startedAt, confirmedAt, endedAt, wasNone, updates } of given) {
    const id = ids.get(nth) ?? ''
    if (minute === confirmedAt) {
      const element = automatic ? 'olt' : 'mute'
      const report = { title: `Cut ${nth}`, scope: { elements: [element] }, startedAt: instant(startedAt) }
      ids.set(nth, good(await h.as('operations').post('/outages/declare', report)).id)
    } else if (minute === endedAt && wasNone) await change(id, 'retract', { reason: 'It was a test' })
    else if (minute === endedAt) await change(id, 'restore', { restoredAt: instant(endedAt) })
    else if (updates.includes(minute))
      good(
        await h.as('operations').post(`/outages/${id}/timeline`, { public: true, text: `At ${minute} we are there.` }),
      )
    else continue
    happened = true
  }
  return happened
}

/** What was said, read from what lies there and not by the code that is tried. */
async function wordsOf(outage: string): Promise<readonly Word[]> {
  const { rows } = await sql<{ tell: Word['tell']; at: Temporal.Instant }>`
    select case n.kind when 'first' then 'first' when 'restored' then 'restored' else 'update' end as tell, n.released_at as at
    from messaging.notice n where n.outage_id = ${outage} and n.state = 'released' and n.kind <> 'retracted'
      and exists (select from messaging.message m where m.notice_id = n.id and m.state = 'sent')
    union all select 'update', at from outages.timeline where outage_id = ${outage} and kind = 'update' and public
    order by at`.execute(h.db)
  const words = rows.map(({ tell, at }) => ({ tell, at: begin.until(at).total('minutes') }))
  const [earliest] = words
  return earliest?.tell === 'update' ? [{ ...earliest, tell: 'first' }, ...words.slice(1)] : words
}

async function alertsOf(outage: string): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ kind: string; rule: string; tell: string; due: Temporal.Instant; at: Temporal.Instant }>`
    select type as kind, data ->> 'rule' as rule, data ->> 'tell' as tell, (data ->> 'dueAt')::timestamptz as due, at
    from platform.event where subject = ${outage} and type like 'messaging.clock-%'`.execute(h.db)
  const minute = (instant: Temporal.Instant) => begin.until(instant).total('minutes')
  const named = rows.map(
    ({ kind, rule, tell, due, at }) => [`${kind} ${rule} ${tell} ${minute(due)}`, minute(at)] as const,
  )
  expect(new Set(named.map(([name]) => name)).size).toBe(named.length)
  return new Map(named)
}

test('a day of outages through sweep and database miss what nobody could say, and staff heard of it before', async () => {
  const ids = new Map<number, string>()
  const last = Math.max(...given.map(({ endedAt }) => endedAt)) + 90
  for (let minute = 0; minute <= last; minute += stepMinutes) {
    h.clock.set(begin.add({ minutes: minute }).toString())
    if (await happen(minute, ids)) await h.runJobs()
    for (const sweep of sweeps) await sweep.run(h.platform)
    // As if everything had gone out.
    await sql`update messaging.message set state = 'sent' where state = 'waiting'`.execute(h.db)
  }
  const missed: string[] = []
  for (const outage of given) {
    const id = ids.get(outage.nth) ?? ''
    const walked = missedIn(outage, await wordsOf(id), last)
    const { items } = good(await h.as('viewer').get(`/outages/${id}/clocks`))
    const shown = items
      .filter(({ state }: { state: string }) => state === 'late')
      .map(
        ({ rule, tell, dueAt }: { rule: string; tell: string; dueAt: string }) =>
          `${rule} ${tell} ${begin.until(Temporal.Instant.from(dueAt)).total('minutes')}`,
      )
    expect({ nth: outage.nth, missed: shown.toSorted() }).toEqual({ nth: outage.nth, missed: [...walked].toSorted() })
    const alerts = await alertsOf(id)
    for (const each of walked) {
      expect(outage.automatic, `${outage.nth} ${each} could have been said by the machine`).toBe(false)
      expect(alerts.get(`messaging.clock-due ${each}`), `${outage.nth} ${each}`).toBeLessThan(
        Number(each.split(' ')[2]),
      )
      expect(alerts.has(`messaging.clock-late ${each}`)).toBe(true)
    }
    missed.push(...walked)
  }
  expect(missed.length).toBeGreaterThan(3)
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from messaging.notice where statement -> 'words' ->> 'en' = 'We are still working on it.'`.execute(
    h.db,
  )
  expect(rows[0]?.n).toBeGreaterThan(20)
}, 120_000)
