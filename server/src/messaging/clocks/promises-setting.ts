import { Type, type Static } from 'typebox'
import { defineSetting } from '../../platform/index.ts'

const orNothing = (minimum: number, maximum: number) => Type.Union([Type.Integer({ minimum, maximum }), Type.Null()])
const aWeekInMinutes = 7 * 24 * 60

/** What the operator promises besides the law, and what he lets a machine do to keep it. */
export const promisesSetting = defineSetting({
  name: 'messaging.promises',
  says: 'Within how many minutes people hear of an outage, hear of it again and hear of its end, how many hours before planned work, whether a word is said by itself where nobody wrote one in time, and how many minutes before a deadline staff are alerted.',
  schema: Type.Object(
    {
      firstMinutes: orNothing(1, aWeekInMinutes),
      // More often than this it would be noise.
      updateMinutes: orNothing(15, aWeekInMinutes),
      restoredMinutes: orNothing(1, aWeekInMinutes),
      plannedHours: orNothing(1, 24 * 90),
      keepWord: Type.Boolean(),
      warnMinutes: Type.Integer({ minimum: 2, maximum: 24 * 60 }),
    },
    { additionalProperties: false },
  ),
  // Nothing is promised before somebody promises it.
  otherwise: {
    firstMinutes: null,
    updateMinutes: null,
    restoredMinutes: null,
    plannedHours: null,
    keepWord: false,
    warnMinutes: 15,
  },
})

export type PromisesSetting = Static<typeof promisesSetting.schema>
