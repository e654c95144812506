import { useEffect, useRef, useState } from 'preact/hooks'
import { ask, Refused } from '../api.ts'
import { useSpeech, useVisit } from '../context.ts'
import { Icon } from '../parts/icon.tsx'
import { Problem, useTrying } from '../parts/trying.tsx'
import { sayRefusal } from '../problems.ts'

interface SignInProps {
  readonly wasSignedOut: boolean
  readonly onSignedIn: () => void
}

interface Asked {
  readonly contact: string
  readonly challenge: string
  readonly expiresAt: string
}

/** The door: a contact, then the code that was sent to it; or the operator's own sign-in. */
export function SignIn({ wasSignedOut, onSignedIn }: SignInProps) {
  const { say } = useSpeech()
  const { door } = useVisit()
  const [asked, setAsked] = useAsked()
  const signedIn = () => {
    setAsked(null)
    onSignedIn()
  }
  return (
    <div class="door">
      {asked ? (
        <CodeForm asked={asked} onOther={() => setAsked(null)} onSignedIn={signedIn} />
      ) : (
        <>
          <h1>{say('sign-in.title')}</h1>
          <p class="lead">{say('sign-in.lead')}</p>
          {wasSignedOut && <Notice text={say('state.signed-out')} />}
          <CameBack />
          {door.code && <ContactForm onAsked={setAsked} />}
          {door.code && door.provider && <p class="or">{say('sign-in.or')}</p>}
          {door.provider && <ProviderButton isOnly={!door.code} />}
          {!door.code && !door.provider && <Notice text={say('sign-in.none')} />}
        </>
      )}
    </div>
  )
}

const memory = 'pulih.asked'

/** A phone may load the page anew while its owner looks for the code: as long as that is good it is still waited for. */
function useAsked(): readonly [Asked | null, (asked: Asked | null) => void] {
  const [asked, setAsked] = useState(remembered)
  const remember = (next: Asked | null) => {
    setAsked(next)
    if (next) sessionStorage.setItem(memory, JSON.stringify(next))
    else sessionStorage.removeItem(memory)
  }
  return [asked, remember]
}

function remembered(): Asked | null {
  try {
    // We wrote it ourselves; in a tab of its own nobody else does.
    const asked = JSON.parse(sessionStorage.getItem(memory) ?? 'null') as Asked | null
    return asked && Date.parse(asked.expiresAt) > Date.now() ? asked : null
  } catch {
    return null
  }
}

/** What the operator's own sign-in had against it stands in the address to which it sent us back. */
function CameBack() {
  const { say } = useSpeech()
  const problem = new URLSearchParams(location.search).get('problem')
  if (problem === null) return null
  return (
    <Notice
      text={sayRefusal(say, new Refused(problem === 'portal.provider-away' ? problem : 'portal.provider-refused'))}
    />
  )
}

function Notice({ text }: { readonly text: string }) {
  return (
    <div class="notice open" role="status">
      <Icon name="warn" />
      <p>{text}</p>
    </div>
  )
}

function ContactForm({ onAsked }: { readonly onAsked: (asked: Asked) => void }) {
  const { say, language } = useSpeech()
  const [contact, setContact] = useState('')
  const trying = useTrying(say, 'sign-in.contact-needed')
  const input = useRef<HTMLInputElement>(null)
  const submit = async () => {
    const wanted = contact.trim()
    if (wanted.length < 3) return trying.fail('sign-in.contact-needed', input.current)
    await trying.run(async () => {
      const { challenge, expiresAt } = await ask('askPortalCode', { body: { contact: wanted, language } })
      onAsked({ contact: wanted, challenge, expiresAt })
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
      <label for="contact">{say('sign-in.contact')}</label>
      <p id="contact-hint" class="hint">
        {say('sign-in.contact-hint')}
      </p>
      <input
        ref={input}
        id="contact"
        name="username"
        type="text"
        inputMode="email"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        maxLength={200}
        value={contact}
        aria-invalid={trying.problem !== null}
        aria-describedby="contact-hint contact-problem"
        onInput={event => setContact(event.currentTarget.value)}
      />
      <Problem id="contact-problem" text={trying.problem} />
      <button type="submit" class="button primary wide" disabled={trying.isBusy}>
        {say(trying.isBusy ? 'sign-in.sending' : 'sign-in.send')}
      </button>
    </form>
  )
}

function CodeForm({
  asked,
  onOther,
  onSignedIn,
}: {
  readonly asked: Asked
  readonly onOther: () => void
  readonly onSignedIn: () => void
}) {
  const { say } = useSpeech()
  const [code, setCode] = useState('')
  const trying = useTrying(say, 'sign-in.code-needed')
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = async () => {
    if (!/^\d{6}$/.test(code)) return trying.fail('sign-in.code-needed', input.current)
    await trying.run(async () => {
      await ask('enterPortalCode', { body: { challenge: asked.challenge, code } })
      // What stood in the address belongs to an earlier try.
      history.replaceState(null, '', location.pathname)
      onSignedIn()
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
      <h1>{say('sign-in.code-title')}</h1>
      <p class="lead">{say('sign-in.code-lead', { contact: asked.contact })}</p>
      <label for="code">{say('sign-in.code')}</label>
      <input
        ref={input}
        id="code"
        name="code"
        class="code"
        type="text"
        inputMode="numeric"
        autocomplete="one-time-code"
        maxLength={12}
        value={code}
        aria-invalid={trying.problem !== null}
        aria-describedby="code-problem"
        onInput={event => setCode(event.currentTarget.value.replaceAll(/\D/g, '').slice(0, 6))}
      />
      <Problem id="code-problem" text={trying.problem} />
      <button type="submit" class="button primary wide" disabled={trying.isBusy}>
        {say(trying.isBusy ? 'sign-in.entering' : 'sign-in.enter')}
      </button>
      <button type="button" class="link" onClick={onOther}>
        {say('sign-in.other')}
      </button>
    </form>
  )
}

function ProviderButton({ isOnly }: { readonly isOnly: boolean }) {
  const { say } = useSpeech()
  const trying = useTrying(say)
  const go = () =>
    trying.run(async () => {
      location.assign((await ask('askPortalProvider')).location)
    }, null)
  return (
    <>
      <button
        type="button"
        class={isOnly ? 'button primary wide' : 'button wide'}
        disabled={trying.isBusy}
        onClick={() => void go()}
      >
        {say('sign-in.provider')}
      </button>
      <Problem id="provider-problem" text={trying.problem} />
    </>
  )
}
