import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a service that can be closed as if its machine were away, and opened again. */
export interface Gate {
  readonly port: number
  close(): void
  open(): Promise<void>
  stop(): Promise<void>
}

export async function gateTo(port: number): Promise<Gate> {
  const lines = new Set<Socket>()
  const join = (line: Socket, other: Socket): void => {
    lines.add(line)
    line.on('error', () => other.destroy())
    line.on('close', () => {
      lines.delete(line)
      other.destroy()
    })
    line.pipe(other)
  }
  const make = (at: number): Promise<ReturnType<typeof createServer>> =>
    new Promise((listening, failed) => {
      const server = createServer(line => {
        const other = connect(port, '127.0.0.1')
        join(line, other)
        join(other, line)
      })
      server.once('error', failed)
      server.listen(at, '127.0.0.1', () => listening(server))
    })
  let server = await make(0)
  // A server that listens at a port has an address with one.
  const own = (server.address() as AddressInfo).port
  const close = (): void => {
    server.close()
    for (const line of lines) line.destroy()
  }
  return {
    port: own,
    close,
    async open() {
      server = await make(own)
    },
    async stop() {
      const closed = new Promise<void>(done => (server.listening ? server.close(() => done()) : done()))
      for (const line of lines) line.destroy()
      await closed
    },
  }
}
