import { emulateSmsc, type Smsc, type SmscOptions } from '@pulih/rehearsal'
import type { SettingsOf } from '../../adapter.ts'
import type { RawArrival } from '../../door.ts'
import type { Outgoing, Provider } from '../../provider.ts'
import type { Pace } from '../pace.ts'
import { smpp } from '../smpp.ts'

export const quick: Pace = {
  againSeconds: 0.05,
  longestPauseSeconds: 0.2,
  enquireSeconds: 0.2,
  patienceSeconds: 2,
  partSeconds: 0.3,
  answerSeconds: 2,
}

export interface Esme {
  readonly provider: Provider
  /** Everything that it kept. */
  readonly kept: RawArrival[]
  readonly logged: string[]
  /** So many of the next things cannot be kept. */
  refuse(times: number): void
}

export interface EsmeOptions extends Partial<SettingsOf<'smpp'>> {
  readonly port: number
  readonly answerSeconds?: number
}

const settings: SettingsOf<'smpp'> = {
  adapter: 'smpp',
  host: '127.0.0.1',
  port: 0,
  secure: false,
  systemId: 'pulih',
  password: 'sms',
  systemType: '',
  from: 'Telnet',
  window: 10,
  receiptIds: 'same',
}

/** Our side of a line. */
export function anEsme({ answerSeconds = quick.answerSeconds, ...given }: EsmeOptions): Esme {
  const kept: RawArrival[] = []
  const logged: string[] = []
  let refusals = 0
  const outside = {
    secret: () => 'secret',
    log: (says: string) => void logged.push(says),
    now: () => Temporal.Now.instant(),
    receive: (raw: RawArrival) => {
      if (refusals-- > 0) return Promise.reject(new Error('no room'))
      // As the table has it: what has the same key is the same.
      if (!kept.some(({ key }) => key === raw.key)) kept.push(raw)
      return Promise.resolve()
    },
  }
  const provider = smpp({ ...settings, ...given }, outside, { ...quick, answerSeconds })
  return { provider, kept, logged, refuse: times => void (refusals = times) }
}

/** A centre and our side of a line to it. */
export async function anEsmeAndItsCentre(
  given: Partial<Omit<EsmeOptions, 'port'>> = {},
  centre: Partial<SmscOptions> = {},
): Promise<Esme & { readonly smsc: Smsc; close(): Promise<void> }> {
  const smsc = await emulateSmsc(centre)
  const esme = anEsme({ ...given, port: smsc.port })
  return {
    ...esme,
    smsc,
    async close() {
      await esme.provider.close()
      await smsc.stop()
    },
  }
}

export function anSms(given: Partial<Outgoing> = {}): Outgoing {
  return {
    key: 'pulih-1',
    to: '+48 500 000 001',
    language: 'pl',
    subject: '',
    text: 'Pulih: nie dziala.',
    html: null,
    template: null,
    conversationUntil: null,
    unsubscribeUrl: null,
    expiresAt: null,
    format: null,
    ...given,
  }
}

/** Waits until something is so, for at most five seconds. */
export async function eventually(holds: () => boolean): Promise<void> {
  const until = performance.now() + 5_000
  while (!holds()) {
    if (performance.now() > until) throw new Error(`it never came to be: ${holds.toString()}`)
    await new Promise(resolve => setTimeout(resolve, 10))
  }
}
