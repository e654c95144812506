import { useRef, useState } from 'preact/hooks'
import { ask, Refused, type ReplyTo } from '../api.ts'
import { useSpeech, useVisit } from '../context.ts'
import { saidOf, type Said } from '../problems.ts'
import type { MessageKey } from '../say.ts'
import { Icon } from './icon.tsx'

type Appeal = ReplyTo<'openPortalAppeal'>

interface AppealProps {
  readonly outage: string
  readonly service: string
  /** What was said before, once it is known. */
  readonly said: Pick<Appeal, 'state' | 'text' | 'answer'> | null
  readonly onSent: () => void
}

const most = 2_000
const least = 10

/** "I think this is wrong": the words, then what became of them. */
export function Appeal(props: AppealProps) {
  return props.said ? <Said said={props.said} /> : <AppealForm {...props} />
}

function Said({ said }: { readonly said: NonNullable<AppealProps['said']> }) {
  const { say } = useSpeech()
  return (
    <div class="said">
      <p class={`badge ${said.state}`}>
        <Icon name={said.state === 'open' ? 'clock' : said.state === 'upheld' ? 'check' : 'warn'} />
        {say(`appeal.state-${said.state}`)}
      </p>
      <h4>{say('appeal.yours')}</h4>
      <blockquote>{said.text}</blockquote>
      {said.answer !== null && said.answer !== '' && (
        <>
          <h4>{say('appeal.answer')}</h4>
          <blockquote class="answered">{said.answer}</blockquote>
        </>
      )}
    </div>
  )
}

function AppealForm({ outage, service, onSent }: AppealProps) {
  const { say } = useSpeech()
  const { signedOut } = useVisit()
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<Said | null>(null)
  const [isBusy, setIsBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const id = `appeal-${outage}-${service}`.replaceAll(/[^\w-]/g, '-')
  const send = async () => {
    if (text.trim().length < least) {
      setProblem({ key: 'appeal.needed', values: {} })
      area.current?.focus()
      return
    }
    setIsBusy(true)
    setProblem(null)
    try {
      await ask('openPortalAppeal', { body: { outage, service, text: text.trim() } })
      onSent()
    } catch (reason) {
      const code = reason instanceof Refused ? reason.code : ''
      if (code === 'access.unauthenticated') signedOut()
      const own = problems[code]
      setProblem(own ? { key: own, values: {} } : saidOf(reason))
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <form
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void send()
      }}
    >
      <label for={id}>{say('appeal.text')}</label>
      <p id={`${id}-hint`} class="hint">
        {say('appeal.text-hint')}
      </p>
      <textarea
        ref={area}
        id={id}
        rows={5}
        maxLength={most}
        value={text}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-hint ${id}-left ${id}-problem`}
        onInput={event => setText(event.currentTarget.value)}
      />
      <p id={`${id}-left`} class="hint">
        {say('appeal.left', { left: most - text.length })}
      </p>
      <p id={`${id}-problem`} class="problem" role="alert">
        {problem && say(problem.key, problem.values)}
      </p>
      <button type="submit" class="button primary" disabled={isBusy}>
        {say(isBusy ? 'appeal.sending' : 'appeal.send')}
      </button>
    </form>
  )
}

/** What is better said with what it is about. */
const problems: Readonly<Record<string, MessageKey>> = {
  'portal.too-often': 'appeal.too-often',
  'portal.not-found': 'not-listed.unknown',
  'request.invalid': 'appeal.needed',
}
