import { readFileSync } from 'node:fs'
import type { AlarmMapping, AlarmSourceKind } from '@pulih/contracts'
import { describe, expect, test } from 'vitest'
import type { Signal } from '../alarm.ts'
import { usualMapping } from '../source-store.ts'
import { normalise } from './normalise.ts'

const receivedAt = Temporal.Instant.from('2026-11-21T12:00:00.123456Z')

function read(kind: AlarmSourceKind, payload: unknown, mapping: Partial<AlarmMapping> = {}) {
  return normalise(kind, payload, { mapping: { ...usualMapping, ...mapping }, receivedAt })
}

function fixture(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'))
}

/** Instants as text, so that a test can write them down. */
function plain(signal: Signal | undefined) {
  return JSON.parse(JSON.stringify(signal))
}

describe('Alertmanager', () => {
  test('says what fires, where, and since when', () => {
    const { signals, mistakes, truncated } = read('alertmanager', fixture('alertmanager-firing.json'))

    expect({ mistakes, truncated }).toEqual({ mistakes: [], truncated: 0 })
    expect(plain(signals[0])).toMatchObject({
      is: 'raised',
      key: 'adebd52fb025503c',
      severity: 'critical',
      effect: 'unreachable',
      summary: 'LOS on 61 of 64 ONTs',
      raisedAt: '2026-11-21T10:00:00Z',
    })
  })

  test('names the part before the device, and the device as no more than that', () => {
    const [port, probe] = read('alertmanager', fixture('alertmanager-firing.json')).signals

    expect(port?.names).toEqual([
      { key: 'OLT-042/1/1/3', exact: true },
      { key: '1/1/3', exact: true },
      { key: 'OLT-042', exact: false },
    ])
    expect(probe?.names).toContainEqual({ key: 'olt-042.example', exact: true })
  })

  test('keeps whole milliseconds of nanoseconds', () => {
    expect(plain(read('alertmanager', fixture('alertmanager-firing.json')).signals[1]).raisedAt).toBe(
      '2026-11-21T10:00:00.828Z',
    )
  })

  test('resolves the same alert', () => {
    expect(plain(read('alertmanager', fixture('alertmanager-resolved.json')).signals[0])).toMatchObject({
      is: 'cleared',
      key: 'adebd52fb025503c',
      raisedAt: '2026-11-21T10:00:00Z',
      clearedAt: '2026-11-21T10:42:10.5Z',
    })
  })

  test('may cut its list, and one bad alert does not spoil the others', () => {
    const { signals, mistakes, truncated } = read('alertmanager', fixture('alertmanager-truncated.json'))

    expect(truncated).toBe(412)
    expect(signals.map(({ key }) => key)).toEqual(['00000000000000a1'])
    expect(mistakes).toMatchObject([{ pointer: '/alerts/1/startsAt', code: 'not-an-instant' }])
  })

  test('of Grafana has the same form and more', () => {
    expect(plain(read('grafana', fixture('grafana-firing.json')).signals[0])).toMatchObject({
      severity: 'major',
      effect: 'unreachable',
      names: [{ key: 'sw-17', exact: true }],
      raisedAt: '2026-11-21T10:02:10Z',
    })
  })

  test('with a clock that is fast raises nothing in the future', () => {
    const early = { alerts: [{ status: 'firing', labels: {}, startsAt: '2026-11-21T12:05:00Z', fingerprint: 'a' }] }

    expect(plain(read('alertmanager', early).signals[0]).raisedAt).toBe('2026-11-21T12:00:00.123Z')
  })

  test('without fingerprints is told apart by labels', () => {
    const alert = (site: string) => ({
      status: 'firing',
      labels: { site, alertname: 'Down' },
      startsAt: '2026-11-21T10:00:00Z',
    })
    const [one, same, other] = read('alertmanager', { alerts: [alert('a'), alert('a'), alert('b')] }).signals

    expect(one?.key).toBe(same?.key)
    expect(one?.key).not.toBe(other?.key)
  })
})

describe('PagerDuty', () => {
  test('triggers, acknowledges and resolves by its key', () => {
    const [trigger] = read('pagerduty', fixture('pagerduty-trigger.json')).signals
    const [acknowledge] = read('pagerduty', fixture('pagerduty-acknowledge.json')).signals
    const [resolve] = read('pagerduty', fixture('pagerduty-resolve.json')).signals

    expect(plain(trigger)).toMatchObject({
      is: 'raised',
      key: 'olt-042/los/1/1/3',
      effect: 'unreachable',
      raisedAt: '2026-11-21T10:00:00Z',
    })
    expect(trigger?.names[0]).toEqual({ key: 'OLT-042/1/1/3', exact: true })
    expect(acknowledge).toMatchObject({ is: 'acknowledged', key: 'olt-042/los/1/1/3' })
    expect(plain(resolve)).toMatchObject({
      is: 'cleared',
      key: 'olt-042/los/1/1/3',
      raisedAt: null,
      clearedAt: '2026-11-21T12:00:00.123Z',
    })
  })

  test('never keeps the key with which it was sent', () => {
    expect(JSON.stringify(read('pagerduty', fixture('pagerduty-trigger.json')))).not.toContain('pulih-key')
  })

  test('refuses an event that nobody could resolve or read', () => {
    expect(read('pagerduty', { event_action: 'resolve' }).mistakes).toMatchObject([{ pointer: '/dedup_key' }])
    expect(read('pagerduty', { event_action: 'trigger', dedup_key: 'a' }).mistakes).toMatchObject([
      { pointer: '/payload/summary' },
    ])
    expect(read('pagerduty', { event_action: 'explode', dedup_key: 'a' }).mistakes).toMatchObject([
      { pointer: '/event_action' },
    ])
  })
})

describe('Zabbix', () => {
  const warsaw = { timeZone: 'Europe/Warsaw' }

  test('tells local times, and recovers by the number of the problem', () => {
    const [problem] = read('zabbix', fixture('zabbix-problem.json'), warsaw).signals
    const [recovery] = read('zabbix', fixture('zabbix-recovery.json'), warsaw).signals

    expect(plain(problem)).toMatchObject({
      is: 'raised',
      key: 'event:91',
      severity: 'major',
      effect: 'unreachable',
      raisedAt: '2026-11-21T10:00:00Z',
    })
    expect(problem?.names[0]).toEqual({ key: 'OLT-042', exact: true })
    expect(plain(recovery)).toMatchObject({
      is: 'cleared',
      key: 'event:91',
      raisedAt: '2026-11-21T10:00:00Z',
      clearedAt: '2026-11-21T10:30:00Z',
    })
  })

  test('is told apart by trigger, where it sends it, because each flap is a new event', () => {
    const event = { event_id: '92', trigger_id: '7', name: 'Port down', status: '1' }

    expect(read('zabbix', event).signals[0]?.key).toBe('trigger:7')
  })

  test('acknowledges with an update', () => {
    expect(
      read('zabbix', { event_id: '91', status: '1', update_status: '1', update_action: 'acknowledged' }).signals,
    ).toMatchObject([{ is: 'acknowledged' }])
  })
})

describe('LibreNMS', () => {
  test('keeps the number of the alert through all of its states', () => {
    const parse = (name: string) => read('librenms', fixture(name)).signals[0]

    expect(plain(parse('librenms-alert.txt'))).toMatchObject({
      is: 'raised',
      key: '318',
      effect: 'unreachable',
      names: [{ key: 'olt-042', exact: true }],
      raisedAt: '2026-11-21T11:00:00Z',
    })
    expect(plain(parse('librenms-recovery.txt'))).toMatchObject({
      is: 'cleared',
      key: '318',
      clearedAt: '2026-11-21T11:20:00Z',
    })
  })

  test.each([
    ['1', 'raised'],
    ['2', 'acknowledged'],
    ['3', 'raised'],
    ['4', 'raised'],
    ['5', 'raised'],
    ['0', 'cleared'],
  ])('state %s is %s', (state, is) => {
    expect(read('librenms', { alert_id: 1, title: 'x', host: 'y', state }).signals).toMatchObject([{ is }])
  })
})

describe('our own form', () => {
  test('is checked more strictly than those of others', () => {
    const alarms = [
      { key: 'a', element: 'E1', effect: 'unreachable' },
      { key: 'b', severity: 'dreadful' },
      { element: 'E2' },
      { key: 'c', raisedAt: 'noon' },
    ]
    const { signals, mistakes } = read('generic', { alarms })

    expect(signals).toMatchObject([{ key: 'a', names: [{ key: 'E1', exact: true }] }])
    expect(mistakes.map(({ pointer }) => pointer)).toEqual([
      '/alarms/1/severity',
      '/alarms/2/key',
      '/alarms/3/raisedAt',
    ])
  })
})

describe('a mapping', () => {
  const alert = (labels: object) => ({
    alerts: [{ status: 'firing', labels, startsAt: '2026-11-21T10:00:00Z', fingerprint: 'a' }],
  })

  test('says where the element is', () => {
    const [signal] = read('alertmanager', alert({ shelf: '1', slot: '4', ne: 'N7' }), {
      element: ['{ne}:{shelf}/{slot}', 'ne'],
    }).signals

    expect(signal?.names).toEqual([
      { key: 'N7:1/4', exact: true },
      { key: 'N7', exact: false },
    ])
  })

  test('says what means that it is gone', () => {
    const labels = { alertname: 'Brak sygnału', severity: 'critical' }

    expect(read('alertmanager', alert(labels)).signals).toMatchObject([{ effect: 'degraded' }])
    expect(read('alertmanager', alert(labels), { unreachable: ['brak sygnału'] }).signals).toMatchObject([
      { effect: 'unreachable' },
    ])
  })

  test('is not fooled by words within words', () => {
    expect(
      read('alertmanager', alert({ alertname: 'ConnectionClosedSlowdown', severity: 'warning' })).signals,
    ).toMatchObject([{ effect: 'none' }])
    expect(read('alertmanager', alert({ alertname: 'OltLos', severity: 'warning' })).signals).toMatchObject([
      { effect: 'unreachable' },
    ])
  })
})

test.each(['alertmanager', 'grafana', 'pagerduty', 'zabbix', 'librenms', 'generic'] as const)(
  '%s: what is no message is a mistake and nothing worse',
  kind => {
    for (const payload of [
      null,
      1,
      'x',
      [],
      {},
      { alerts: {} },
      { alerts: [null, 1, { labels: 3 }] },
      { alarms: 4 },
      { alarms: [null] },
    ]) {
      const { signals, mistakes } = read(kind, payload)
      expect(signals).toEqual([])
      expect(mistakes.length).toBeGreaterThan(0)
    }
  },
)

test('labels are few and short, and without characters that no database keeps', () => {
  const labels = {
    ...Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`l${index}`, 'x'.repeat(2000)])),
    l0: 'a\u0000b',
  }
  const [signal] = read('alertmanager', {
    alerts: [{ status: 'firing', labels, startsAt: '2026-11-21T10:00:00Z' }],
  }).signals

  expect(Object.keys(signal?.labels ?? {})).toHaveLength(40)
  expect(signal?.labels['l0']).toBe('a b')
  expect(signal?.labels['l1']).toHaveLength(300)
})
