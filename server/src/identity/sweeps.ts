import { defineSweep } from '../platform/index.ts'
import { someoneAtTheDoor } from './attempt.ts'
import { forgetOldAttempts } from './attempt-store.ts'
import { readAuditHead } from './audit-store.ts'
import { idleMinutes } from './session.ts'
import { tidySessions } from './session-store.ts'

/** Ends what ended by itself, and forgets what nobody needs any more. */
const tidy = defineSweep('identity.tidy', 900, platform =>
  platform.work(someoneAtTheDoor, async ({ tx, now }) => {
    await tidySessions(tx, now.subtract({ minutes: idleMinutes }), now)
    await forgetOldAttempts(tx, now)
  }),
)

/** Notes the end of the audit trail where whoever could rewrite the database does not reach: in the log, which goes elsewhere. */
const witness = defineSweep('identity.witness', 3_600, async platform => {
  const { number, digest } = await readAuditHead(platform.db)
  platform.log.info(
    { audit: { number: Number(number), digest } },
    'The audit trail ends here; keep this line to prove later that it was not rewritten.',
  )
})

export const identitySweeps = [tidy, witness]
