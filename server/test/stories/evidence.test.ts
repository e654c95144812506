import { beforeAll, describe, expect, test } from 'vitest'
import { sql } from 'kysely'
import { balance, ofOutage, paid } from '../factories/money.ts'
import { anOperator, aNetwork, anOutage, good, imported } from '../factories/operator.ts'
import type { Harness } from '../harness.ts'

/** The node fails on four days; one line was seen alive all the time, one came back after the first night. */
describe('whom an outage hit', () => {
  let h: Harness
  let outage: string
  beforeAll(async () => {
    h = await anOperator()
    await aNetwork(
      h,
      ['core', 'pop-1<core', 'pop-2<core', 'olt<pop-1', 'ring<pop-1|pop-2'],
      [
        { service: 's-cut', element: 'olt' },
        { service: 's-ring', element: 'ring' },
        { service: 's-alive', element: 'olt', login: 'alive@isp' },
        { service: 's-early', element: 'olt', login: 'early@isp' },
      ],
    )
    h.clock.set('2026-09-05T12:00:00Z')
    await imported(h, 'sessions', [
      'acctuniqueid,username,nasipaddress,acctstarttime,acctupdatetime,acctstoptime,acctterminatecause',
      'a1,alive@isp,192.0.2.1,2026-08-31T00:00:00Z,2026-09-05T11:00:00Z,,',
      'e1,early@isp,192.0.2.1,2026-08-31T00:00:00Z,2026-09-01T08:00:00Z,2026-09-01T08:00:00Z,Lost-Carrier',
      'e2,early@isp,192.0.2.1,2026-09-02T04:00:00Z,2026-09-05T11:00:00Z,,',
      'z1,somebody@else,192.0.2.1,2026-08-31T00:00:00Z,2026-09-05T11:00:00Z,,',
    ])
    outage = await anOutage(h, { elements: ['pop-1'], from: '2026-09-01T08:00:00Z', to: '2026-09-04T12:00:00Z' })
    await paid(h, ofOutage(outage))
  })

  test('is paid for the whole time where its only path failed', async () => {
    expect(await balance(h, 's-cut')).toBe('8.00')
  })

  test('is not paid where another path held', async () => {
    expect(await balance(h, 's-ring')).toBe('0.00')
  })

  test('is not paid where the line itself was alive throughout, and may appeal', async () => {
    expect(await balance(h, 's-alive')).toBe('0.00')
    const { items } = good(await h.as('care').get(`/outages/${outage}/affected?evidence=contradicted`))
    expect(items).toMatchObject([{ service: 's-alive', money: false }])

    good(
      await h.as('care').post(`/outages/${outage}/appeals`, {
        service: 's-alive',
        note: 'The router was on, and nothing came through',
      }),
    )
    good(
      await h.as('operations').post(`/outages/${outage}/appeals/s-alive/decision`, {
        state: 'upheld',
        answer: 'Packets were lost behind the node',
      }),
    )
    await h.runJobs()
    await paid(h, ofOutage(outage))
    expect(await balance(h, 's-alive')).toBe('8.00')
  })

  test('is paid for its own time where the line came back earlier', async () => {
    expect(await balance(h, 's-early')).toBe('4.00')
    const { rows } = await sql<{
      own: Temporal.Instant
    }>`select own_to as own from outages.affected a join subscribers.service s on s.id = a.service_id where s.key = 's-early'`.execute(
      h.db,
    )
    expect(rows[0]?.own.toString()).toBe('2026-09-02T04:00:00Z')
  })
})
