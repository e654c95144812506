import type { AskedProof } from '@pulih/contracts'
import { useEffect, useRef, useState } from 'preact/hooks'
import { ask } from '../api.ts'
import { useTelling } from '../context.ts'
import { Icon } from './icon.tsx'
import { Problem, useTrying } from './trying.tsx'

export interface AskedAt extends Pick<AskedProof, 'proof' | 'start'> {
  readonly channel: string
  readonly address: string
  /** Whether a code came that is typed here; otherwise the reader answers where it came. */
  readonly isByCode: boolean
}

interface ProveProps {
  readonly asked: AskedAt
  readonly telegramBot: string | null
  /** `token` opens the subscription; null: it is a contact now. */
  readonly onDone: (token: string | null) => void
  readonly onOther: () => void
}

/** What the reader does to show that an address is his. */
export function Prove({ asked, telegramBot, onDone, onOther }: ProveProps) {
  const { say } = useTelling()
  return (
    <div class="stack">
      {asked.isByCode ? (
        <CodeForm asked={asked} onDone={onDone} />
      ) : asked.start !== null ? (
        <FromTelegram start={asked.start} bot={telegramBot} />
      ) : (
        <div class="notice open" role="status">
          <Icon name="clock" />
          <div>
            <strong>{say('told.nearly')}</strong>
            <p>{say(asked.channel === 'push' ? 'told.look-push' : 'told.look-mail', { address: asked.address })}</p>
          </div>
        </div>
      )}
      <button type="button" class="link" onClick={onOther}>
        {say('told.other')}
      </button>
    </div>
  )
}

function FromTelegram({ start, bot }: { readonly start: string; readonly bot: string | null }) {
  const { say } = useTelling()
  return (
    <div class="notice open" role="status">
      <Icon name="clock" />
      <div class="said">
        <strong>{say('told.nearly')}</strong>
        <p>{say(bot === null ? 'told.look-telegram-text' : 'told.look-telegram')}</p>
        {bot === null ? (
          <code>/start {start}</code>
        ) : (
          <a
            class="button primary"
            href={`https://t.me/${bot}?start=${start}`}
            rel="noopener noreferrer"
            target="_blank"
          >
            {say('told.open-telegram')}
          </a>
        )}
      </div>
    </div>
  )
}

function CodeForm({ asked, onDone }: Pick<ProveProps, 'asked' | 'onDone'>) {
  const { say } = useTelling()
  const [code, setCode] = useState('')
  const trying = useTrying(say, 'sign-in.code-needed')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = async () => {
    if (!/^\d{6}$/.test(code)) return trying.fail('sign-in.code-needed', input.current)
    await trying.run(async () => {
      const { token } = await ask('confirmContact', { body: { proof: asked.proof, code } })
      onDone(token)
    }, input.current)
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void submit()
      }}
    >
      <p role="status">{say('told.code-lead', { address: asked.address })}</p>
      <label for="proof-code">{say('sign-in.code')}</label>
      <input
        ref={input}
        id="proof-code"
        class="code"
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        value={code}
        aria-invalid={trying.problem !== null}
        aria-describedby="proof-problem"
        onInput={event => setCode(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6))}
      />
      <Problem id="proof-problem" text={trying.problem} />
      <button type="submit" class="button primary wide" disabled={trying.isBusy}>
        {say('told.confirm')}
      </button>
    </form>
  )
}
