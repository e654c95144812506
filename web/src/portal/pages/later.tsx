import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Failed, Waiting } from '../parts/states.tsx'
import type { Page } from '../router.ts'

/** Pages that whoever looks after his services seldom opens travel when they are opened. */
type Later = Extract<Page, { readonly name: 'preferences' | 'subscribe' | 'confirm' | 'stop' | 'subscription' }>
/** Those of them that are also for people who are no customers. */
export type AnybodysPage = Extract<Page, { readonly name: 'subscribe' | 'confirm' | 'stop' | 'subscription' }>

export function isForAnybody(page: Page): page is AnybodysPage {
  return ['subscribe', 'confirm', 'stop', 'subscription'].includes(page.name)
}

interface PageProps {
  /** Empty where the address has none. */
  readonly token: string
}

function load(name: Later['name']): Promise<ComponentType<PageProps>> {
  switch (name) {
    case 'preferences':
      return import('./preferences.tsx').then(({ Preferences }) => Preferences)
    case 'subscribe':
      return import('./subscribe.tsx').then(({ Subscribe }) => Subscribe)
    case 'confirm':
      return import('./confirm.tsx').then(({ Confirm }) => Confirm)
    case 'stop':
      return import('./stop.tsx').then(({ Stop }) => Stop)
    case 'subscription':
      return import('./subscription.tsx').then(({ OneSubscription }) => OneSubscription)
  }
}

export function LaterPage({ page }: { readonly page: Later }) {
  const [shown, setShown] = useState<{ readonly Body: ComponentType<PageProps> } | 'failed' | null>(null)
  const open = () => {
    setShown(null)
    load(page.name).then(
      Body => setShown({ Body }),
      () => setShown('failed'),
    )
  }
  useEffect(open, [page.name])
  if (shown === null) return <Waiting />
  if (shown === 'failed') return <Failed again={open} />
  const token = 'token' in page ? page.token : ''
  return <shown.Body key={token} token={token} />
}
