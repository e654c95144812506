import type { Answer, Call, Exchange } from '../exchange.ts'

/** What can go wrong between us and a biller. */
export const faults = [
  'none',
  /** It was booked, and the connection broke before the answer. */
  'lost-acknowledgement',
  /** It never arrived, and nobody can know. */
  'lost-request',
  /** It arrived twice; a biller that cannot tell refuses the second with 409. */
  'duplicate',
  'too-many',
  'server-error',
  /** It was booked, and then the server failed. */
  'failed-after-booking',
  /** We gave up waiting, and it is booked later. */
  'slow',
  /** It was booked, and the answer cannot be read. */
  'malformed',
] as const
export type Fault = (typeof faults)[number]

/** One credit on a simulated account. */
export interface SimulatedCredit {
  readonly key: string | null
  readonly reference: string
  readonly address: string
  readonly unit: string
  readonly amount: bigint
}

/** The biller itself, without faults. */
export interface Service {
  readonly name: string
  /** Recognizes a repeated request by its key. */
  readonly deduplicates: boolean
  handle(call: Call): Answer
  readonly credits: readonly SimulatedCredit[]
}

export interface Simulator {
  readonly service: Service
  readonly exchange: Exchange
  /** Lets time pass for what is still under way at the biller. */
  catchUp(): void
}

/** How long a slow biller takes at most; a channel's settling time must be longer. */
export const slowestSeconds = 300

/** Puts a faulty wire before a biller. `next` says what goes wrong with each call. */
export function simulate(service: Service, next: (call: Call) => Fault, now: () => Temporal.Instant): Simulator {
  let slowCalls = 0
  const later: { readonly at: bigint; readonly call: Call }[] = []

  function catchUp(): void {
    const instant = now().epochNanoseconds
    for (
      let index = later.findIndex(({ at }) => at <= instant);
      index !== -1;
      index = later.findIndex(({ at }) => at <= instant)
    ) {
      const [due] = later.splice(index, 1)
      if (due) service.handle(due.call)
    }
  }

  const exchange: Exchange = call => {
    catchUp()
    return Promise.resolve(faulty(next(call), call))
  }

  function faulty(fault: Fault, call: Call): Answer {
    switch (fault) {
      case 'none':
        return service.handle(call)
      case 'lost-acknowledgement':
        service.handle(call)
        return { kind: 'lost', reason: 'the connection was closed' }
      case 'lost-request':
        return { kind: 'lost', reason: 'the connection was closed' }
      case 'duplicate': {
        const first = service.handle(call)
        if (call.method === 'GET' || service.deduplicates) return service.handle(call)
        return first.kind === 'answer' && first.status < 300
          ? answer(409, { message: 'this request is being processed' })
          : first
      }
      case 'too-many':
        return answer(429, { message: 'slow down' }, { 'retry-after': '30' })
      case 'server-error':
        return answer(503, { message: 'unavailable' })
      case 'failed-after-booking':
        service.handle(call)
        return answer(500, { message: 'something went wrong' })
      case 'slow': {
        const delay = BigInt(1 + ((++slowCalls * 211) % slowestSeconds)) * 1_000_000_000n
        later.push({ at: now().epochNanoseconds + delay, call })
        return { kind: 'lost', reason: 'no answer in time' }
      }
      case 'malformed': {
        const real = service.handle(call)
        return real.kind === 'answer' ? { ...real, body: real.body.slice(0, Math.floor(real.body.length / 2)) } : real
      }
    }
  }

  return { service, exchange, catchUp }
}

export function answer(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { kind: 'answer', status, headers, body: body === null ? '' : JSON.stringify(body) }
}
