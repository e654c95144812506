import type { HandOver } from '../provider.ts'
import { fieldsOf } from './fields.ts'
import { comparable } from './message-id.ts'
import type { Parts } from './part-receipts.ts'
import { commands } from './pdu.ts'
import type { Answer } from './requests.ts'
import type { Session } from './session.ts'
import { refusalOf } from './statuses.ts'

/** Whoever began a text may take so long to end it, well within the time after which he is given up. */
const longestSeconds = 60

/**
 * Says the parts of a text one after the other, so that nothing has been said of one that is refused at its beginning. Once the first part
 * is taken, one that did not go out is tried again for a while, over a new line if need be: half a text is of no use to anybody.
 */
export async function handOverParts(
  session: Session,
  bodies: readonly Buffer[],
  parts: Parts,
  pauseSeconds: number,
): Promise<HandOver> {
  let id: string | null = null
  const began = performance.now()
  for (const [index, body] of bodies.entries()) {
    for (;;) {
      const answer = await say(session, body)
      const outcome = outcomeOf(answer)
      if (outcome.kind === 'accepted') {
        id = outcome.id
        if (id !== null) parts.taken(id)
        break
      }
      if (index === 0 || outcome.kind === 'lost' || (outcome.kind === 'refused' && outcome.isFinal)) return outcome
      const reason = `${index} of ${bodies.length} parts were taken: ${outcome.reason}`
      if (session.isClosed() || performance.now() - began > longestSeconds * 1_000) return { kind: 'lost', reason }
      await new Promise(resolve => setTimeout(resolve, pauseSeconds * 1_000))
    }
    if (parts.hasFailed()) return { kind: 'refused', isFinal: true, reason: 'a part of it cannot be delivered' }
  }
  parts.complete()
  return { kind: 'accepted', id }
}

async function say(session: Session, body: Buffer): Promise<Answer> {
  const line = await session.line()
  return typeof line === 'string' ? { kind: 'unsent', reason: line } : line.ask(commands.submit, body)
}

function outcomeOf(answer: Answer): HandOver {
  if (answer.kind === 'unsent') return { kind: 'refused', isFinal: false, isOurs: true, reason: answer.reason }
  if (answer.kind === 'lost') return answer
  const { status, command, body } = answer.pdu
  if (status !== 0) return refusalOf(status)
  if (command === commands.genericNack) return { kind: 'refused', isFinal: false, reason: 'it did not understand us' }
  return { kind: 'accepted', id: idIn(body) }
}

/** A centre that took the message and gave it no id sends no receipts that anybody could understand. */
function idIn(body: Buffer): string | null {
  try {
    const id = comparable(fieldsOf(body).cString(65))
    return id === '' ? null : id
  } catch {
    return null
  }
}
