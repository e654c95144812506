import { connect } from 'node:net'
import * as fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { emulateSmsc, type Smsc } from './smsc.ts'

let smsc: Smsc | null = null
afterEach(() => smsc?.stop())

/** Says octets, and returns what is answered within a moment. */
async function say(port: number, octets: Uint8Array): Promise<Buffer> {
  const answers: Buffer[] = []
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.on('data', (piece: Buffer) => void answers.push(piece))
  socket.write(octets)
  await new Promise(resolve => setTimeout(resolve, 30))
  socket.destroy()
  return Buffer.concat(answers)
}

const unit = (command: number, body: string): Buffer => {
  const octets = Buffer.from(body, 'latin1')
  const head = Buffer.alloc(16)
  for (const [index, value] of [16 + octets.length, command, 0, 7].entries()) head.writeUInt32BE(value, index * 4)
  return Buffer.concat([head, octets])
}
const bind = (password: string) => unit(9, `pulih\0${password}\0\0\x34\0\0\0`)
const message = unit(4, '\0\x05\0Telnet\0\x01\x0148500\0\0\0\0\0\0\x01\0\0\0\x04Ala!')
const statusesIn = (answers: Buffer): number[] => {
  const found: number[] = []
  for (let at = 0; at + 16 <= answers.length; at += answers.readUInt32BE(at)) found.push(answers.readUInt32BE(at + 8))
  return found
}

describe('the emulated centre', () => {
  test('takes messages from whoever signed in, once', async () => {
    smsc = await emulateSmsc()
    expect(statusesIn(await say(smsc.port, message))).toEqual([0x04])
    expect(statusesIn(await say(smsc.port, bind('wrong')))).toEqual([0x0e])
    expect(statusesIn(await say(smsc.port, Buffer.concat([bind('secret'), bind('secret'), message])))).toEqual([
      0, 5, 0,
    ])
    expect(smsc.delivered).toMatchObject([{ to: '48500', text: 'Ala!', parts: 1 }])
    smsc.clear()
    expect(smsc.delivered).toEqual([])
  })

  test('brings a receipt again to whoever did not answer it', async () => {
    smsc = await emulateSmsc({ receiptAfterMilliseconds: 1 })
    const first = await say(smsc.port, Buffer.concat([bind('secret'), message]))
    expect(first.toString('latin1')).toContain('stat:DELIVRD')
    expect((await say(smsc.port, bind('secret'))).toString('latin1')).toContain('stat:DELIVRD')
  })

  test('survives whatever it hears', async () => {
    const centre = await emulateSmsc()
    smsc = centre
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(0x30), async (octets, command) => {
        const torn = unit(command, Buffer.from(octets).toString('latin1'))
        await say(centre.port, Buffer.concat([bind('secret'), torn, octets]))
      }),
      { numRuns: 30 },
    )
    for (let length = 0; length < 30; length++)
      await say(centre.port, Buffer.concat([bind('secret'), unit(4, message.toString('latin1', 16, 16 + length))]))
    expect(statusesIn(await say(centre.port, Buffer.concat([bind('secret'), message])))).toContain(0)
  })
})
