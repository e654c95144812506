import { describe, expect, test } from 'vitest'
import { notificationsOf, type Alert } from './notifications.ts'

interface Body {
  readonly status: string
  readonly alerts: readonly {
    readonly status: string
    readonly startsAt: string
    readonly endsAt: string
    readonly labels: object
  }[]
  readonly groupLabels: object
  readonly commonLabels: object
  readonly groupKey: string
  readonly version: string
}

const anAlert = (element: string, startsAt: number, endsAt: number, area = '1'): Alert => ({
  labels: { alertname: 'Down', area, element },
  summary: `${element} is down`,
  startsAt,
  endsAt,
  fingerprint: element,
})

function told(...alerts: Alert[]): { at: number; body: Body }[] {
  return notificationsOf(alerts).map(({ at, body }) => ({ at, body: body as Body }))
}
const brief = (alerts: Alert[]): string[] =>
  told(...alerts).map(({ at, body }) => `${at} ${body.status} ${body.alerts.map(({ status }) => status).join(' ')}`)

describe('notifications', () => {
  test('wait a little for the first of a group, tell later ones with the next, and the end of all', () => {
    expect(brief([anAlert('a', 1000, 3000), anAlert('b', 1020, 2000), anAlert('c', 1100, 3000)])).toEqual([
      '1030 firing firing firing',
      '1330 firing firing firing firing',
      '2230 firing firing firing resolved',
      '3130 resolved resolved resolved',
    ])
  })

  test('come for each group on its own, in the order of time', () => {
    expect(
      told(anAlert('a', 1000, 1500), anAlert('b', 900, 1500, '2')).map(({ at, body }) => [at, body.groupLabels]),
    ).toEqual([
      [930, { alertname: 'Down', area: '2' }],
      [1030, { alertname: 'Down', area: '1' }],
      [1530, { alertname: 'Down', area: '2' }],
      [1630, { alertname: 'Down', area: '1' }],
    ])
  })

  test('are repeated while nothing changes', () => {
    expect(brief([anAlert('a', 0, 20_000)])).toEqual([
      '30 firing firing',
      '14430 firing firing',
      '20130 resolved resolved',
    ])
  })

  test('tell an alarm that comes and goes each time, with its own beginning', () => {
    const starts = told(anAlert('a', 0, 400), anAlert('a', 700, 1100)).map(
      ({ body }) => `${body.alerts[0]?.status} ${body.alerts[0]?.startsAt}`,
    )

    expect(starts).toEqual([
      'firing 1970-01-01T00:00:00Z',
      'resolved 1970-01-01T00:00:00Z',
      'firing 1970-01-01T00:11:40Z',
      'resolved 1970-01-01T00:11:40Z',
    ])
  })

  test('leave out what was over before anybody could be told', () => {
    expect(brief([anAlert('a', 0, 20)])).toEqual([])
  })

  test('have the form of version 4', () => {
    const [first] = told(anAlert('a', 1000, 3000), anAlert('b', 1000, 3000))

    expect(first?.body).toMatchObject({
      version: '4',
      groupKey: '{}:{alertname="Down", area="1"}',
      groupLabels: { alertname: 'Down', area: '1' },
      commonLabels: { alertname: 'Down', area: '1' },
      truncatedAlerts: 0,
    })
    expect(first?.body.alerts[0]).toMatchObject({ endsAt: '0001-01-01T00:00:00Z', startsAt: '1970-01-01T00:16:40Z' })
  })
})
