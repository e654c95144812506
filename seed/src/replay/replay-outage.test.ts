import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../operator/csv-file.ts'
import { generateOperator, type OperatorId } from '../operator/generate-operator.ts'
import { replayOutage, type ReplayedOutage } from './replay-outage.ts'

const root = mkdtempSync(join(tmpdir(), 'pulih-replay-'))
afterAll(() => rmSync(root, { recursive: true }))

type Row = readonly [service: string, from: number, to: number, reason: string, line: string]
interface Told {
  readonly start: number
  readonly stop: number | null
  readonly cause: string
}
interface Call {
  readonly at: string
  readonly body: { readonly alerts: readonly { readonly status: string; readonly labels: Record<string, string> }[] }
}

const seconds = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 1000

describe.each<[OperatorId, string]>([
  ['id-telco', 'ID-73'],
  ['pl-isp', 'PL-24'],
])('a real outage, replayed on %s', (operator, element) => {
  const [network, out] = [join(root, operator), join(root, `${operator}-replay`)]
  const sessions = new Map<string, Told[]>()
  const truth: Row[] = []
  let replayed: ReplayedOutage
  let services: (readonly [service: string, login: string, element: string])[]
  let calls: Call[]
  beforeAll(async () => {
    await generateOperator({ operator, services: 60_000, seed: 7, out: network })
    replayed = await replayOutage({ operator: network, out })
    services = await Array.fromAsync(readCsv(join(network, 'services.csv'), ['service', 'login', 'element']))
    const columns = ['username', 'acctstarttime', 'acctstoptime', 'acctterminatecause'] as const
    for await (const [login, start, stop, cause] of readCsv(join(out, 'radacct.csv'), columns)) {
      const told = { start: seconds(start), stop: stop === '' ? null : seconds(stop), cause }
      sessions.set(login, [...(sessions.get(login) ?? []), told])
    }
    for await (const [service, from, to, reason, line] of readCsv(join(out, 'truth.csv'), [
      'service',
      'from',
      'to',
      'reason',
      'line',
    ]))
      truth.push([service, seconds(from), seconds(to), reason, line])
    calls = readFileSync(join(out, 'alarms.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as Call)
  }, 60_000)

  test('says what it replays', () => {
    expect(replayed.element).toBe(element)
    expect(JSON.parse(readFileSync(join(out, 'replay.json'), 'utf8'))).toMatchObject({
      outage: replayed.outage,
      place: expect.stringContaining('replay of'),
      counts: replayed.counts,
    })
    expect(truth.filter(([, , , reason]) => reason === 'outage')).toHaveLength(replayed.counts.servicesDown)
    expect(replayed.counts.servicesDown).toBeGreaterThan(300)
  })

  test('ends the sessions of lines that were on, and lets none begin before the line worked again', () => {
    const logins = new Map(services.map(([service, login]) => [service, login]))
    const on = truth.filter(([, , , reason, line]) => reason === 'outage' && line === 'on')

    expect(on.length).toBeGreaterThan(100)
    for (const [service, from, to] of on) {
      const told = sessions.get(logins.get(service) ?? '') ?? []
      const before = told.find(({ start, stop }) => start <= from && (stop === null || stop > from))
      expect(before?.stop).toBeLessThanOrEqual(from + 120)
      expect(told.filter(({ start }) => start > from && start < to)).toEqual([])
    }
  })

  test('has lines that were off or idle, and services that never sign in', () => {
    const lines = new Set(truth.map(([, , , reason, line]) => `${reason} ${line}`))

    for (const kind of ['outage on', 'outage off', 'outage idle', 'outage unseen', 'nas-reboot on'])
      expect(lines).toContain(kind)
  })

  test('leaves lines alone that it did not hit: elsewhere, behind a second uplink, or not where the inventory says', async () => {
    const hit = new Set(truth.map(([service]) => service))
    const cut = seconds(replayed.from)
    const others = services.filter(([service, login]) => login !== '' && !hit.has(service))
    const tree = new Map<string, string>()
    for await (const [id, parent] of readCsv(join(network, 'network.csv'), ['element', 'parent'])) tree.set(id, parent)
    const isBelow = (id: string): boolean => id === element || (tree.has(id) && isBelow(tree.get(id) ?? ''))

    const causes = others.flatMap(([, login]) => (sessions.get(login) ?? []).map(({ cause }) => cause))
    expect(new Set(causes)).toEqual(new Set(['', 'User-Request', 'Idle-Timeout', 'Session-Timeout']))
    const protectedLines = others.filter(([, , at]) => isBelow(at))
    const alive = protectedLines.filter(([, login]) =>
      sessions.get(login)?.some(({ start, stop }) => start < cut && (stop === null || stop > seconds(replayed.to))),
    )
    expect(alive.length).toBeGreaterThan(protectedLines.length / 2)
  })

  test('has a restart of one access server that is not the outage', () => {
    const restarted = truth.filter(([, , , reason]) => reason === 'nas-reboot')

    expect(new Set(restarted.map(([, from, to]) => `${from} ${to}`)).size).toBe(1)
    expect(restarted[0]?.[2]).toBeLessThan(seconds(replayed.from))
    const stops = [...sessions.values()].flat().filter(({ cause }) => cause === 'NAS-Reboot')
    expect(new Set(stops.map(({ stop }) => stop))).toEqual(new Set([restarted[0]?.[1]]))
  })

  test('raises an alarm for each element that was down and takes it back', () => {
    const told = (status: string): Set<string> =>
      new Set(
        calls
          .flatMap(({ body }) => body.alerts)
          .filter(alert => alert.status === status && alert.labels['alertname'] === 'ElementUnreachable')
          .map(({ labels }) => labels['element'] ?? ''),
      )

    const firing = told('firing')
    expect(firing).toContain(element)
    expect(firing.size).toBe(replayed.counts.elementsDown + 1)
    expect(told('resolved')).toEqual(firing)
    expect(calls.map(({ at }) => seconds(at))).toEqual(calls.map(({ at }) => seconds(at)).toSorted((a, b) => a - b))
    const first = calls.find(({ at }) => seconds(at) > seconds(replayed.from))
    expect(first?.body.alerts.map(({ labels }) => labels['element'])).not.toContain(element)
  })
})

test('the same options give the same bytes, another seed or element another story', async () => {
  const operator = join(root, 'small')
  await generateOperator({ operator: 'pl-isp', services: 5000, seed: 3, out: operator })
  const hashes = async (name: string, more: object): Promise<string[]> => {
    const { files } = await replayOutage({ operator, out: join(root, name), ...more })
    return files.map(({ path }) => createHash('sha256').update(readFileSync(path)).digest('hex'))
  }
  const one = await hashes('one', {})

  expect(await hashes('again', {})).toEqual(one)
  expect(await hashes('seed', { seed: 4 })).not.toEqual(one)
  expect(await hashes('element', { element: 'PL-CORE-WAW' })).not.toEqual(one)
})

test('an outage of another country, or an element that is not there, is refused', async () => {
  const operator = join(root, 'refusing')
  await generateOperator({ operator: 'pl-isp', services: 100, seed: 3, out: operator })
  const out = join(root, 'refused')

  await expect(replayOutage({ operator, out, outage: 'id-ioda-cbf12556' })).rejects.toThrow('There is no outage')
  await expect(replayOutage({ operator, out, element: 'PL-99' })).rejects.toThrow('There is no element PL-99')
})
