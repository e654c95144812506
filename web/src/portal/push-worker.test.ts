import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'

interface FakeEvent {
  readonly data?: { json(): unknown }
  readonly notification?: { readonly data: unknown; close(): void }
}

const listeners = new Map<string, (event: object) => void>()
const shown: [title: string, options: { body: string; data: string }][] = []
const opened: string[] = []
const asked: unknown[] = []
const token = 'a'.repeat(44)

beforeAll(async () => {
  vi.stubGlobal('self', {
    location: { href: 'https://my.example.net/assets/push-worker.js' },
    registration: { showNotification: (...given: (typeof shown)[number]) => Promise.resolve(void shown.push(given)) },
    clients: { openWindow: (url: string) => Promise.resolve(void opened.push(url)) },
    skipWaiting: () => Promise.resolve(),
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
  })
  vi.stubGlobal('fetch', (url: string, { body }: { body: string }) => {
    asked.push([url, JSON.parse(body)])
    return Promise.resolve({ json: () => Promise.resolve({ token: 'b'.repeat(44) }) })
  })
  await import('./push-worker.ts')
})

beforeEach(() => {
  for (const list of [shown, opened, asked]) list.length = 0
})

async function happens(type: string, event: FakeEvent): Promise<void> {
  const waited: Promise<unknown>[] = []
  listeners.get(type)?.({ ...event, waitUntil: (promise: Promise<unknown>) => waited.push(promise) })
  await Promise.all(waited)
}

const pushed = (data: unknown) => happens('push', { data: { json: () => data } })

describe('what comes by web push', () => {
  test('is shown, and leads to what it tells', async () => {
    await pushed({ title: 'Telnet', body: 'It works again.', url: 'https://status.example.net/1', language: 'en' })

    expect(shown).toEqual([
      ['Telnet', expect.objectContaining({ body: 'It works again.', data: 'https://status.example.net/1' })],
    ])
    expect(asked).toEqual([])
  })

  test('is answered where it asks whether anybody reads here, and shows no link', async () => {
    await pushed({
      title: 'Telnet',
      body: `You are told here. https://my.example.net/portal/confirm/${token}`,
      url: null,
    })

    expect(asked).toEqual([['/api/v1/subscriptions/confirm', { token }]])
    expect(shown[0]?.[1]).toMatchObject({
      body: 'You are told here.',
      data: `https://my.example.net/portal/subscription/${'b'.repeat(44)}`,
    })
  })

  test('is shown as something whatever it holds', async () => {
    for (const odd of [null, 7, 'text', [], { title: {}, body: 5 }]) await pushed(odd)

    expect(shown.map(([title]) => title)).toEqual(Array(5).fill('Pulih'))
  })

  test('opens an address of the web when it is touched, and nothing else', async () => {
    const touched = (data: unknown) => happens('notificationclick', { notification: { data, close: () => undefined } })
    for (const data of ['https://status.example.net/1', 'javascript:alert(1)', 5]) await touched(data)

    expect(opened).toEqual(['https://status.example.net/1'])
  })
})
