import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gatewaySecrets, type House } from './house.ts'

interface Sent {
  readonly id: string
  readonly to: string
  readonly text: string
}

export interface SmsGateway {
  readonly url: string
  /** What it took, in its order. */
  readonly sent: readonly Sent[]
  /** Says of everything so far that it arrived, as a gateway does: signed. */
  readonly receipts: (house: House, channel: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** A gateway for SMS on this machine, which takes everything. */
export async function openSmsGateway(): Promise<SmsGateway> {
  const sent: Sent[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => void parts.push(part))
    request.on('end', () => {
      const message = JSON.parse(Buffer.concat(parts).toString('utf8')) as Sent
      sent.push(message)
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ id: `gateway-${message.id}` }))
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    // A server that listens at a port has an address with one.
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
    sent,
    async receipts({ url }, channel) {
      const body = JSON.stringify({ receipts: sent.map(({ id }) => ({ id: `gateway-${id}`, status: 'delivered' })) })
      const seconds = Math.floor(Date.now() / 1_000)
      const digest = createHmac('sha256', gatewaySecrets.signing).update(`${seconds}.${body}`).digest('hex')
      const reply = await fetch(`${url}/api/v1/messaging/arrivals/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'pulih-signature': `t=${seconds},v1=${digest}` },
        body,
      })
      if (!reply.ok) throw new Error(`The receipts were refused: ${reply.status} ${await reply.text()}`)
    },
    close: () => new Promise(closed => server.close(() => closed()).closeAllConnections()),
  }
}
