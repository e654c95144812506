import type { Adapter, Outside, SettingsOf } from '../adapter.ts'
import type { HandOver, Provider } from '../provider.ts'
import { dialling } from './dial.ts'
import { handOverParts } from './hand-over.ts'
import { normalise } from './normalise.ts'
import { pauseOf, usualPace, type Pace } from './pace.ts'
import { partReceipts } from './part-receipts.ts'
import { reception } from './reception.ts'
import { keepSession } from './session.ts'
import { senderOf, submissionOf } from './submission.ts'

/** The operator's own centre for short messages, by SMPP 3.4. */
export const smppGateway: Adapter<SettingsOf<'smpp'>> = {
  brings: 'sms',
  secretsOf: ({ password }) => [password],
  open: (settings, outside) => smpp(settings, outside),
  door: null,
  normalise,
}

/** Opens the line at once. */
export function smpp(
  settings: SettingsOf<'smpp'>,
  outside: Pick<Outside, 'secret' | 'receive' | 'log' | 'now'>,
  pace: Pace = usualPace,
): Provider {
  const { systemId, systemType, window, receiptIds } = settings
  const parts = partReceipts()
  const sender = senderOf(settings.from)
  // Processes that send to the same person should not begin alike.
  let reference = Math.floor(Math.random() * 256)
  const session = keepSession({
    dial: dialling(settings),
    identity: { systemId, systemType, password: outside.secret(settings.password) },
    window,
    answerSeconds: pace.answerSeconds,
    pace,
    deliver: reception({
      outside,
      receiptIds,
      parts,
      partSeconds: pace.partSeconds,
      generation: () => session.generation(),
    }),
    log: outside.log,
    now: outside.now,
  })
  const underWay = new Set<Promise<HandOver>>()
  let isClosing = false
  return {
    // SMPP knows no keys: what is said twice is sent twice.
    isIdempotent: false,
    async handOver(message) {
      const submission = submissionOf(message, sender, reference, outside.now())
      if (isClosing) return { kind: 'refused', isFinal: false, reason: 'closed' }
      if ('impossible' in submission) return { kind: 'refused', isFinal: true, reason: submission.impossible }
      reference = (reference + 1) % 256
      const handingOver = handOverParts(
        session,
        submission.parts,
        parts.begin(submission.parts.length),
        pace.againSeconds,
      )
      underWay.add(handingOver)
      return handingOver.finally(() => underWay.delete(handingOver))
    },
    health: () => session.health(),
    async close() {
      isClosing = true
      // What was begun is ended first: a text in half would be a doubt.
      await Promise.race([Promise.allSettled(underWay), pauseOf(pace.answerSeconds)])
      return session.close()
    },
  }
}
