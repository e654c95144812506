import { beforeAll, describe, expect, test } from 'vitest'
import { harness, type Harness } from '../../../test/harness.ts'

let h: Harness
let url = ''
beforeAll(async () => {
  h = await harness()
  url = await h.app.listen({ host: '127.0.0.1', port: 0 })
})

interface Stream {
  /** Waits until what was told matches; fails after some seconds. */
  until(pattern: RegExp): Promise<string>
  told(): string
  close(): void
}

async function listen(role: string, query = '', headers: Readonly<Record<string, string>> = {}): Promise<Stream> {
  const ending = new AbortController()
  const reply = await fetch(`${url}/api/v1/events/stream${query}`, {
    headers: { authorization: `Test ${role} ${role}`, ...headers },
    signal: ending.signal,
  })
  expect(reply.status).toBe(200)
  expect(reply.headers.get('content-type')).toBe('text/event-stream')
  let text = ''
  void (async () => {
    for await (const chunk of reply.body ?? []) text += new TextDecoder().decode(chunk as Uint8Array)
  })().catch(() => undefined)
  return {
    told: () => text,
    close: () => ending.abort(),
    async until(pattern) {
      for (let tries = 0; tries < 100; tries++) {
        if (pattern.test(text)) return text
        await new Promise(resolve => setTimeout(resolve, 50))
      }
      throw new Error(`${pattern} was not told, but ${text}`)
    },
  }
}

const happens = (type: 'outages.suspected' | 'compensation.computed', subject: string) =>
  h.work(work => work.emit(type, subject, {}))

describe('the stream of events', () => {
  test('tells what happens, with ids from which it goes on', async () => {
    const stream = await listen('viewer')
    await happens('outages.suspected', 'first')
    const text = await stream.until(/first/)
    const [, id = ''] = /id: (\d+)\ndata: \{"id":"\1","type":"outages\.suspected"/.exec(text) ?? []
    stream.close()
    await happens('outages.suspected', 'second')

    const again = await listen('viewer', '', { 'last-event-id': id })
    expect(await again.until(/second/)).not.toContain('first')
    again.close()
  })

  test('tells an event whose transaction ended after a later one', async () => {
    const stream = await listen('viewer')
    let letGo = (): void => undefined
    const held = new Promise<void>(resolve => (letGo = resolve))
    const slow = h.work(async work => {
      await work.emit('outages.suspected', 'slow', {})
      await held
    })
    await happens('outages.suspected', 'quick')
    await stream.until(/quick/)
    expect(stream.told()).not.toContain('slow')
    letGo()
    await slow

    await stream.until(/slow/)
    expect(stream.told().match(/quick/g)).toHaveLength(1)
    stream.close()
  })

  test('is given to a person so many times and no more', async () => {
    const streams = await Promise.all(Array.from({ length: 12 }, () => listen('finance')))
    const reply = await fetch(`${url}/api/v1/events/stream`, { headers: { authorization: 'Test finance finance' } })

    expect(reply.status).toBe(429)
    for (const stream of streams) stream.close()
  })

  test('says when too much was missed', async () => {
    await h.work(work =>
      work.emitAll(
        Array.from({ length: 1_200 }, (_, n) => ({ type: 'outages.suspected' as const, subject: String(n), data: {} })),
      ),
    )
    const stream = await listen('viewer', '?after=0')

    expect(await stream.until(/event: reset/)).not.toContain('id:')
    stream.close()
  })
})
