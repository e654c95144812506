import { listOpenClocks, listOutageClocks, type ClockView } from '@pulih/contracts'
import type { FastifyInstance } from 'fastify'
import { courseOf, outageById, watchedCourses } from '../../outages/index.ts'
import { mount, readSetting } from '../../platform/index.ts'
import type { Wiring } from '../manner.ts'
import { tellingSetting } from '../telling-setting.ts'
import { meansOf } from './means.ts'
import { concernsUs, readBonds, standingsOf, watchedSince, type RuledClock } from './standing.ts'
import { goesByItself, isUnmet, type Means } from './steps.ts'

const mostShown = 500

export function clockRoutes(app: FastifyInstance, wiring: Wiring): void {
  mount(app, listOpenClocks, async ({ db, platform }) => {
    const now = platform.clock.now()
    const [bonds, telling] = await Promise.all([readBonds(platform, wiring), readSetting(db, tellingSetting)])
    const courses = bonds.rules.length === 0 ? [] : await watchedCourses(db, watchedSince(now))
    const standings = await standingsOf(platform, db, bonds, courses)
    const open = standings
      .flatMap(standing => {
        const means = meansOf(standing, bonds.promises, telling)
        return standing.clocks.map(ruled => ({ standing, means, ruled }))
      })
      .filter(({ standing, ruled: { clock } }) => isUnmet(clock) && concernsUs(standing.course, clock))
      .toSorted((one, other) => byUrgency(one.ruled, other.ruled))
    return {
      at: now.toString(),
      open: open.length,
      late: open.filter(({ ruled }) => ruled.clock.state === 'late').length,
      items: open.slice(0, mostShown).map(({ standing: { course }, means, ruled }) => ({
        outage: course.id,
        number: course.number,
        outageTitle: course.title,
        ...viewOf(ruled, means, now),
      })),
    }
  })

  mount(app, listOutageClocks, async ({ db, params, platform }) => {
    const now = platform.clock.now()
    const { id } = await outageById(db, params.outage)
    const [bonds, telling, course] = await Promise.all([
      readBonds(platform, wiring),
      readSetting(db, tellingSetting),
      courseOf(db, id),
    ])
    const [standing] = await standingsOf(platform, db, bonds, course === null ? [] : [course])
    if (!standing) return { at: now.toString(), items: [] }
    const means = meansOf(standing, bonds.promises, telling)
    const unmet = standing.clocks.filter(({ clock }) => isUnmet(clock)).toSorted(byUrgency)
    const done = standing.clocks.filter(({ clock }) => !isUnmet(clock)).toSorted((one, other) => byUrgency(other, one))
    return {
      at: now.toString(),
      items: [...unmet, ...done].slice(0, mostShown).map(ruled => viewOf(ruled, means, now)),
    }
  })
}

/** By when it is due; what has no figure stands behind what has one. */
function byUrgency({ clock: one }: RuledClock, { clock: other }: RuledClock): number {
  if (one.dueAt === null || other.dueAt === null)
    return Number(one.dueAt === null) - Number(other.dueAt === null) || Temporal.Instant.compare(one.from, other.from)
  return Temporal.Instant.compare(one.dueAt, other.dueAt)
}

function viewOf({ rule, clock }: RuledClock, means: Means, now: Temporal.Instant): ClockView {
  return {
    rule: rule.id,
    title: rule.title,
    jurisdiction: rule.jurisdiction,
    source: rule.source,
    note: rule.note ?? null,
    tell: clock.tell,
    from: clock.from.toString(),
    dueAt: clock.dueAt?.toString() ?? null,
    metAt: clock.metAt?.toString() ?? null,
    state: clock.state,
    byItself: clock.state === 'open' && goesByItself(clock, means, now),
  }
}
