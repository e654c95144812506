import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { correlate } from './correlate.ts'
import type { KnownOutage, OpenAlarm } from './evidence.ts'
import { defaultSettings } from './settings.ts'
import { makeNetwork } from './testing/made-network.ts'
import { compare } from './time.ts'
import { dice, outagesAfter, type MadeAlarm } from './testing/simulation.ts'

const network = makeNetwork()
const noon = Temporal.Instant.from('2026-11-21T12:00:00Z')
const after = (seconds: number) => noon.add({ seconds })

/** The alarms of everything that is cut off, without the silent kinds, within a minute, some of them lost. */
function alarmsOf(failed: readonly string[], { lost = 0, from = 0, seed = 1 } = {}): MadeAlarm[] {
  const next = dice(seed)
  return network
    .lostWith(...failed)
    .filter(key => network.tree.monitored[network.at(key)] === 1)
    .filter(() => next() >= lost)
    .map(element => ({ element, raisedAt: after(from + Math.floor(next() * 60)) }))
}

/** Customers who switched their device off in the last weeks, here and there. */
function noise(seed: number, count = 60): MadeAlarm[] {
  const next = dice(seed)
  const onts = network.keys.filter(key => network.tree.endpoint[network.at(key)] === 1)
  return Array.from({ length: count }, () => ({
    element: onts[Math.floor(next() * onts.length)] ?? '',
    raisedAt: after(-Math.floor(next() * 20 * 86_400)),
  }))
}

const rootsAfter = (...batches: readonly (readonly MadeAlarm[])[]) =>
  outagesAfter(network, batches).map(({ roots }) => roots)

describe('alarms become outages', () => {
  test('all alarms of a dead OLT are one outage at the OLT, which starts with the first of them', () => {
    const alarms = alarmsOf(['s2.olt1'])

    const found = outagesAfter(network, [alarms])

    expect(found).toHaveLength(1)
    expect(found[0]?.roots).toEqual(['s2.olt1'])
    expect(found[0]?.alarms).toHaveLength(alarms.length)
    expect(found[0]?.startedAt).toBe(
      alarms
        .map(({ raisedAt }) => raisedAt)
        .toSorted(compare)[0]
        ?.toString(),
    )
  })

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'so it is when one in twenty alarms is lost, the OLT’s own among them (%i)',
    seed => {
      const alarms = alarmsOf(['s3.olt2'], { lost: 0.05, seed }).filter(({ element }) => element !== 's3.olt2')

      expect(rootsAfter(alarms, noise(seed))).toEqual([['s3.olt2']])
    },
  )

  test('a cut below one PON stays there', () => {
    expect(rootsAfter(alarmsOf(['s1.olt1.p3']))).toEqual([['s1.olt1.p3']])
    const silentPort = alarmsOf(['s1.olt1.p3'], { lost: 0.05 }).filter(({ element }) => element !== 's1.olt1.p3')
    expect(rootsAfter(silentPort)).toEqual([['s1.olt1.p3.split']])
  })

  test('ports whose customers raise no alarms are enough for their OLT', () => {
    const ports = Array.from({ length: 8 }, (_, index) => ({
      element: `s1.olt1.p${index + 1}`,
      raisedAt: after(index),
    }))

    expect(rootsAfter(ports)).toEqual([['s1.olt1']])
  })

  test('a power failure takes a site with both of its paths, and leaves alone what has a path elsewhere', () => {
    const lost = network.lostWith('s4')
    expect(lost.some(key => key.startsWith('m'))).toBe(false)

    expect(rootsAfter(alarmsOf(['s4'], { lost: 0.05 }))).toEqual([['s4']])
  })

  test('two devices that together cut off a third are one outage of two roots', () => {
    expect(rootsAfter(alarmsOf(['s1.r1', 's2.r2']))).toEqual([['s1.r1', 's2.r2']])
  })

  test('without an alarm behind them they are two', () => {
    const alarms = ['s1.r1', 's2.r2'].map(element => ({ element, raisedAt: noon }))

    expect(rootsAfter(alarms)).toEqual([['s1.r1'], ['s2.r2']])
  })

  test('two cuts at once are two outages', () => {
    expect(rootsAfter([...alarmsOf(['s1.olt1']), ...alarmsOf(['s5.olt3.p2'])])).toEqual([['s1.olt1'], ['s5.olt3.p2']])
  })

  test('a large branch does not outvote a small one that is well, and an empty port does not outweigh a full one', () => {
    const below = (parent: string, kind: string, count: number) =>
      Array.from({ length: count }, (_, index) => ({ key: `${parent}.${index}`, kind, parents: [parent] }))
    const ports = below('olt', 'pon', 8)
    const uneven = makeNetwork([
      { key: 'top', kind: 'router', parents: [] },
      ...['olt', 'sw1', 'sw2'].map(key => ({ key, kind: 'switch', parents: ['top'] })),
      ...ports,
      ...ports.slice(0, 4).flatMap(({ key }) => below(key, 'ont', 64)),
      ...['sw1', 'sw2'].flatMap(key => below(key, 'bridge', 3)),
    ])
    const customers = uneven.keys.filter(key => /^olt\.\d+\.\d+$/.test(key))
    const alarms = [...customers, 'sw1.0'].map(element => ({ element, raisedAt: noon }))

    expect(outagesAfter(uneven, [alarms]).map(({ roots }) => roots)).toEqual([['olt'], ['sw1.0']])
  })

  test('customers who switch their devices off are no outage', () => {
    expect(rootsAfter(noise(1, 300))).toEqual([])
  })

  test('what is slow or warm is kept below an outage and is no evidence of one', () => {
    const warm = network.keys
      .filter(key => key.startsWith('s1.olt1.'))
      .map(element => ({ element, raisedAt: noon, effect: 'degraded' as const }))
    expect(rootsAfter(warm)).toEqual([])

    const found = outagesAfter(network, [[...warm, { element: 's1.olt1', raisedAt: noon }]])
    expect(found[0]?.alarms).toHaveLength(warm.length + 1)
  })

  test('a device that was off for weeks neither starts the outage early nor belongs to it', () => {
    const old = { element: 's2.olt1.p1.1', raisedAt: after(-20 * 86_400) }
    const found = outagesAfter(network, [
      [old, ...alarmsOf(['s2.olt1']).filter(({ element }) => element !== old.element)],
    ])

    expect(found).toHaveLength(1)
    expect(Temporal.Instant.compare(found[0]?.startedAt ?? '', noon)).toBeGreaterThanOrEqual(0)
    expect(found[0]?.alarms).not.toContain(old.element)
  })

  test('the port that failed in the morning keeps its own beginning when the whole OLT fails at noon', () => {
    const morning = alarmsOf(['s1.olt1.p1'], { from: -3 * 3600 })
    const midday = alarmsOf(['s1.olt1']).filter(({ element }) => !element.startsWith('s1.olt1.p1'))
    const both = outagesAfter(network, [[...midday, ...morning]])

    expect(both.map(({ roots }) => roots)).toEqual([['s1.olt1'], ['s1.olt1.p1']])
    expect(outagesAfter(network, [morning, midday])).toEqual(both)
    expect(outagesAfter(network, [midday, morning])).toEqual(both)
  })
})

describe('more alarms', () => {
  test('that lie higher raise the root, and outages below it merge', () => {
    const ports = ['s1.olt1.p1', 's1.olt1.p2'].map(port => alarmsOf([port]))

    expect(rootsAfter(...ports)).toEqual([['s1.olt1.p1'], ['s1.olt1.p2']])
    expect(rootsAfter(...ports, [{ element: 's1.olt1', raisedAt: after(90) }])).toEqual([['s1.olt1']])
  })

  test('never take from an outage what somebody declared, in whichever order they come', () => {
    const declared = ['s1.olt1.p2', 's1.olt1.p5.3', 's1'].map((key, nth) => ({
      id: `declared-${nth}`,
      roots: [network.at(key)],
      parts: [],
      startedAt: after(nth),
      restoredAt: null,
      endedByAlarms: false,
      planned: false,
      byAlarms: false,
    }))
    const alarms = alarmsOf(['s1.olt1', 's1.olt2.p1'], { lost: 0.02 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.integer({ min: 1, max: 8 }),
        fc.subarray(declared, { minLength: 1 }),
        (seed, parts, known) => {
          const next = dice(seed)
          const batches = Array.from({ length: parts }, (): MadeAlarm[] => [])
          for (const alarm of alarms) batches[Math.floor(next() * parts)]?.push(alarm)
          // It throws when a name is lost, or when asking again changes anything.
          expect(outagesAfter(network, batches, defaultSettings, known).length).toBeGreaterThan(0)
        },
      ),
      { numRuns: 25 },
    )
  })

  test('that come in another order or in other batches lead to the same outages', () => {
    const stories = [
      [...alarmsOf(['s1.olt1'], { lost: 0.05 }), ...noise(3)],
      [...alarmsOf(['s4'], { lost: 0.05 }), ...alarmsOf(['s1.olt1.p2'])],
      [...alarmsOf(['s1.r1', 's2.r2'], { lost: 0.03 }), ...alarmsOf(['s3.olt1'], { from: 40 }), ...noise(5)],
      [...alarmsOf(['s2.olt1.p4'], { from: -5000 }), ...alarmsOf(['s2.olt1'])],
      [...alarmsOf(['s1.olt3'], { from: -90_000 }), ...alarmsOf(['s1'], { lost: 0.03 })],
    ]
    for (const story of stories) {
      // One alarm of an element is enough; two are two keys, of which either may be first.
      const alarms = [...new Map(story.map(alarm => [alarm.element, alarm])).values()]
      const expected = outagesAfter(network, [alarms])
      fc.assert(
        fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 6 }), (seed, parts) => {
          const next = dice(seed)
          const shuffled = alarms
            .map(alarm => ({ alarm, order: next() }))
            .toSorted((a, b) => a.order - b.order)
            .map(({ alarm }) => alarm)
          const batches = Array.from({ length: parts }, (_, part) =>
            shuffled.filter((_, index) => index % parts === part),
          )
          expect(outagesAfter(network, batches)).toEqual(expected)
        }),
        { numRuns: 12 },
      )
    }
  })
})

describe('outages that are known', () => {
  const known = (given: Partial<KnownOutage> & { root: string }): KnownOutage => ({
    id: 'known',
    parts: [],
    startedAt: noon,
    restoredAt: null,
    endedByAlarms: true,
    planned: false,
    byAlarms: true,
    roots: [network.at(given.root)],
    ...given,
  })
  const open = (alarms: readonly MadeAlarm[]): OpenAlarm[] =>
    alarms.map(({ element, raisedAt, effect = 'unreachable' }, index) => ({
      id: BigInt(index + 1),
      position: network.at(element),
      effect,
      raisedAt,
      outage: null,
    }))

  test('take the alarms that arrive below them', () => {
    const verdict = correlate(
      network.tree,
      open([{ element: 's1.olt1.p1.1', raisedAt: after(600) }]),
      [known({ root: 's1.olt1' })],
      defaultSettings,
    )

    expect(verdict.cuts).toMatchObject([{ outage: 'known', adds: [], alarms: [1n] }])
  })

  test('are the same outage when it comes back soon, and another one when it comes back late', () => {
    const restored = known({ root: 's1.olt1', restoredAt: after(3600) })
    const soon = correlate(
      network.tree,
      open([{ element: 's1.olt1', raisedAt: after(3600 + 600) }]),
      [restored],
      defaultSettings,
    )
    const late = correlate(
      network.tree,
      open([{ element: 's1.olt1', raisedAt: after(3600 + 6000) }]),
      [restored],
      defaultSettings,
    )

    expect(soon.cuts).toMatchObject([{ outage: 'known', reopens: true }])
    expect(late.cuts).toMatchObject([{ outage: null, reopens: false }])
  })

  test('are opened again by what they named only, and never by what people ended', () => {
    const again = (element: string, given: Partial<KnownOutage> = {}) =>
      correlate(
        network.tree,
        open([{ element, raisedAt: after(3600 + 600) }]),
        [known({ root: 's1.olt1', restoredAt: after(3600), ...given })],
        defaultSettings,
      ).cuts

    expect(again('s1.olt1.p1')).toMatchObject([{ outage: 'known', reopens: true }])
    expect(again('s1')).toMatchObject([{ outage: null, adds: [network.at('s1')] }])
    expect(again('s1.olt2')).toMatchObject([{ outage: null }])
    expect(again('s1.olt1', { endedByAlarms: false })).toMatchObject([{ outage: null }])
  })

  test('leave what fails with them long after they began to an outage of its own, and asked again that one stands', () => {
    const lost = open(['s1.r1', 's2.r2', 'm1'].map(element => ({ element, raisedAt: after(90_000) })))
    const elder = known({ root: 's1.r1' })
    const ask = (...outages: readonly KnownOutage[]) => correlate(network.tree, lost, outages, defaultSettings).cuts

    expect(ask(elder)).toMatchObject([{ outage: null, adds: [network.at('s2.r2')], startedAt: after(90_000) }])
    expect(ask(elder, known({ id: 'young', root: 's2.r2', startedAt: after(90_000) }))).toMatchObject([
      { outage: 'young', adds: [], leaves: [], names: [] },
    ])
  })

  test('leave what fails today to an outage of its own also while the alarm of the one that failed long ago is open', () => {
    const days = 2 * 86_400
    const old = [{ element: 's1.r1', raisedAt: after(-days) }]
    const today = ['s2.r2', 'm1'].map(element => ({ element, raisedAt: noon }))
    const both = [
      { roots: ['s1.r1'], startedAt: after(-days).toString(), alarms: ['s1.r1'] },
      { roots: ['s2.r2'], startedAt: noon.toString(), alarms: ['m1', 's2.r2'] },
    ]

    expect(outagesAfter(network, [old, today])).toEqual(both)
    // Known apart already, before the alarm that shows what both cut off together.
    expect(outagesAfter(network, [old, today.slice(0, 1), today.slice(1)])).toEqual(both)
  })

  test('leave a cause above them that is only suspected to begin with what failed last, however small that is', () => {
    const below = (parent: string, count: number) =>
      Array.from({ length: count }, (_, nth) => ({ key: `${parent}.${nth}`, kind: 'bridge', parents: [parent] }))
    const small = makeNetwork([
      { key: 'top', kind: 'router', parents: [] },
      ...['hub', 'well'].map(key => ({ key, kind: 'switch', parents: ['top'] })),
      ...['hub.a', 'hub.b'].map(key => ({ key, kind: 'switch', parents: ['hub'] })),
      ...[...below('hub.a', 9), ...below('hub.b', 3), ...below('well', 3)],
    ])
    const lost = (key: string, seconds: number) =>
      small.lostWith(key).map(element => ({ element, raisedAt: after(seconds) }))

    expect(outagesAfter(small, [lost('hub.a', -90_000), lost('hub.b', 0)])).toMatchObject([
      { roots: ['hub'], startedAt: noon.toString(), alarms: { length: 4 } },
      { roots: ['hub.a'], startedAt: after(-90_000).toString(), alarms: { length: 10 } },
    ])
  })

  test('keep the alarms that only they cover, also when something else fails with them', () => {
    const days = 2 * 86_400
    const old = [{ element: 's1.r1', raisedAt: after(-days) }]
    const today = ['s1.r1', 's2.r2', 'm1'].map(element => ({ element, raisedAt: noon }))

    expect(outagesAfter(network, [old, today])).toMatchObject([
      { roots: ['s1.r1'], alarms: ['s1.r1', 's1.r1'] },
      { roots: ['s2.r2'], alarms: ['m1', 's2.r2'] },
    ])
  })

  test('are not reopened by one customer who switches a device off', () => {
    const verdict = correlate(
      network.tree,
      open([{ element: 's1.olt1.p1.1', raisedAt: after(4000) }]),
      [known({ root: 's1.olt1', restoredAt: after(3600) })],
      defaultSettings,
    )

    expect(verdict).toEqual({ merges: [], cuts: [], joins: [] })
  })

  test('lose again what had been restored before the rest', () => {
    const partly = known({
      root: 's1.olt1',
      parts: [{ position: network.at('s1.olt1.p1'), restoredAt: after(3600), byAlarms: true }],
    })
    const verdict = correlate(
      network.tree,
      open([{ element: 's1.olt1.p1', raisedAt: after(4000) }]),
      [partly],
      defaultSettings,
    )

    expect(verdict.cuts).toMatchObject([{ outage: 'known', adds: [network.at('s1.olt1.p1')], reopens: false }])
  })

  test('explain their alarms when they are planned, and never grow', () => {
    const work = known({ root: 's1.olt1', planned: true })
    const expected = correlate(network.tree, open(alarmsOf(['s1.olt1'])), [work], defaultSettings)
    expect(expected.cuts).toEqual([])
    expect(expected.joins).toMatchObject([{ outage: 'known' }])

    const beyond = correlate(network.tree, open(alarmsOf(['s1'])), [work], defaultSettings)
    expect(beyond.cuts).toMatchObject([{ outage: null, roots: [network.at('s1')] }])
  })

  const raise = (outage: KnownOutage, ...others: readonly KnownOutage[]) =>
    correlate(network.tree, open([{ element: 's1.olt1', raisedAt: after(300) }]), [outage, ...others], defaultSettings)
      .cuts[0]
  const positions = (...keys: readonly string[]) => keys.map(network.at)

  test('name the cause when it is found higher up, and no longer what lies below it', () => {
    const found = raise(
      known({ root: 's1.olt1.p1', roots: positions('s1.olt1.p1', 's1.olt1.p2', 's5.olt1') }),
      known({ id: 'other', startedAt: after(1), root: 's1.olt1.p3' }),
    )

    expect(found).toMatchObject({ outage: 'known', names: positions('s1.olt1', 's5.olt1') })
    expect(found?.leaves).toEqual([
      { outage: 'known', root: network.at('s1.olt1.p1') },
      { outage: 'known', root: network.at('s1.olt1.p2') },
      { outage: 'other', root: network.at('s1.olt1.p3') },
    ])
  })

  test('are never narrowed where people declared them', () => {
    const found = raise(
      known({ root: 's1.olt1.p1', byAlarms: false }),
      known({ id: 'other', startedAt: after(1), root: 's1.olt1.p3' }),
    )

    expect(found).toMatchObject({ outage: 'known', adds: positions('s1.olt1') })
    expect(found?.leaves).toEqual([{ outage: 'other', root: network.at('s1.olt1.p3') }])
  })

  test('keep naming what failed again below a part that works', () => {
    const found = raise(
      known({
        root: 's1.olt1.p1',
        roots: positions('s1.olt1.p1', 's1.olt1.p2', 's1.olt1.p1.7'),
        parts: [{ position: network.at('s1.olt1.p1'), restoredAt: after(60), byAlarms: true }],
      }),
    )

    expect(found?.leaves.map(({ root }) => root)).toEqual(positions('s1.olt1.p1', 's1.olt1.p2'))
  })

  test('name no longer what failed again below a part, once that part itself has', () => {
    const partly = known({
      root: 's1.olt1',
      roots: positions('s1.olt1', 's1.olt1.p1.7'),
      parts: [{ position: network.at('s1.olt1.p1'), restoredAt: after(3600), byAlarms: true }],
    })
    const { cuts } = correlate(
      network.tree,
      open([{ element: 's1.olt1.p1', raisedAt: after(4000) }]),
      [partly],
      defaultSettings,
    )

    expect(cuts).toMatchObject([
      {
        outage: 'known',
        adds: positions('s1.olt1.p1'),
        leaves: [{ outage: 'known', root: network.at('s1.olt1.p1.7') }],
        names: positions('s1.olt1'),
      },
    ])
  })

  test('keep naming what only several roots cut off together, and are called after the roots alone', () => {
    const lost = open(['s1.r1', 's2.r2', 'm1'].map(element => ({ element, raisedAt: after(60) })))
    const { cuts } = correlate(network.tree, lost, [known({ root: 'm1' })], defaultSettings)

    expect(cuts).toMatchObject([{ outage: 'known', leaves: [], names: positions('s1.r1', 's2.r2') }])
  })
})
