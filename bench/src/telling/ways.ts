import type { Way } from './prepare.ts'
import { secret } from './prepare.ts'
import { openSink, type Sink } from './sinks.ts'

/** `least`: a second, as promised. `count`: messages, of an operator of a million services. */
export const flows = [
  { name: 'smpp', title: 'SMS by SMPP', least: 5_000, count: 200_000, isPaced: true },
  { name: 'smpp-receipts', title: 'SMS by SMPP, each with its receipt', least: 5_000, count: 200_000, isPaced: false },
  { name: 'mail', title: 'Mail', least: 400, count: 20_000, isPaced: true },
  { name: 'webhook', title: 'Webhooks', least: 2_000, count: 60_000, isPaced: true },
  { name: 'http-sms', title: 'SMS by HTTP', least: 2_000, count: 60_000, isPaced: true },
] as const
export type FlowName = (typeof flows)[number]['name']

export interface OpenWay {
  readonly sink: Sink
  readonly way: Way
  /** SQL, with the number of the person as `n`. */
  readonly address: string
  /** He says afterwards what became of each, within the measurement. */
  readonly hasReceipts: boolean
}

const number = `'+48' || (500000000 + n)`
/** Receipts of the centre come after this benchmark: without them it is seen what sending alone can do. */
const neverMilliseconds = 2 ** 31 - 1
/** As telephones that are on answer. */
const soonMilliseconds = 1_000

/** Opens somebody who takes messages, and says how he is reached. */
export async function wayTo(name: FlowName): Promise<OpenWay> {
  switch (name) {
    case 'smpp':
    case 'smpp-receipts': {
      const hasReceipts = name === 'smpp-receipts'
      const sink = await openSink('smpp', { receiptMilliseconds: hasReceipts ? soonMilliseconds : neverMilliseconds })
      const settings = {
        adapter: 'smpp',
        host: '127.0.0.1',
        port: sink.port,
        secure: false,
        systemId: 'pulih',
        password: secret,
        systemType: '',
        from: 'Telnet',
        window: 200,
        receiptIds: 'same',
      }
      return { sink, way: { kind: 'sms', settings, atOnce: 200 }, address: number, hasReceipts }
    }
    case 'mail': {
      const sink = await openSink('mail')
      const server = { host: '127.0.0.1', port: sink.port, secure: false, user: null, password: null }
      const settings = { adapter: 'smtp', ...server, from: 'Telnet <outages@example.com>', inbox: null }
      return {
        sink,
        way: { kind: 'email', settings, atOnce: 20 },
        address: `'reader' || n || '@example.com'`,
        hasReceipts: false,
      }
    }
    case 'webhook': {
      const sink = await openSink('http')
      // Each has a place of his own at one server, as in a chat of many.
      const address = `'http://127.0.0.1:${sink.port}/of/' || n`
      return {
        sink,
        way: { kind: 'webhook', settings: { adapter: 'webhook', signing: secret }, atOnce: 100 },
        address,
        hasReceipts: false,
      }
    }
    case 'http-sms': {
      const sink = await openSink('http')
      const settings = {
        adapter: 'http-sms',
        url: `http://127.0.0.1:${sink.port}/`,
        from: 'Telnet',
        token: secret,
        signing: secret,
      }
      return { sink, way: { kind: 'sms', settings, atOnce: 100 }, address: number, hasReceipts: false }
    }
  }
}
