import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { madeElements } from './testing/made-network.ts'
import { at, outagesIn, start, webhook } from './testing/monitoring.ts'

describe('ten thousand alarms of one cut', () => {
  test('are one outage at its root, with every alarm under it', async () => {
    const { h, network, send } = await start(madeElements(2, 1, 154, 64))
    const lost = network
      .lostWith('s1.olt1')
      .filter(key => !key.endsWith('.split'))
      .slice(0, 10_000)
    const alerts = lost.map((element, index) => ({ element, startsAt: at(index % 60) }))
    const batches = Array.from({ length: 20 }, (_, part) => alerts.filter((_, index) => index % 20 === part))

    h.clock.set(at(61))
    for (const [index, batch] of batches.entries()) {
      const reply = await send(batch)
      expect(reply).toMatchObject({
        status: 202,
        body: { received: 500, raised: 500, unknownElements: 0, mistakes: [] },
      })
      if (index % 7 === 3) await h.runJobs()
    }
    await h.runJobs()

    expect(await outagesIn(h)).toMatchObject([
      { status: 'suspected', source: 'alarm', scope: ['s1.olt1'], alarms: 10_000 },
    ])
    const again = await send(alerts)
    expect(again.body).toMatchObject({ raised: 0, repeated: 0, cleared: 0, unchanged: 10_000 })
    await h.runJobs()
    expect(await outagesIn(h)).toHaveLength(1)

    h.clock.set(at(3600))
    await send(alerts.map(alert => ({ ...alert, endsAt: at(1800) })))
    await h.runJobs()
    await h.sweep()

    expect(await outagesIn(h)).toMatchObject([{ restoredAt: Temporal.Instant.from(at(1800)) }])
  })
})

describe('the life of an outage of alarms', () => {
  let world: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    world = await start()
  })

  test('a flapping port is one alarm and one outage, restored only when it is quiet', async () => {
    const { h, client, send } = world
    for (let flap = 0; flap < 20; flap++) {
      h.clock.set(at(flap * 60 + 31))
      await send([{ element: 's1.olt1.p1', startsAt: at(flap * 60) }])
      await h.runJobs()
      await send([{ element: 's1.olt1.p1', startsAt: at(flap * 60), endsAt: at(flap * 60 + 30) }])
      await h.sweep()
    }

    const { body } = await client.get('/alarms?element=s1.olt1.p1')
    expect(body.items).toMatchObject([{ flaps: 19, raisedAt: at(0), clearedAt: at(19 * 60 + 30) }])
    expect(await outagesIn(h)).toMatchObject([{ scope: ['s1.olt1.p1'], restoredAt: null }])

    h.clock.set(at(19 * 60 + 30 + 300))
    await h.sweep()
    expect(await outagesIn(h)).toMatchObject([{ restoredAt: Temporal.Instant.from(at(19 * 60 + 30)) }])
  })

  test('raised again soon after it is the same outage', async () => {
    const { h, send } = world
    h.clock.set(at(2000))
    await send([{ element: 's1.olt1.p1', startsAt: at(2000) }])
    await h.runJobs()

    expect(await outagesIn(h)).toMatchObject([{ restoredAt: null }])
  })

  test('what works again before the rest is a part, and may fail again', async () => {
    const { h, network, send } = world
    const lost = network.lostWith('s2.olt1').filter(key => !key.endsWith('.split') && key !== 's2.olt1')
    const fire = lost.map(element => ({ element, startsAt: at(3000) }))
    h.clock.set(at(3010))
    await send(fire)
    await h.runJobs()
    h.clock.set(at(5000))
    await send(
      fire.filter(({ element }) => !element.startsWith('s2.olt1.p8')).map(alert => ({ ...alert, endsAt: at(4000) })),
    )
    await h.sweep()

    const [, partly] = await outagesIn(h)
    expect(partly).toMatchObject({ scope: ['s2.olt1'], restoredAt: null })
    expect(partly?.parts).toEqual([1, 2, 3, 4, 5, 6, 7].map(pon => `s2.olt1.p${pon}`))

    h.clock.set(at(5100))
    await send([{ element: 's2.olt1.p3', startsAt: at(5090) }])
    await h.runJobs()
    expect((await outagesIn(h))[1]?.parts).not.toContain('s2.olt1.p3')
  })

  test('a confirmed outage that was restored is reopened by its alarm', async () => {
    const { h, send } = world
    h.clock.set(at(10_000))
    await send([{ element: 's3.r1', startsAt: at(10_000) }])
    await h.runJobs()
    const [, , third] = await outagesIn(h)
    await sql`update outages.outage set status = 'confirmed' where id = ${third?.id}`.execute(h.db)
    h.clock.set(at(11_000))
    await send([{ element: 's3.r1', startsAt: at(10_000), endsAt: at(10_500) }])
    await h.sweep()
    expect((await outagesIn(h))[2]).toMatchObject({ status: 'restored' })

    h.clock.set(at(11_200))
    await send([{ element: 's3.r1', startsAt: at(11_200) }])
    await h.runJobs()

    expect(await outagesIn(h)).toHaveLength(3)
    expect((await outagesIn(h))[2]).toMatchObject({ status: 'confirmed', restoredAt: null, alarms: 2 })
  })
})

describe('messages at the same time', () => {
  test('about the same alarms, and correlation among them, neither lose nor double anything', async () => {
    const { h, network, send } = await start()
    const lost = network.lostWith('s1').filter(key => !key.endsWith('.split') && key !== 's1')
    const alerts = lost.map(element => ({ element, startsAt: at(0) }))
    h.clock.set(at(10))

    const replies = await Promise.all([
      ...Array.from({ length: 6 }, (_, turn) => send(turn % 2 === 0 ? alerts : alerts.toReversed())),
      h.sweep(),
      send(alerts.slice(0, 300)),
      h.sweep(),
    ])
    await h.runJobs()

    expect(replies.flatMap(reply => (reply ? [reply.status] : []))).toEqual([202, 202, 202, 202, 202, 202, 202])
    expect(replies.reduce((sum, reply) => sum + (reply ? reply.body.raised : 0), 0)).toBe(alerts.length)
    expect(await outagesIn(h)).toMatchObject([{ alarms: alerts.length, restoredAt: null }])
  })
})

describe('the intake', () => {
  let world: Awaited<ReturnType<typeof start>>
  beforeAll(async () => {
    world = await start()
    world.h.clock.set('2026-11-21T12:00:00Z')
  })
  const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')

  test('takes LibreNMS’s JSON as text with the key as password', async () => {
    const reply = await world.h.anyone.post('/intake/librenms', fixture('librenms-alert.txt'), {
      'content-type': 'text/plain',
      authorization: `Basic ${Buffer.from('librenms:pulih-key').toString('base64')}`,
    })

    expect(reply).toMatchObject({ status: 202, body: { received: 1, raised: 1 } })
  })

  test('takes PagerDuty’s events with the key in the body', async () => {
    const event = JSON.parse(fixture('pagerduty-trigger.json'))
    const reply = await world.h.anyone.post('/intake/pagerduty', { ...event, routing_key: 'pulih-key' })

    expect(reply).toMatchObject({ status: 202, body: { status: 'success', dedup_key: event.dedup_key } })
    expect(await world.h.anyone.post('/intake/pagerduty', { ...event, routing_key: 'another' })).toMatchObject({
      status: 401,
    })
  })

  test('keeps the good of a list and names the bad', async () => {
    const good = webhook([{ element: 'nowhere', startsAt: at(0) }])
    const reply = await world.client.post('/intake/alertmanager', {
      ...good,
      truncatedAlerts: 7,
      alerts: [...good.alerts, { status: 'firing' }],
    })

    expect(reply).toMatchObject({
      status: 202,
      body: { received: 1, raised: 1, unknownElements: 1, truncated: 7, mistakes: [{ pointer: '/alerts/1/labels' }] },
    })
    const { body } = await world.client.get('/alarms?knownElement=false&source=alertmanager')
    expect(body.items).toMatchObject([{ element: 'nowhere', outage: null }])
    expect((await world.client.get('/alarm-sources/alertmanager')).body).toMatchObject({ truncated: 7, mistakes: 1 })
  })

  test('refuses only what can never succeed', async () => {
    expect(await world.client.post('/intake/alertmanager', { hello: 'world' })).toMatchObject({
      status: 422,
      body: { code: 'alarms.unusable' },
    })
    expect(await world.client.post('/intake/nobody', {})).toMatchObject({ status: 404 })
    expect(await world.h.as('viewer').post('/intake/alertmanager', {})).toMatchObject({ status: 403 })
  })

  test('takes files', async () => {
    const csv =
      'key,element,severity,summary,raisedAt,district\na1,s1.olt1,critical,OLT down,2026-11-21T11:00:00Z,north\n,s1,,,,\n'
    const reply = await world.client.post('/intake/generic/csv', csv, { 'content-type': 'text/csv' })

    expect(reply).toMatchObject({ status: 202, body: { raised: 1, mistakes: [{ pointer: '/row/3/key' }] } })
    const { body } = await world.client.get('/alarms?source=generic')
    expect(body.items).toMatchObject([
      { element: 's1.olt1', knownElement: true, effect: 'unreachable', labels: { district: 'north' } },
    ])
  })

  test('lets people assign, release, acknowledge and clear', async () => {
    const { client, h } = world
    const [alarm] = (await client.get('/alarms?source=generic')).body.items
    await h.runJobs()
    const outage = (await client.get('/alarms?source=generic')).body.items[0].outage
    expect(outage).not.toBeNull()

    expect(await client.post('/alarms/assign', { alarms: [alarm.id], outage: null })).toMatchObject({
      status: 200,
      body: { changed: 1 },
    })
    await h.sweep()
    expect((await client.get('/alarms?source=generic')).body.items).toMatchObject([{ outage: null, held: true }])
    await client.post('/alarms/release', { alarms: [alarm.id] })
    await h.runJobs()
    expect((await client.get('/alarms?source=generic')).body.items).toMatchObject([{ outage, held: false }])
    await client.post('/alarms/acknowledge', { alarms: [alarm.id] })
    await client.post('/alarms/clear', { alarms: [alarm.id] })
    expect((await client.get('/alarms?source=generic&open=false')).body.items).toMatchObject([
      { acknowledgedBy: 'staff:operations' },
    ])
    expect(await client.post('/alarms/clear', { alarms: [alarm.id] })).toMatchObject({ status: 409 })
  })

  test('sources and settings are changed from the version that was read', async () => {
    const { client } = world
    const added = await client.post('/alarm-sources', {
      name: 'core-monitoring',
      kind: 'zabbix',
      mapping: { timeZone: 'Europe/Warsaw' },
    })
    expect(added).toMatchObject({
      status: 201,
      body: { enabled: true, mapping: { timeZone: 'Europe/Warsaw', least: 'info' } },
    })
    const off = await client.patch(
      '/alarm-sources/core-monitoring',
      { enabled: false },
      { 'if-match': String(added.headers['etag']) },
    )
    expect(off.status).toBe(200)
    expect(await client.post('/intake/core-monitoring', {})).toMatchObject({ status: 409 })
    expect(
      await client.post('/alarm-sources', { name: 'x', kind: 'zabbix', mapping: { timeZone: 'Mars/Base' } }),
    ).toMatchObject({ status: 422 })

    const settings = await client.get('/alarm-settings')
    expect(settings.body).toMatchObject({ share: 0.8, gatherSeconds: 0 })
    expect(await client.patch('/alarm-settings', { settleMinutes: 7 })).toMatchObject({ status: 428 })
    expect(
      await client.patch('/alarm-settings', { settleMinutes: 7 }, { 'if-match': String(settings.headers['etag']) }),
    ).toMatchObject({ status: 200, body: { settleMinutes: 7 } })
  })
})
