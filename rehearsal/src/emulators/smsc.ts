import type { AddressInfo } from 'node:net'
import smpp from 'smpp'
import { drawing, noFaults, type Delivered, type Emulator, type Faults } from '../emulator.ts'
import { partsOf, puttingTogether } from './sms-texts.ts'
import { deliveringTo } from './smsc-deliveries.ts'
import { receiptFields, type ReceiptForm } from './smsc-receipts.ts'

export interface SmscOptions {
  /** 0: one that is free. */
  readonly port: number
  readonly systemId: string
  readonly password: string
  readonly receiptAfterMilliseconds: number
  readonly receiptForm: ReceiptForm
  /** How the id of a message is written in the answer to it, and in its receipt. */
  readonly writeId: (number: number) => { readonly answered: string; readonly receipted: string }
  /** Whose telephone is off for good. */
  readonly isUnreachable: (to: string) => boolean
}

/** A centre for short messages (SMPP 3.4). */
export interface Smsc extends Emulator {
  /** Somebody writes to us. Resolves when it was taken. */
  say(from: string, text: string): Promise<void>
  /** Every line breaks; new ones are taken. */
  breakLines(): void
  /** Short messages that were taken, also parts of texts that were never complete. */
  taken(): number
  /** Requests that waited for an answer at once over one line, at most. */
  mostUnanswered(): number
  /** Lines on which somebody is signed in. */
  bound(): number
}

/** SMPP 3.4, 5.1.3. */
const statuses = {
  length: 0x02,
  notBound: 0x04,
  alreadyBound: 0x05,
  fault: 0x08,
  password: 0x0e,
  systemId: 0x0f,
  throttled: 0x58,
} as const
const usual: SmscOptions = {
  port: 0,
  systemId: 'pulih',
  password: 'secret',
  receiptAfterMilliseconds: 50,
  receiptForm: 'both',
  writeId: number => ({ answered: number.toString(), receipted: number.toString() }),
  isUnreachable: () => false,
}
/** To which number people write. */
const ourNumber = '48500100200'

/** Plays a centre. It is made of the `smpp` library, so that it and Pulih, which has its own hand, do not make the same mistakes. */
export async function emulateSmsc(given: Partial<SmscOptions> = {}): Promise<Smsc> {
  const options = { ...usual, ...given }
  const delivered: Delivered[] = []
  const sessions = new Set<smpp.Session>()
  const deliveries = deliveringTo()
  const together = puttingTogether()
  const timers = new Set<NodeJS.Timeout>()
  let faults = noFaults
  let draw = drawing(faults.seed)
  let [number, most, references, bound] = [0, 0, 0, 0]

  const later = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }
  const happens = (share: number): boolean => share > 0 && draw() < share

  const take = (pdu: smpp.SubmitPdu): string => {
    const { answered, receipted } = options.writeId(++number)
    const whole = together(pdu)
    const to = pdu.destination_addr
    const isUnreachable = options.isUnreachable(to)
    if (whole !== null && !isUnreachable) delivered.push({ key: null, to, ...whole, at: Date.now() })
    if ((pdu.registered_delivery & 1) === 0) return answered
    const fields = receiptFields(pdu, receipted, isUnreachable ? 'UNDELIV' : 'DELIVRD', options.receiptForm)
    const wait = options.receiptAfterMilliseconds * (happens(faults.reorder) ? 4 : 1)
    const times = happens(faults.duplicate) ? 2 : 1
    for (let time = 0; time < times; time++) later(wait, () => void deliveries.bring(fields))
    return answered
  }

  const serve = (session: smpp.Session): void => {
    let isBound = false
    let unanswered = 0
    sessions.add(session)
    const answer = (pdu: smpp.Pdu, fields: Readonly<Record<string, unknown>> = {}): void =>
      void session.send(pdu.response(fields))
    const submitted = (pdu: smpp.SubmitPdu): void => {
      most = Math.max(most, ++unanswered)
      const reply = (fields: Readonly<Record<string, unknown>>): void => {
        const send = (): void => {
          unanswered--
          answer(pdu, fields)
        }
        if (happens(faults.slow.share)) later(faults.slow.milliseconds, send)
        else setImmediate(send)
      }
      // The library leaves out what a unit that is too short does not have.
      if (!('short_message' in pdu)) return reply({ command_status: statuses.length })
      if (!isBound) return reply({ command_status: statuses.notBound })
      if (happens(faults.throttle)) return reply({ command_status: statuses.throttled })
      if (happens(faults.fail)) return reply({ command_status: statuses.fault })
      const id = take(pdu)
      if (happens(faults.lose)) return void session.socket.destroy()
      return reply({ message_id: id })
    }
    const signIn = (pdu: smpp.BindPdu): void => {
      const status = isBound ? statuses.alreadyBound : refusalOf(pdu, options)
      answer(pdu, { command_status: status, system_id: 'pulih-smsc' })
      if (status !== 0) return
      isBound = true
      bound++
      if (pdu.command !== 'bind_transmitter') deliveries.to(session)
    }
    session.on('bind_transceiver', signIn)
    session.on('bind_transmitter', signIn)
    session.on('bind_receiver', signIn)
    session.on('submit_sm', submitted)
    session.on('enquire_link', (pdu: smpp.Pdu) => answer(pdu))
    session.on('unbind', (pdu: smpp.Pdu) => {
      answer(pdu)
      session.socket.end()
    })
    session.on('unknown', (pdu: smpp.Pdu) => answer(pdu))
    session.on('error', () => session.socket.destroy())
    session.on('close', () => {
      sessions.delete(session)
      deliveries.gone(session)
      if (isBound) bound--
      isBound = false
    })
  }

  const server = smpp.createServer(serve)
  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(options.port, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  const breakLines = (): void => {
    for (const { socket } of sessions) socket.destroy()
  }
  return {
    port,
    delivered,
    clear: () => void delivered.splice(0),
    behave(next: Faults) {
      faults = next
      draw = drawing(next.seed)
    },
    async say(from, text) {
      const parts = partsOf(text, ++references)
      await Promise.all(
        parts.map(({ text: message, header, dataCoding }) =>
          deliveries.bring({
            source_addr_ton: 1,
            source_addr_npi: 1,
            source_addr: from.replace(/^\+/, ''),
            dest_addr_ton: 1,
            dest_addr_npi: 1,
            destination_addr: ourNumber,
            esm_class: header === null ? 0 : 0x40,
            data_coding: dataCoding,
            short_message: header === null ? message : { udh: header, message },
          }),
        ),
      )
    },
    breakLines,
    taken: () => number,
    mostUnanswered: () => most,
    bound: () => bound,
    async stop() {
      for (const timer of timers) clearTimeout(timer)
      deliveries.stop()
      const closed = new Promise<void>(done => server.close(() => done()))
      breakLines()
      await closed
    },
  }
}

/** Whoever is let in gets zero. */
function refusalOf(pdu: smpp.BindPdu, { systemId, password }: SmscOptions): number {
  if (pdu.system_id !== systemId) return statuses.systemId
  return pdu.password === password ? 0 : statuses.password
}
