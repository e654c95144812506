import { createReadStream } from 'node:fs'

export interface Service {
  readonly id: string
  readonly element: string
  readonly kind: string
  readonly customer: string
  readonly monthlyFeeMinor: number
  readonly cycleDay: number
  /** Seconds since 1970; infinity where the outage alone says when the service worked again. */
  readonly restoredAt: number
}

/**
 * Reads the services file as a stream, a chunk's services at a time: an `await` per line, as with `readline`, costs more than
 * the parsing does.
 */
export async function* readServices(path: string): AsyncGenerator<Service[]> {
  let rest = ''
  let atHeader = true
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 256 * 1024 })) {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop() ?? ''
    if (atHeader) lines.shift()
    atHeader = false
    yield lines.map(parseService)
  }
}

function parseService(line: string): Service {
  const [id = '', element = '', kind = '', customer = '', fee = '', cycleDay = '', restoredAt = ''] = line.split(',')
  return {
    id,
    element,
    kind,
    customer,
    monthlyFeeMinor: Math.round(Number(fee) * 100),
    cycleDay: Number(cycleDay),
    restoredAt: restoredAt === '' ? Infinity : Date.parse(restoredAt) / 1000,
  }
}
