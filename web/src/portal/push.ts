import workerUrl from './push-worker.ts?worker&url'

/** Whether this browser can be told by push at all. */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in globalThis && 'Notification' in globalThis
}

/** Asks for permission and returns this browser's subscription as the JSON that the server takes; null: it was not allowed. */
export async function subscribeToPush(publicKey: string): Promise<string | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.register(workerUrl, { type: 'module' })
  await isActive(registration)
  const options = { userVisibleOnly: true, applicationServerKey: publicKey }
  // A subscription that another key made cannot be used with ours.
  const before = await registration.pushManager.getSubscription()
  const subscription = await registration.pushManager.subscribe(options).catch(async (reason: unknown) => {
    if (before === null) throw reason
    await before.unsubscribe()
    return registration.pushManager.subscribe(options)
  })
  return JSON.stringify(subscription)
}

/** The worker lives beside the files of the page, where no page is: `ready` would wait for one for ever. */
async function isActive({ installing, waiting }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting
  if (worker === null || worker.state === 'activated') return
  await new Promise<void>(resolve => {
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve()
    })
  })
}
