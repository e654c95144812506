import { connect, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import type { SettingsOf } from '../adapter.ts'

const longestSeconds = 10

/** A connection, or an error that says why there is none. With TLS the centre has to have a certificate of its name. */
export function dialling({
  host,
  port,
  secure,
}: Pick<SettingsOf<'smpp'>, 'host' | 'port' | 'secure'>): () => Promise<Socket> {
  return () =>
    new Promise((resolve, reject) => {
      const socket = secure
        ? connectSecurely({ host, port, servername: host, minVersion: 'TLSv1.2' })
        : connect({ host, port })
      const fail = (reason: Error): void => {
        clearTimeout(timer)
        socket.destroy()
        reject(reason)
      }
      const timer = setTimeout(() => fail(new Error('no connection in time')), longestSeconds * 1_000)
      socket.once('error', fail)
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        clearTimeout(timer)
        // Whoever has it now hears of errors by himself.
        socket.off('error', fail)
        resolve(socket)
      })
    })
}
