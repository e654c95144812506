import { clocksOf, type Clock, type ClockRule } from '@pulih/notices'
import type { Course } from '../../outages/index.ts'
import { readSetting, type Db, type Platform, type Tx } from '../../platform/index.ts'
import type { Wiring } from '../manner.ts'
import { promisesSetting, type PromisesSetting } from './promises-setting.ts'
import { leastInPlaces, rulesFor } from './rules.ts'
import { readTold, type Told } from './story-store.ts'

/** How an outage stands to what has to be said of it. */
export interface Standing extends Told {
  readonly clocks: readonly RuledClock[]
}

export interface RuledClock {
  readonly rule: ClockRule
  readonly clock: Clock
}

/** What binds the operator now. */
export interface Bonds {
  readonly promises: PromisesSetting
  readonly rules: readonly ClockRule[]
}

export async function readBonds(platform: Platform, wiring: Wiring): Promise<Bonds> {
  const [jurisdiction, promises] = await Promise.all([
    wiring.jurisdiction(platform),
    readSetting(platform.db, promisesSetting),
  ])
  return { promises, rules: rulesFor(jurisdiction, promises) }
}

/** Works out the clocks of outages as things stand. */
export async function standingsOf(
  platform: Platform,
  db: Db | Tx,
  { rules }: Bonds,
  courses: readonly Course[],
): Promise<readonly Standing[]> {
  if (rules.length === 0 || courses.length === 0) return []
  const now = platform.clock.now()
  const told = await readTold(platform, db, courses, leastInPlaces(rules))
  return told.map(each => ({
    ...each,
    clocks: rules.flatMap(rule => clocksOf(rule, each.story, now).map(clock => ({ rule, clock }))),
  }))
}

/** The longest term that begins with the end of an outage, and some days to make up for it. */
const watchedHours = 45 * 24

export function watchedSince(now: Temporal.Instant): Temporal.Instant {
  return now.subtract({ hours: watchedHours })
}

/**
 * Whether somebody could still have done something about it when the outage was entered: what came from an old list is not held against
 * those who are on duty today.
 */
export function concernsUs({ createdAt, restoredAt, startedAt, planned }: Course, { dueAt }: Clock): boolean {
  const after = (instant: Temporal.Instant) => Temporal.Instant.compare(instant, createdAt) > 0
  if (dueAt === null) return restoredAt === null || after(restoredAt)
  return after(dueAt) || (planned && after(startedAt))
}
