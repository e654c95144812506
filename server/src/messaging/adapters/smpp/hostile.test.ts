import { createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { NotUnderstood, type RawArrival } from '../door.ts'
import { deliveryOf } from './deliver.ts'
import { cString, Malformed } from './fields.ts'
import { normalise } from './normalise.ts'
import { commands, cutting, octetsOf, OutOfStep, type Pdu } from './pdu.ts'
import { stored } from './stored.ts'
import { anEsme, anSms, eventually } from './testing/an-esme.ts'

const at = Temporal.Instant.from('2026-11-22T18:00:00Z')
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A centre that lets everybody in and then does what a test says with what it hears. */
async function aCentre(hear: (pdu: Pdu, socket: Socket) => void) {
  const heard: Pdu[] = []
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    const cut = cutting()
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (piece: Buffer) => {
      for (const pdu of cut(piece)) {
        heard.push(pdu)
        if (pdu.command === commands.bindTransceiver)
          socket.write(octetsOf({ ...pdu, command: 0x80000009, body: cString('x') }))
        else hear(pdu, socket)
      }
    })
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const esme = anEsme({ port: (server.address() as AddressInfo).port, answerSeconds: 1 })
  closing.push(async () => {
    const closed = esme.provider.close()
    for (const socket of sockets) socket.destroy()
    server.close()
    await closed
  })
  return { esme, heard, sockets }
}

const answering =
  (status: number, command = 0x80000004) =>
  (pdu: Pdu, socket: Socket) => {
    if (pdu.command === commands.submit)
      socket.write(octetsOf({ ...pdu, command, status, body: status === 0 ? cString('1') : Buffer.alloc(0) }))
  }

function aDelivery(given: { esmClass?: number; coding?: number; said?: Buffer; rest?: Buffer } = {}): Buffer {
  const said = given.said ?? Buffer.from('STATUS')
  return Buffer.concat([
    cString(''),
    Buffer.of(1, 1),
    cString('48600100200'),
    Buffer.of(1, 1),
    cString('48500'),
    Buffer.of(given.esmClass ?? 0, 0, 0, 0, 0, 0, 0, given.coding ?? 0, 0, said.length),
    said,
    given.rest ?? Buffer.alloc(0),
  ])
}

const rawOf = (body: Buffer, headers: Record<string, string> = {}): RawArrival => ({
  key: 'k',
  contentType: 'application/json',
  headers,
  body: stored([body]),
})

describe('a centre', () => {
  test.each([
    [0x58, { kind: 'throttled', seconds: 2 }],
    [0x14, { kind: 'throttled', seconds: 10 }],
    [0x0b, { kind: 'refused', isFinal: true }],
    [0x65, { kind: 'refused', isFinal: true }],
    [0x0a, { kind: 'refused', isFinal: false, isOurs: true }],
    [0x08, { kind: 'refused', isFinal: false, isOurs: true }],
    [0x4ff, { kind: 'refused', isFinal: false }],
  ])('that answers with the status %d means this by it', async (status, outcome) => {
    const { esme } = await aCentre(answering(status))
    expect(await esme.provider.handOver(anSms())).toMatchObject(outcome)
  })

  test('that does not understand us has not taken it', async () => {
    const { esme } = await aCentre(answering(0x03, commands.genericNack))
    expect(await esme.provider.handOver(anSms())).toMatchObject({ kind: 'refused', isFinal: false })
  })

  test('that answers what nobody asked is not believed', async () => {
    const { esme } = await aCentre((pdu, socket) => {
      socket.write(octetsOf({ command: 0x80000004, status: 0, sequence: pdu.sequence + 99, body: cString('7') }))
      socket.write(octetsOf({ command: 0x80000015, status: 0, sequence: pdu.sequence, body: Buffer.alloc(0) }))
    })
    expect(await esme.provider.handOver(anSms())).toMatchObject({ kind: 'lost' })
  })

  test('that sends a command that nobody knows is told so, and the line goes on', async () => {
    const { esme, heard, sockets } = await aCentre(answering(0))
    await esme.provider.handOver(anSms())
    for (const socket of sockets)
      socket.write(octetsOf({ command: 0x7777, status: 0, sequence: 42, body: Buffer.alloc(9) }))
    await eventually(() =>
      heard.some(
        ({ command, sequence, status }) => command === commands.genericNack && sequence === 42 && status === 3,
      ),
    )
    expect(await esme.provider.handOver(anSms())).toMatchObject({ kind: 'accepted', id: '1' })
  })

  test.each([
    ['announces a unit that is too long', Buffer.from('ffffffff0000000500000000', 'hex')],
    ['announces a unit that is too short', Buffer.from('0000000400000005', 'hex')],
    ['announces a unit of nothing', Buffer.alloc(16)],
    ['speaks another protocol', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ])('that %s is called again', async (_, octets) => {
    const { esme, sockets, heard } = await aCentre(answering(0))
    await esme.provider.handOver(anSms())
    for (const socket of sockets) socket.write(octets)
    await eventually(() => heard.filter(({ command }) => command === commands.bindTransceiver).length === 2)
    expect(await esme.provider.handOver(anSms())).toMatchObject({ kind: 'accepted' })
  })

  test('that delivers what is no delivery has it kept, not understood, and answered', async () => {
    const { esme, heard, sockets } = await aCentre(answering(0))
    await esme.provider.handOver(anSms())
    const torn = aDelivery().subarray(0, 20)
    for (const socket of sockets)
      socket.write(octetsOf({ command: commands.deliver, status: 0, sequence: 1, body: torn }))
    await eventually(() => heard.some(({ command, status }) => command === 0x80000005 && status === 0))
    expect(esme.kept).toHaveLength(1)
    expect(() => normalise(esme.kept[0] as RawArrival, at)).toThrow(NotUnderstood)
  })

  test('that brings the receipts together with the answers is understood all the same', async () => {
    let id = 0
    const { esme } = await aCentre((pdu, socket) => {
      if (pdu.command !== commands.submit) return
      id++
      const said = Buffer.from(`id:${id} stat:DELIVRD`)
      socket.write(
        Buffer.concat([
          octetsOf({ ...pdu, command: 0x80000004, body: cString(`${id}`) }),
          octetsOf({ command: commands.deliver, status: 0, sequence: id, body: aDelivery({ esmClass: 4, said }) }),
        ]),
      )
    })

    expect(await esme.provider.handOver(anSms({ text: 'a'.repeat(400) }))).toEqual({ kind: 'accepted', id: '3' })
    await eventually(() => esme.kept.length === 3)
    const told = esme.kept.flatMap(raw => normalise(raw, at))
    expect(told).toEqual([{ kind: 'receipt', providerId: '3', says: 'delivered', reason: null }])
  })

  test('that signs us out is answered, and called again', async () => {
    const { esme, heard, sockets } = await aCentre(answering(0))
    await esme.provider.handOver(anSms())
    for (const socket of sockets)
      socket.write(octetsOf({ command: commands.unbind, status: 0, sequence: 5, body: Buffer.alloc(0) }))
    await eventually(() => heard.filter(({ command }) => command === commands.bindTransceiver).length === 2)
    expect(heard.some(({ command }) => command === 0x80000006)).toBe(true)
  })

  test('that says anything at all ends nothing but its line', async () => {
    const { esme, sockets } = await aCentre(answering(0))
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat({ max: 0x1ff }), async (octets, command) => {
        await eventually(() => sockets.size > 0)
        const body = Buffer.from(octets)
        for (const socket of sockets) {
          socket.write(octetsOf({ command, status: 0, sequence: 1, body }))
          socket.write(octetsOf({ command: commands.deliver, status: 0, sequence: 2, body }))
          socket.write(body)
        }
        await new Promise(resolve => setTimeout(resolve, 5))
      }),
      { numRuns: 30 },
    )
    await eventually(() => esme.provider.health?.()?.startsWith('bound') === true)
    expect(sockets.size).toBe(1)
  }, 60_000)
})

describe('what is torn anywhere', () => {
  test('is put together again, unit for unit', () => {
    const pdu = fc.record({
      command: fc.nat(),
      status: fc.nat(),
      sequence: fc.nat(),
      body: fc.uint8Array({ maxLength: 60 }).map(octets => Buffer.from(octets)),
    })
    fc.assert(
      fc.property(fc.array(pdu, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (pdus, size) => {
        const octets = Buffer.concat(pdus.map(octetsOf))
        const cut = cutting()
        const found: Pdu[] = []
        for (let from = 0; from < octets.length; from += size) found.push(...cut(octets.subarray(from, from + size)))
        expect(found).toEqual(pdus)
      }),
      { numRuns: 50 },
    )
  })

  test('or is nonsense is out of step at worst', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), octets => {
        try {
          cutting()(Buffer.from(octets))
        } catch (reason) {
          expect(reason).toBeInstanceOf(OutOfStep)
        }
      }),
    )
  })
})

describe('a delivery', () => {
  test('of any octets is understood or said to be malformed', () => {
    const any = fc.uint8Array({ maxLength: 120 }).map(octets => Buffer.from(octets))
    const almost = fc
      .record({ esmClass: fc.nat(255), coding: fc.nat(255), said: any, rest: any })
      .map(given => aDelivery(given))
    fc.assert(
      fc.property(fc.oneof(any, almost), body => {
        try {
          deliveryOf(body)
        } catch (reason) {
          expect(reason).toBeInstanceOf(Malformed)
        }
        try {
          normalise(rawOf(body), at)
        } catch (reason) {
          expect(reason).toBeInstanceOf(NotUnderstood)
        }
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['in the alphabet of GSM', 0, Buffer.of(0x00, 0x1b, 0x65), '@€'],
    ['in ASCII', 1, Buffer.from('@a'), '@a'],
    ['in Latin-1', 3, Buffer.from('Ä', 'latin1'), 'Ä'],
    ['in sixteen bits', 8, Buffer.from('017c', 'hex'), 'ż'],
    ['in sixteen bits of which half a one is missing', 8, Buffer.from('017c01', 'hex'), 'ż'],
    ['in Cyrillic', 6, Buffer.of(0xb0), 'А'],
    ['for the screen, by the scheme of the network', 0x18, Buffer.from('017c', 'hex'), 'ż'],
    ['of a class, by the scheme of the network', 0xf1, Buffer.of(0x00), '@'],
  ])('%s is read', (_, coding, said, text) => {
    expect(normalise(rawOf(aDelivery({ coding, said })), at)).toMatchObject([{ text }])
  })

  test('that is no text is not understood', () => {
    expect(() => normalise(rawOf(aDelivery({ coding: 4 })), at)).toThrow('data coding 4')
  })

  test('in a payload of its own is read', () => {
    const rest = Buffer.concat([Buffer.from('04240004', 'hex'), Buffer.from('STOP')])
    expect(normalise(rawOf(aDelivery({ said: Buffer.alloc(0), rest })), at)).toMatchObject([{ text: 'STOP' }])
  })

  test('that was not kept by us is not understood', () => {
    for (const text of ['', 'null', '{}', '{"deliver_sm":[]}', '{"deliver_sm":[1]}', '[', '{"deliver_sm":["====="]}'])
      expect(() => normalise({ ...rawOf(Buffer.alloc(0)), body: Buffer.from(text) }, at)).toThrow(NotUnderstood)
  })
})
