import type { Socket } from 'node:net'
import { cString } from './fields.ts'
import { lineOver, type Line, type LineOptions } from './line.ts'
import { commands } from './pdu.ts'
import { worded } from './statuses.ts'

export interface BindOptions extends LineOptions {
  /** Opens the way over which the line goes; the socket is connected, or says by an error why not. */
  readonly dial: () => Promise<Socket>
  readonly identity: { readonly systemId: string; readonly password: string; readonly systemType: string }
}

const version = 0x34

/** A line on which we are signed in as transceiver (SMPP 3.4, 4.1.5), or why there is none. */
export async function bind(options: BindOptions): Promise<Line | string> {
  const { identity, dial } = options
  let socket: Socket
  try {
    socket = await dial()
  } catch (reason) {
    return reason instanceof Error ? reason.message : 'no connection'
  }
  const line = lineOver(socket, options)
  const { systemId, password, systemType } = identity
  const body = Buffer.concat([
    cString(systemId),
    cString(password),
    cString(systemType),
    // Numbers of any type and plan, and no range of them: whatever is for us.
    Buffer.of(version, 0, 0),
    cString(''),
  ])
  const answer = await line.ask(commands.bindTransceiver, body)
  if (answer.kind === 'answered' && answer.pdu.status === 0 && answer.pdu.command !== commands.genericNack) return line
  const reason = answer.kind === 'answered' ? worded(answer.pdu.status) : answer.reason
  line.end(reason)
  return `signing in failed: ${reason}`
}

/** Asks now and then whether somebody is there; who is not does not answer, by which the line ends. Returns how to stop. */
export function enquiring(line: Line, seconds: number): () => void {
  const timer = setInterval(() => void line.ask(commands.enquireLink, Buffer.alloc(0)), seconds * 1_000)
  return () => clearInterval(timer)
}
