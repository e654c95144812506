import type { Socket } from 'node:net'
import { answerTo, commands, cutting, isAnswer, octetsOf, type Pdu } from './pdu.ts'
import { statuses } from './statuses.ts'

/** What came of a request. */
export type Answer =
  | { readonly kind: 'answered'; readonly pdu: Pdu }
  /** It never went out. */
  | { readonly kind: 'unsent'; readonly reason: string }
  /** It went out, and nobody knows what became of it. */
  | { readonly kind: 'lost'; readonly reason: string }

/** One connection to a centre, over which requests go both ways. */
export interface Line {
  /** Waits for its turn where as many as the window allows have no answer yet. Never throws. */
  request(command: number, body: Buffer): Promise<Answer>
  /** Says why it ended. */
  readonly ended: Promise<string>
  isOpen(): boolean
  /** Sends nothing new, and ends when what is under way has its answers. */
  retire(reason: string): void
  end(reason: string): void
}

export interface LineOptions {
  /** Requests without an answer. */
  readonly window: number
  readonly answerSeconds: number
  /** Says with which status a delivery is answered; where it throws, it is asked for again. */
  readonly deliver: (body: Buffer) => Promise<number>
}

interface Waiting {
  readonly command: number
  readonly since: number
  readonly settle: (answer: Answer) => void
}

/** The numbers that a request may have (SMPP 3.4, 3.2): those without the highest bit, except zero. */
const highestSequence = 0x7fffffff
/** Deliveries that are not kept yet; more wait in the line. */
const mostDeliveries = 100

export function lineOver(socket: Socket, { window, answerSeconds, deliver }: LineOptions): Line {
  const unanswered = new Map<number, Waiting>()
  /** Those of them whose time is over. They keep their place in the window: the centre may still be busy with them. */
  const overdue = new Set<number>()
  const turns: ((goes: boolean) => void)[] = []
  let retiring: string | null = null
  let retiringSince = 0
  let over: string | null = null
  let sequence = 0
  let deliveries = 0
  let tellEnd: (reason: string) => void = () => undefined
  const ended = new Promise<string>(resolve => (tellEnd = resolve))
  const cut = cutting()

  const end = (reason: string): void => {
    if (over !== null) return
    over = reason
    clearInterval(watch)
    // Whoever signed out properly still gets our last answer.
    if (retiring === null) socket.destroy()
    else socket.destroySoon()
    for (const { settle } of unanswered.values()) settle({ kind: 'lost', reason })
    for (const goes of turns.splice(0)) goes(false)
    tellEnd(reason)
  }
  const retire = (reason: string): void => {
    if (retiring !== null || over !== null) return
    retiring = reason
    retiringSince = performance.now()
    for (const goes of turns.splice(0)) goes(false)
    endIfIdle()
  }
  const endIfIdle = (): void => {
    if (retiring !== null && unanswered.size === overdue.size && deliveries === 0) end(retiring)
  }
  let isGathering = false
  const write = (pdu: Pdu): void => {
    if (over !== null) return
    if (!isGathering) {
      // What is said in one go leaves in one packet.
      isGathering = true
      socket.cork()
      process.nextTick(() => {
        isGathering = false
        socket.uncork()
      })
    }
    socket.write(octetsOf(pdu))
  }
  const answer = (to: Pdu, status: number, body = Buffer.alloc(0)): void =>
    write({ command: answerTo(to.command), status, sequence: to.sequence, body })

  const hearAnswer = (pdu: Pdu): void => {
    const waiting = unanswered.get(pdu.sequence)
    if (waiting === undefined) return
    if (pdu.command !== answerTo(waiting.command) && pdu.command !== commands.genericNack) return
    unanswered.delete(pdu.sequence)
    overdue.delete(pdu.sequence)
    waiting.settle({ kind: 'answered', pdu })
    if (retiring === null) turns.shift()?.(true)
    endIfIdle()
  }
  const hearDelivery = async (pdu: Pdu): Promise<void> => {
    deliveries++
    if (deliveries >= mostDeliveries) socket.pause()
    // A receipt may come in one packet with the answer that gave its message an id: whoever waits for that hears it first.
    await new Promise(resolve => setImmediate(resolve))
    const status = await deliver(pdu.body).catch(() => statuses.notNow)
    // 4.6.2: the answer has an unused message id, which is not left out.
    answer(pdu, status, Buffer.alloc(1))
    deliveries--
    if (deliveries < mostDeliveries) socket.resume()
    endIfIdle()
  }
  const hear = (pdu: Pdu): void => {
    if (isAnswer(pdu.command)) return hearAnswer(pdu)
    switch (pdu.command) {
      case commands.deliver:
        return void hearDelivery(pdu)
      case commands.enquireLink:
        return answer(pdu, statuses.fine)
      case commands.unbind:
        answer(pdu, statuses.fine)
        return retire('the centre signed us out')
      case commands.alert:
        return
      default:
        return write({
          command: commands.genericNack,
          status: statuses.unknownCommand,
          sequence: pdu.sequence,
          body: Buffer.alloc(0),
        })
    }
  }
  const watch = setInterval(() => {
    const oldest = performance.now() - answerSeconds * 1_000
    for (const [number, { since, settle }] of unanswered) {
      if (since > oldest) break
      if (overdue.has(number)) continue
      overdue.add(number)
      settle({ kind: 'lost', reason: `no answer within ${answerSeconds} s` })
    }
    // A centre that leaves requests unanswered is asked nothing more over this line, so that the window holds and no more is in doubt.
    if (overdue.size > 0) retire('the centre did not answer')
    endIfIdle()
    if (retiring !== null && retiringSince < oldest) end(retiring)
  }, 250)

  socket.setNoDelay(true)
  socket.on('data', (piece: Buffer) => {
    try {
      for (const pdu of cut(piece)) if (over === null) hear(pdu)
    } catch (reason) {
      end(reason instanceof Error ? reason.message : 'the line is out of step')
    }
  })
  socket.on('error', reason => end(reason.message))
  socket.on('close', () => end(retiring ?? 'the line broke'))

  return {
    ended,
    retire,
    end,
    isOpen: () => over === null && retiring === null,
    async request(command, body) {
      if (over !== null || retiring !== null) return { kind: 'unsent', reason: over ?? retiring ?? '' }
      const mayGo = unanswered.size < window || (await new Promise<boolean>(goes => turns.push(goes)))
      if (!mayGo) return { kind: 'unsent', reason: over ?? retiring ?? 'the line broke' }
      sequence = sequence === highestSequence ? 1 : sequence + 1
      const number = sequence
      return new Promise(settle => {
        unanswered.set(number, { command, since: performance.now(), settle })
        write({ command, status: 0, sequence: number, body })
      })
    },
  }
}
