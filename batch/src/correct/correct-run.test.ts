import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HolidayCalendars } from '@pulih/engine'
import { afterAll, describe, expect, test } from 'vitest'
import { writeWorld } from '../differential/as-files.ts'
import { anyOutages } from '../differential/random-outages.ts'
import { anyWorld } from '../differential/random-world.ts'
import { Random } from '../differential/random.ts'
import { everyCalendar, everyScheme } from '../differential/rulebook-files.ts'
import type { World } from '../differential/world.ts'
import { assessFiles, type AssessRequest } from '../run/assess-files.ts'
import { correctFiles } from './correct-files.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})
const rulebook = everyScheme()
/** Each of them multiplies the exposures, and none of them has to do with corrections. */
const leftOut = ['time_zone', 'region', 'remoteness', 'bill_count_3']
const calendars = everyCalendar()

describe('a correction', () => {
  test('is what separates the run from a new one with the corrected outages', { timeout: 120_000 }, async () => {
    let differences = 0
    for (let number = 0; number < 16; number++) {
      const random = new Random(77, number)
      const world = worldOf(number, 80)
      const before = await assess(world)
      const corrected = { ...world, outages: correctedOutages(random, world) }
      const after = await assess(corrected)

      const out = join(before.folder, 'correction')
      await correctFiles(
        { run: { request: before.request, folder: before.folder }, outages: after.request.outages, out },
        () => '',
      )

      const lines = linesOf(join(out, 'corrections.csv'))
      differences += lines.length
      expect(exposuresBefore(lines)).toEqual(exposuresOf(before.request.out, lines))
      expect(applied(before.credits, lines)).toEqual(after.credits)
    }
    expect(differences).toBeGreaterThan(100)
  })

  test('says nothing of services whose amounts stay', { timeout: 60_000 }, async () => {
    const world = worldOf(3, 60)
    const before = await assess(world)
    const out = join(before.folder, 'correction')

    const summary = await correctFiles(
      { run: { request: before.request, folder: before.folder }, outages: before.request.outages, out },
      () => 'a page',
    )

    expect(summary.services).toEqual({ below: 0, read: 0, corrected: 0 })
    expect(linesOf(join(out, 'corrections.csv'))).toEqual([])
    expect(readFileSync(join(out, 'summary.txt'), 'utf8')).toBe('a page')
  })

  test('is refused when the services are others than those of the snapshot', { timeout: 60_000 }, async () => {
    const world = worldOf(3, 60)
    const before = await assess(world)
    const request = {
      run: { request: before.request, folder: before.folder },
      outages: before.request.outages,
      out: join(before.folder, 'correction'),
    }
    await correctFiles(request, () => '')
    writeFileSync(before.request.services, readFileSync(before.request.services, 'utf8').replace('s1,', 's0,'))

    await expect(correctFiles(request, () => '')).rejects.toThrow(/was changed after/)
  })

  test('needs a folder of its own', async () => {
    const world = worldOf(3, 20)
    const { request, folder } = await assess(world)

    await expect(
      correctFiles({ run: { request, folder }, outages: request.outages, out: folder }, () => ''),
    ).rejects.toThrow(/folder of their own/)
  })
})

/** In every second world, services say themselves when they worked again or when their fault was reported. */
function worldOf(number: number, count: number): World {
  const world = anyWorld({ seed: 5, number, rulebook, calendars, services: count })
  const columns = world.columns.filter(column => !leftOut.includes(column))
  if (number % 2 === 0) return { ...world, columns }
  const random = new Random(78, number)
  const moment = () => {
    if (random.chance(40)) return ''
    const seconds =
      Temporal.Instant.from(random.pick(world.outages).start).epochMilliseconds / 1000 + random.below(90_000)
    return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toString()
  }
  const services = world.services.map(service => ({
    ...service,
    fields: { ...service.fields, restored_at: moment(), reported_at: moment() },
  }))
  return { ...world, columns: [...columns, 'restored_at', 'reported_at'], services }
}

interface Assessed {
  readonly request: AssessRequest
  readonly folder: string
  readonly credits: ReadonlyMap<string, string>
}

async function assess(world: World): Promise<Assessed> {
  const files = await writeWorld(world)
  folders.push(files.folder)
  const folder = mkdtempSync(join(tmpdir(), 'pulih-correct-'))
  folders.push(folder)
  const { network: _, schemes, ...asked } = world
  const request: AssessRequest = {
    ...asked,
    // Made-up schemes stand last. A few of all kinds are as good as many, and sooner done.
    schemes: schemes.slice(-4),
    holidays: new HolidayCalendars(calendars),
    services: files.services,
    outages: files.outages,
    ...(files.network === null ? {} : { network: files.network }),
    mode: world.number % 2 === 0 ? 'hit' : 'owed',
    out: join(folder, 'credits.csv'),
  }
  await assessFiles(request, () => '')
  const credits = new Map(
    linesOf(request.out).flatMap(([service, scheme, , ...amounts]) => entry(service, scheme, amounts.map(Number))),
  )
  return { request, folder, credits }
}

/** Some outages moved, prolonged, relocated, taken out and put in. */
function correctedOutages(random: Random, { month, timeZone, network, outages }: World): World['outages'] {
  const others = anyOutages(random, {
    month,
    timeZone,
    network,
    areas: ['1', '1.01', '2', '3.1'],
    lengths: [3600, 86_400],
  })
  const byArea = (outage: World['outages'][number]) => outage.areas.length > 0
  // Without a network, what outages name decides how all services are found.
  const usable = others.filter(outage => network !== null || byArea(outage))
  const kept = outages.flatMap((outage, index) => {
    const other = usable[index % usable.length]
    if (!other || random.chance(60)) return [outage]
    if (random.chance(20) && outages.length > 1 && index > 0) return []
    return random.chance(50)
      ? [{ ...outage, start: other.start, end: other.end }]
      : [{ ...other, outage: outage.outage }]
  })
  return random.chance(50) ? kept : [...usable.slice(0, 1).map(outage => ({ ...outage, outage: 'new' })), ...kept]
}

/** What the amounts become, without those that are nothing. */
function applied(
  credits: ReadonlyMap<string, string>,
  corrections: readonly (readonly string[])[],
): Map<string, string> {
  const result = new Map(credits)
  for (const [service, scheme, , , ...amounts] of corrections) {
    const [before, after, difference] = [amounts.slice(0, 3), amounts.slice(3, 6), amounts.slice(6)].map(list =>
      list.map(Number),
    )
    const name = `${service},${scheme}`
    expect(`${name}: ${result.get(name) ?? '0,0,0'}`).toBe(`${name}: ${before?.join()}`)
    expect(after?.map((amount, at) => Math.round((amount - (before?.[at] ?? 0)) * 10_000))).toEqual(
      difference?.map(amount => Math.round(amount * 10_000)),
    )
    result.delete(name)
    for (const [key, value] of entry(service, scheme, after ?? [])) result.set(key, value)
  }
  return result
}

/** Corrections call an exposure of the run as the run does, unless it is a row's own. */
function exposuresBefore(corrections: readonly (readonly string[])[]): string[] {
  return corrections.map(([service, scheme, exposure]) => `${service},${scheme},${exposure}`)
}

function exposuresOf(creditsFile: string, corrections: readonly (readonly string[])[]): string[] {
  const known = new Map(
    linesOf(creditsFile).map(([service, scheme, exposure = '', ...amounts]) => [
      `${service},${scheme}`,
      amounts.some(amount => Number(amount) > 0) ? exposure.replace(/^own-.*/, 'own') : '',
    ]),
  )
  return corrections.map(([service, scheme]) => `${service},${scheme},${known.get(`${service},${scheme}`) ?? ''}`)
}

function entry(
  service: string | undefined,
  scheme: string | undefined,
  amounts: readonly number[],
): [string, string][] {
  return amounts.some(amount => amount > 0) ? [[`${service},${scheme}`, amounts.join()]] : []
}

/** The fields of all lines but the first; no field of these files holds a comma. */
function linesOf(file: string): string[][] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(1, -1)
    .map(line => line.split(','))
}
