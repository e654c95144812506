import { connect } from 'node:net'

export interface Letter {
  /** Empty: there is nobody to return it to. */
  readonly from: string
  readonly to: string
  readonly raw: string
}

const answerMilliseconds = 30_000

/** Hands one mail over on this machine (RFC 2033); throws where it is not taken. */
export async function handOverByLmtp(port: number, { from, to, raw }: Letter): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.setTimeout(answerMilliseconds, () => socket.destroy(new Error('nobody answers')))
  socket.setEncoding('latin1')
  try {
    const lines = answersOf(socket)
    await answered(lines, '220')
    const steps = ['LHLO mx.example.com', `MAIL FROM:<${from}>`, `RCPT TO:<${to}>`, 'DATA'] as const
    for (const step of steps) {
      socket.write(`${step}\r\n`)
      await answered(lines, step === 'DATA' ? '354' : '250')
    }
    // A line that begins with a dot gets another (RFC 5321, 4.5.2).
    socket.write(`${raw.replaceAll(/^\./gm, '..')}\r\n.\r\n`, 'latin1')
    await answered(lines, '250')
    socket.write('QUIT\r\n')
  } finally {
    socket.destroy()
  }
}

async function* answersOf(socket: AsyncIterable<unknown>): AsyncGenerator<string, void> {
  let text = ''
  for await (const piece of socket) {
    text += String(piece)
    for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 2)
      // All but the last of an answer have a hyphen there.
      if (line[3] !== '-') yield line
    }
  }
}

async function answered(lines: AsyncGenerator<string, void>, expected: string): Promise<void> {
  const { value } = await lines.next()
  if (typeof value !== 'string' || !value.startsWith(expected))
    throw new Error(`it was not taken: ${value ?? 'the line broke'}`)
}
