import { Type, type Static } from 'typebox'
import { Amount, Count, Currency, Instant, Key, oneOf, orNull, shape, Uuid } from './common.ts'
import { outageStatuses } from './outage-views.ts'
import { route } from './route.ts'

/** What is said of an outage that somebody should look after. */
const Overdue = shape({
  outage: Uuid,
  number: Type.String(),
  title: Type.String(),
  status: oneOf(outageStatuses),
  why: oneOf(['etr', 'update'], { description: 'The estimate has passed, or the promised update did not come' }),
  since: Instant,
})

export const HomeView = shape({
  at: Instant,
  dayFrom: Instant,
  timeZone: Type.String({ description: 'Of the operator: where his day begins' }),
  outages: orNull(
    shape({
      suspected: Count,
      open: Type.Integer({ minimum: 0, description: 'Confirmed and not over, planned work that has begun included' }),
      upcoming: Type.Integer({ minimum: 0, description: 'Planned work within seven days' }),
      services: Type.Integer({
        minimum: 0,
        description:
          'Out or degraded now by outages, each once; planned work is not counted. As counted at most a quarter of a minute ago',
      }),
      begunToday: Count,
      restoredToday: Count,
      overdue: Type.Array(Overdue, { maxItems: 50, description: 'Longest overdue first' }),
      areas: Type.Array(shape({ area: Key, services: Count, outages: Count }), {
        description: 'Where those services are, most first',
      }),
    }),
  ),
  alarms: orNull(shape({ open: Count, withoutOutage: Count })),
  runs: orNull(
    shape({
      toApprove: Type.Integer({ minimum: 0, description: 'Computed or reviewed' }),
      toPost: Type.Integer({ minimum: 0, description: 'Approved and not begun' }),
      stopped: Count,
      failing: Count,
      postedToday: Type.Array(shape({ currency: Currency, amount: Amount, credits: Count })),
    }),
  ),
  payouts: orNull(shape({ rejected: Count, waitingForPerson: Count, late: Count, channelsStopped: Count })),
  imports: orNull(shape({ failedToday: Count, unfinished: Count })),
})
export type HomeView = Static<typeof HomeView>

export const readHome = route({
  id: 'readHome',
  context: 'operations',
  method: 'GET',
  path: '/home',
  summary: 'What is happening now, what waits for somebody, and the figures of the day',
  description: 'What the caller may not read about is null.',
  permission: 'signed-in',
  reply: HomeView,
})
