import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { aNetwork, anOperator, decide, good } from '../../../test/factories/operator.ts'
import type { Harness } from '../../../test/harness.ts'
import { renderer } from '../sending/render.ts'
import { takeDue } from '../sending/message-store.ts'
import { aTelling, stoppedChannels } from '../testing/a-telling.ts'

let h: Harness
const telling = aTelling({ holdSeconds: 0, channels: ['sms'] })

beforeAll(async () => {
  h = await anOperator()
  await stoppedChannels(h.db, 'sms', 'webhook')
  await aNetwork(h, ['core', 'olt<core'], [{ service: 'anna', customer: 'anna', element: 'olt' }])
  await sql`
    insert into messaging.subscription (scope, channel, address, format, drafted, language, time_zone, state, asked_at, confirmed_at)
    values ('everything', 'webhook', 'https://hooks.example.net/a', 'x', true, 'pl', 'UTC', 'confirmed', now(), now())`.execute(
    h.db,
  )
  await decide(h, 'messaging.telling', telling)
})

test('a draft goes out in the words in which it was let go, also where more became known before its turn came', async () => {
  const given = { title: 'Cut', scope: { elements: ['olt'] }, startedAt: h.clock.now().toString() }
  const { id, number } = good(await h.as('operations').post('/outages/declare', given))
  await h.runJobs()
  await h.sweep()
  const [draft] = good(await h.as('communications').get('/messaging/to-decide?what=drafts')).items

  good(await h.as('communications').post(`/messages/${draft.message}/send`, {}))
  good(await h.as('operations').post(`/outages/${id}/timeline`, { text: 'Koparka.', public: true, language: 'pl' }))
  await h.runJobs()
  await h.sweep()

  const now = h.clock.now()
  const taken = await h.db.transaction().execute(tx =>
    takeDue(tx, 'webhook', {
      most: 10,
      shares: [10, 10, 10, 10, 10],
      now,
      leaseUntil: now.add({ seconds: 60 }),
      quietHours: null,
    }),
  )
  const sent = taken.messages
    .filter(message => String(message.id) === draft.message)
    .map(renderer('webhook', telling, () => null))
  expect(draft.text).not.toContain('Koparka.')
  expect(sent).toMatchObject([{ text: draft.text, subject: draft.subject, facts: { number } }])
  expect(sent[0]?.facts['url']).toContain(`/outages/${number}/`)
})
