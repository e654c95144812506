import { defineSweep } from '../platform/index.ts'
import { tidyChallenges } from './challenge-store.ts'
import { forgetAttempts } from './attempts.ts'
import { idleHours } from './session.ts'
import { tidySessions } from './session-store.ts'
import { someoneAtThePortal } from './sign-in-with-code.ts'

/** Forgets what came too late: codes and what would have carried them, visits, sessions, old counts. */
export const tidy = defineSweep('portal.tidy', 300, platform =>
  platform.work(someoneAtThePortal, async ({ tx, now }) => {
    await tidyChallenges(tx, now)
    await tidySessions(tx, now.subtract({ hours: idleHours }), now)
    await forgetAttempts(tx, now)
  }),
)
