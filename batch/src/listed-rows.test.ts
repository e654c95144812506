import { readFileSync, writeFileSync } from 'node:fs'
import type { Interruption } from '@pulih/engine'
import { describe, expect, test } from 'vitest'
import { anyWorld } from './differential/random-world.ts'
import { Random } from './differential/random.ts'
import { everyCalendar, everyScheme } from './differential/rulebook-files.ts'
import type { World, WorldService } from './differential/world.ts'
import { unknownServices } from './planning/listed.ts'
import { expectDecidedAlone, runWorld } from './testing/run-world.ts'

const rulebook = everyScheme()
const calendars = everyCalendar()

describe('services that outages list', () => {
  test('are hit by these outages besides those of their place, once', { timeout: 240_000 }, async () => {
    let [owed, unseen] = [0, 0]
    for (let number = 0; number < 12; number++) {
      const world = withOddIds(anyWorld({ seed: 21, number, rulebook, calendars, services: 80 }))
      const lists = anyLists(world)

      const run = await runWorld(world, { workers: 1 + (number % 2) }, files => addLists(files.outages, lists))

      owed += expectDecidedAlone(world, run, service => seenBy(world, lists, service))
      unseen += run.result.unseenServices.length
      const known = new Set(
        world.services.map(({ fields }) => fields['service'] ?? '').filter(id => !run.refused.has(id)),
      )
      expect([...run.result.unseenServices].toSorted()).toEqual(
        [...new Set(lists.flat())].filter(id => !known.has(id)).toSorted(),
      )
    }
    expect(owed).toBeGreaterThan(300)
    expect(unseen).toBeGreaterThan(5)
  })

  test('are named to the operator, with their outage, when the services do not have them', () => {
    const blank = { elements: [], areas: [], kinds: [], interruption }
    const outages = [
      { ...blank, id: 'o1', services: ['s1', 'gone'] },
      { ...blank, id: 'o2', services: ['gone'] },
    ]

    const refused = unknownServices(outages, ['gone'], 'outages.csv')

    expect(refused.map(({ file, column, reason, value }) => [file, column, reason, value])).toEqual([
      ['outages.csv', 'services', 'unknown-service', 'o1: gone'],
      ['outages.csv', 'services', 'unknown-service', 'o2: gone'],
    ])
  })
})

const interruption: Interruption = {
  from: 0,
  to: 1,
  extent: 'total',
  cause: 'network-fault',
  planned: false,
  noticeSeconds: null,
  knownAt: null,
  subscribersHit: null,
  sitesHit: null,
  deliveredTenThousandths: 0,
}

/** Some ids must be quoted, and some are long. */
function withOddIds(world: World): World {
  const services = world.services.map(({ fields, bills }, index) => ({
    bills,
    fields: {
      ...fields,
      service: [`s${index}`, `s,${index}`, `"s" ${index}`, `a-rather-long-id-of-a-service-${index}`][index % 4] ?? '',
    },
  }))
  return { ...world, services }
}

/** For each outage the services it lists; some are in no file. */
function anyLists(world: World): string[][] {
  const random = new Random(3, world.number)
  const ids = [...world.services.map(({ fields }) => fields['service'] ?? ''), 'gone', 'gone too']
  return world.outages.map(() => (random.chance(60) ? random.some(ids, 8) : []))
}

function addLists(file: string, lists: readonly (readonly string[])[]): void {
  const [header = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n')
  const listed = lines.map((line, index) => `${line},"${(lists[index] ?? []).join('|').replaceAll('"', '""')}"`)
  writeFileSync(file, [`${header},services`, ...listed, ''].join('\n'))
}

/** The same world with the outages that list the service everywhere. */
function seenBy(world: World, lists: readonly (readonly string[])[], { fields }: WorldService): World {
  return {
    ...world,
    outages: world.outages.map((outage, index) =>
      lists[index]?.includes(fields['service'] ?? '') ? { ...outage, areas: ['*'] } : outage,
    ),
  }
}
