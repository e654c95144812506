import type { ComponentType } from 'preact'
import { useEffect, useMemo, useState } from 'preact/hooks'
import { TellingContext, useSpeech, type TellingSpeech } from '../context.ts'
import { Failed, Waiting } from '../parts/states.tsx'
import type { Page } from '../router.ts'
import { loadTelling, sayIn, type Telling } from '../say.ts'

/** Pages that whoever looks after his services seldom opens travel when they are opened. */
export type Later = Extract<
  Page,
  { readonly name: 'preferences' | 'subscribe' } | { readonly name: 'confirm' | 'stop' | 'subscription' }
>

export function isLater(page: Page): page is Later {
  return ['preferences', 'subscribe', 'confirm', 'stop', 'subscription'].includes(page.name)
}

/** Whether it is also for people who are no customers. */
export function isForAnybody(page: Later): boolean {
  return page.name !== 'preferences'
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

/** Such a page, with its words, which travel with it. */
export function LaterPage({ page }: { readonly page: Later }) {
  const speech = useSpeech()
  const { language } = speech
  const [shown, setShown] = useState<{ readonly Body: ComponentType<PageProps> } | 'failed' | null>(null)
  const [words, setWords] = useState<{ readonly telling: Telling; readonly in: typeof language } | null>(null)
  const open = async () => {
    if (shown === 'failed') setShown(null)
    try {
      const [Body, telling] = await Promise.all([load(page.name), loadTelling(language)])
      setShown({ Body })
      setWords({ telling, in: language })
    } catch {
      setShown('failed')
    }
  }
  useEffect(() => void open(), [page.name, language])
  const spoken = useMemo(() => {
    if (words === null) return null
    const own = sayIn(words.in, words.telling)
    const isOwn = (key: string): key is keyof Telling => Object.hasOwn(words.telling, key)
    const say: TellingSpeech['say'] = (key, values) => (isOwn(key) ? own(key, values) : speech.say(key, values))
    return { ...speech, say }
  }, [words, speech])
  if (shown === 'failed') return <Failed again={() => void open()} />
  if (shown === null || spoken === null) return <Waiting />
  const token = 'token' in page ? page.token : ''
  return (
    <TellingContext.Provider value={spoken}>
      <shown.Body key={token} token={token} />
    </TellingContext.Provider>
  )
}
