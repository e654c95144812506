import type { Socket } from 'node:net'
import { answerTo, commands, cutting, isAnswer, octetsOf, type Pdu } from './pdu.ts'
import { requestsOver, type Requests } from './requests.ts'
import { statuses } from './statuses.ts'

/** One connection to a centre, over which requests go both ways. */
export interface Line {
  readonly ask: Requests['ask']
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

/** Deliveries that are not kept yet; more wait in the line. */
const mostDeliveries = 100
const nothing = Buffer.alloc(0)

export function lineOver(socket: Socket, { window, answerSeconds, deliver }: LineOptions): Line {
  const write = gathering(socket, () => over === null)
  const requests = requestsOver(write, { window, answerSeconds })
  const cut = cutting()
  let retiring: { readonly reason: string; readonly since: number } | null = null
  let over: string | null = null
  let deliveries = 0
  let tellEnd: (reason: string) => void = () => undefined
  const ended = new Promise<string>(resolve => (tellEnd = resolve))

  const end = (reason: string): void => {
    if (over !== null) return
    over = reason
    clearInterval(watch)
    // Whoever signed out properly still gets our last answer.
    if (retiring === null) socket.destroy()
    else socket.destroySoon()
    requests.lose(reason)
    tellEnd(reason)
  }
  const retire = (reason: string): void => {
    if (retiring !== null || over !== null) return
    retiring = { reason, since: performance.now() }
    requests.stop(reason)
    endIfIdle()
  }
  const endIfIdle = (): void => {
    if (retiring !== null && requests.isIdle() && deliveries === 0) end(retiring.reason)
  }
  const answer = (to: Pdu, status: number, body = nothing): void =>
    write({ command: answerTo(to.command), status, sequence: to.sequence, body })
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
    if (isAnswer(pdu.command)) {
      requests.answered(pdu)
      return endIfIdle()
    }
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
      default: {
        const { sequence } = pdu
        return write({ command: commands.genericNack, status: statuses.unknownCommand, sequence, body: nothing })
      }
    }
  }
  const watch = setInterval(() => {
    // A centre that leaves requests unanswered is asked nothing more over this line, so that the window holds and no more is in doubt.
    if (requests.expire()) retire('the centre did not answer')
    if (retiring !== null && performance.now() - retiring.since > answerSeconds * 1_000) end(retiring.reason)
    endIfIdle()
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
  socket.on('close', () => end(retiring?.reason ?? 'the line broke'))
  return {
    ask: (command, body) => requests.ask(command, body),
    ended,
    retire,
    end,
    isOpen: () => over === null && retiring === null,
  }
}

/** What is said in one go leaves in one packet. */
function gathering(socket: Socket, isOpen: () => boolean): (pdu: Pdu) => void {
  let isGathering = false
  return pdu => {
    if (!isOpen()) return
    if (!isGathering) {
      isGathering = true
      socket.cork()
      process.nextTick(() => {
        isGathering = false
        socket.uncork()
      })
    }
    socket.write(octetsOf(pdu))
  }
}
