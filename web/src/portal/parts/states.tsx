import type { ComponentChildren } from 'preact'
import { useSpeech } from '../context.ts'
import type { Loading } from '../loading.ts'
import { sayRefusal } from '../problems.ts'
import { Icon } from './icon.tsx'

/** What was loaded, or why it is not there yet, or not at all. */
export function Loaded<T>({
  loading,
  children,
}: {
  readonly loading: Loading<T>
  readonly children: (value: T, again: () => void) => ComponentChildren
}) {
  switch (loading.state) {
    case 'loading':
      return <Waiting />
    case 'failed':
      return <Failed reason={loading.reason} again={loading.again} />
    case 'not-found':
      return <NotFound />
    case 'there':
      return <>{children(loading.value, loading.again)}</>
  }
}

export function Waiting() {
  const { say } = useSpeech()
  return (
    <div class="waiting" role="status">
      <span class="visually-hidden">{say('state.loading')}</span>
      <div class="bone" />
      <div class="bone wide" />
      <div class="bone" />
    </div>
  )
}

/** Without a reason nothing answered. */
export function Failed({ reason, again }: { readonly reason?: unknown; readonly again: () => void }) {
  const { say } = useSpeech()
  return (
    <div class="notice bad" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{say('state.failed')}</strong>
        <p>{sayRefusal(say, reason)}</p>
        <button type="button" class="button" onClick={again}>
          {say('state.again')}
        </button>
      </div>
    </div>
  )
}

export function NotFound() {
  const { say } = useSpeech()
  return (
    <div class="empty">
      <h1>{say('state.not-found')}</h1>
      <p>{say('state.not-found-text')}</p>
      <a class="button" href="/portal/">
        {say('state.to-home')}
      </a>
    </div>
  )
}

export function Empty({
  title,
  text,
  children,
}: {
  readonly title: string
  readonly text: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="empty">
      <strong>{title}</strong>
      <p>{text}</p>
      {children}
    </div>
  )
}
