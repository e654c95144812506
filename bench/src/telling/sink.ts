/** Somebody who takes messages, in a process of his own, so that his work is not Pulih's. `node sink.ts smpp|mail|http` tells its parent where it listens. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { emulateSmsc } from '@pulih/rehearsal'
import { SMTPServer } from 'smtp-server'
import type { Asked, Taken } from './sinks.ts'

/** When messages were taken since this was asked last, in milliseconds since 1970. */
type Take = () => readonly number[]

const [kind = '', options = '{}'] = process.argv.slice(2)
// Written by `openSink`.
const { receiptMilliseconds = 0, slowSeconds = 0 } = JSON.parse(options) as Partial<Record<string, number>>

const opened = await open()
let count = 0
const kept: number[] = []
const gather = (): void => {
  const times = opened.take()
  count += times.length
  for (const time of times) kept.push(time)
}
process.on('message', (asked: Asked) => {
  gather()
  const taken: Taken = asked === 'count' ? { count, times: [] } : { count, times: kept.splice(0) }
  process.send?.(taken)
})
// What waits to be asked for does not pile up in the emulator, which keeps the words as well.
setInterval(gather, 200)
process.on('disconnect', () => process.exit(0))
process.send?.(opened.port)

function open(): Promise<{ readonly port: number; readonly take: Take }> {
  if (kind === 'smpp') return openSmsc()
  return kind === 'mail' ? openMail() : openHttp()
}

async function openSmsc() {
  const smsc = await emulateSmsc({
    systemId: 'pulih',
    password: 'of-a-sink',
    receiptAfterMilliseconds: receiptMilliseconds,
  })
  const take: Take = () => {
    const times = smsc.delivered.map(({ at }) => at)
    smsc.clear()
    return times
  }
  return { port: smsc.port, take }
}

async function openMail() {
  const times: number[] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _, done) {
      stream.resume()
      stream.on('end', () => {
        times.push(Date.now())
        done()
      })
    },
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', () => listening()))
  const { port } = server.server.address() as AddressInfo
  return { port, take: () => times.splice(0) }
}

/** Listens at every address of this machine: each is another destination. `/slow` answers late and `/dead` never; neither is counted. */
async function openHttp() {
  const times: number[] = []
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      if (request.url === '/dead') return
      if (request.url === '/slow') return void pause(slowSeconds * 1_000).then(() => response.end('{}'))
      times.push(Date.now())
      response.setHeader('content-type', 'application/json')
      response.end(`{"id":"${String(request.headers['idempotency-key'])}"}`)
    })
  })
  await new Promise<void>(listening => server.listen(0, '0.0.0.0', listening))
  const { port } = server.address() as AddressInfo
  return { port, take: () => times.splice(0) }
}
