/** Shows what is told by web push, also when no page is open, and answers when it is asked whether anybody reads here. */

/** What of a service worker is used; its types and those of pages do not live together. */
interface Worker {
  readonly location: Location
  readonly registration: { showNotification(title: string, options: object): Promise<void> }
  readonly clients: { openWindow(url: string): Promise<unknown> }
  skipWaiting(): Promise<void>
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void
}

interface WorkerEvent {
  waitUntil(promise: Promise<unknown>): void
  readonly data?: { json(): unknown } | null
  readonly notification?: { readonly data: unknown; close(): void }
}

// In this file `self` is a service worker and nothing else.
const worker = self as unknown as Worker

worker.addEventListener('install', event => event.waitUntil(worker.skipWaiting()))
worker.addEventListener('push', event => event.waitUntil(show(event.data?.json())))
worker.addEventListener('notificationclick', event => {
  event.notification?.close()
  const url = event.notification?.data
  if (typeof url === 'string' && /^https?:/.test(url)) event.waitUntil(worker.clients.openWindow(url))
})

async function show(pushed: unknown): Promise<void> {
  const { title, body, url, language } = textsIn(pushed)
  const [, question] = /\/portal\/confirm\/([\w-]{44})/.exec(body) ?? []
  const opens = question === undefined ? url : await answer(question)
  await worker.registration.showNotification(title, {
    body: body.replaceAll(/https?:\S+/g, '').trim(),
    lang: language,
    // What is newer of the same takes its place.
    ...(url === '' ? {} : { tag: url }),
    data: opens,
  })
}

/** Says that this browser is read. Returns where the subscription is looked after. */
async function answer(token: string): Promise<string> {
  const reply = await fetch('/api/v1/subscriptions/confirm', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const { token: opened } = (await reply.json().catch(() => ({}))) as { readonly token?: string | null }
  return new URL(opened ? `/portal/subscription/${opened}` : '/portal/preferences', worker.location.href).href
}

function textsIn(pushed: unknown): Readonly<Record<'body' | 'language' | 'title' | 'url', string>> {
  const given = (typeof pushed === 'object' && pushed !== null ? pushed : {}) as Readonly<Record<string, unknown>>
  const text = (name: string) => (typeof given[name] === 'string' ? given[name] : '')
  return { title: text('title') || 'Pulih', body: text('body'), url: text('url'), language: text('language') }
}
