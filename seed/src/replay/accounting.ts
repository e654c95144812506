import { join } from 'node:path'
import { readCsv } from '../operator/csv-file.ts'
import { createRandom, type Random } from '../operator/random.ts'
import type { Failure, Seconds } from './failure.ts'
import { instant } from './notifications.ts'
import type { OperatorFile } from './operator-file.ts'
import { drawHabit, sessionsOf, wants, wishesOf, type Cut, type Session, type Window } from './sessions.ts'
import { nasOf, provinceOf, type Restart } from './unrelated.ts'

/** Columns of FreeRADIUS' table `radacct`, without those that say nothing here. */
export const accountingColumns = [
  'acctuniqueid',
  'acctsessionid',
  'username',
  'nasipaddress',
  'nasportid',
  'acctstarttime',
  'acctupdatetime',
  'acctstoptime',
  'acctsessiontime',
  'acctinputoctets',
  'acctoutputoctets',
  'acctterminatecause',
  'framedipaddress',
] as const
export const truthColumns = ['service', 'from', 'to', 'reason', 'line'] as const

export interface Story {
  readonly failure: Failure
  readonly restarted: Restart
  /** When the outage began. */
  readonly cut: Seconds
  readonly window: Omit<Window, 'midnights'>
  readonly seed: number
}

/** How many of a thousand lines do not hang where the inventory says, and stay up although they should be down. */
const misplaced = 5
const interim = 600

/**
 * Writes the sessions of every line that signs in, and what was down in truth for every service. Returns how many services the outage
 * hit. Each line draws for itself, so that lines do not depend on each other.
 */
export async function writeAccounting(
  folder: string,
  operator: OperatorFile,
  { failure, restarted, cut, window, seed }: Story,
  session: (line: string) => void,
  truth: (line: string) => void,
): Promise<number> {
  const zones = zonesOf(operator, window)
  let [number, down] = [0, 0]
  for await (const [service, element, area, login] of readCsv(join(folder, 'services.csv'), [
    'service',
    'element',
    'area',
    'login',
  ] as const)) {
    number += 1
    const random = createRandom(seed, 1000 + number)
    const outage = failure.down.get(element)
    const isDown = outage !== undefined && !random.chance(misplaced)
    const restart = login !== '' && nasOf(area) === restarted.nas
    const cuts: Cut[] = [
      ...(restart ? [{ from: restarted.at, to: restarted.until, cause: 'NAS-Reboot' as const }] : []),
      ...(isDown ? [{ ...outage, cause: 'Lost-Carrier' as const }] : []),
    ]
    const habit = drawHabit(random)
    const wishes = wishesOf(habit, { ...window, midnights: zones.get(provinceOf(area)) ?? [] }, random)
    const state = (at: Seconds): string =>
      login === '' ? 'unseen' : wants(wishes, at) ? 'on' : habit === 'idle' ? 'idle' : 'off'
    if (isDown) {
      down += 1
      truth(`${service},${instant(outage.from)},${instant(outage.to)},outage,${state(cut)}`)
    }
    if (restart)
      truth(`${service},${instant(restarted.at)},${instant(restarted.until)},nas-reboot,${state(restarted.at)}`)
    if (login === '') continue
    const line = { login, nas: nasOf(area), port: element, address: addressOf(number) }
    for (const each of sessionsOf(wishes, cuts, { ...window, midnights: [] }, random)) {
      session(sessionLine(line, each, window.to, habit === 'idle' ? 50 : 40_000, random))
    }
  }
  return down
}

interface Line {
  readonly login: string
  readonly nas: string
  readonly port: string
  readonly address: string
}

function sessionLine(
  { login, nas, port, address }: Line,
  { start, stop, cause }: Session,
  seenUntil: Seconds,
  octetsPerSecond: number,
  random: Random,
): string {
  const unique = Array.from({ length: 8 }, () => hex(random.below(65_536), 4)).join('')
  const heard = stop ?? start + Math.floor((seenUntil - start) / interim) * interim
  const seconds = heard - start
  const output = seconds * (1 + random.below(octetsPerSecond))
  const times = `${instant(start)},${instant(heard)},${stop === null ? '' : instant(stop)},${seconds}`
  const octets = `${Math.floor(output / 12)},${output}`
  return `${unique},${unique.slice(0, 16)},${login},${nas},${port},${times},${octets},${cause},${address}`
}

/** The shared space for such lines, RFC 6598. */
function addressOf(number: number): string {
  const low = number % 2 ** 22
  return `100.${64 + (low >> 16)}.${(low >> 8) & 255}.${low & 255}`
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0')
}

/** The local midnights of each province from the day before the window on. */
function zonesOf({ timeZones }: OperatorFile, { from, to }: Story['window']): Map<string, Seconds[]> {
  return new Map(
    Object.entries(timeZones).flatMap(([zone, provinces]) => {
      const first = Temporal.Instant.fromEpochMilliseconds(from * 1000)
        .toZonedDateTimeISO(zone)
        .startOfDay()
      const days = Array.from({ length: Math.ceil((to - from) / 86_400) + 2 }, (_, days) =>
        first.add({ days: days - 1 }),
      )
      const midnights = days.map(day => day.epochMilliseconds / 1000)
      return provinces.map(province => [province, midnights] as const)
    }),
  )
}
