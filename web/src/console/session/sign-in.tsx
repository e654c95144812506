import { Alert, Button, Divider, PasswordInput, Stack, Text, TextInput, Title, UnstyledButton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect, useState, type FormEvent, type ReactNode } from 'react'
import { ask, type ReplyTo } from '../../api/ask.ts'
import { looking } from '../../api/queries.ts'
import { Refusal } from '../../api/refusal.ts'
import { textsIn } from '../../ui/form.ts'
import { languages, useLanguage, useSay, type Language } from '../../ui/language.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { Mark } from '../brand.tsx'
import styles from './sign-in.module.css'

const route = getRouteApi('/sign-in')

/** Coming in: password, then a code where one is asked for, or the company's own sign-in. */
export function SignInPage(): ReactNode {
  const say = useSay()
  const { next, why, problem } = route.useSearch()
  const [challenge, setChallenge] = useState<string | null>(null)
  const enter = useEnter(next)
  const answered = (answer: ReplyTo<'signIn'>): void => {
    if (answer.status === 'code-wanted') setChallenge(answer.challenge)
    else void enter()
  }
  useEffect(() => {
    document.title = say('app.title', { page: say('signIn.title') })
  }, [say])
  return (
    <div className={styles['screen']}>
      <main className={styles['box']}>
        <div className={styles['brand']}>
          <Mark size={34} />
          <div>
            <div className={styles['name']}>{say('app.name')}</div>
            <div className={styles['lead']}>{say('signIn.lead')}</div>
          </div>
        </div>
        <Stack gap="md">
          <Title order={1}>{say(challenge === null ? 'signIn.title' : 'signIn.codeTitle')}</Title>
          {why === 'ended' && <Alert color="yellow">{say('signIn.ended')}</Alert>}
          {why === 'out' && <Text size="sm">{say('signIn.out')}</Text>}
          {problem !== undefined && <ProblemAlert reason={new Refusal(401, { code: problem })} />}
          {challenge === null ? (
            <>
              <PasswordForm answered={answered} />
              <ProviderButton next={next} />
            </>
          ) : (
            <CodeForm challenge={challenge} done={() => void enter()} back={() => setChallenge(null)} />
          )}
        </Stack>
      </main>
      <Languages />
    </div>
  )
}

/** Only paths of our own are gone to: an address in a link must not lead a person who has just signed in somewhere else. */
function useEnter(next: string | undefined): () => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async () => {
    client.clear()
    const href = next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'
    await router.navigate({ href: router.buildLocation({ to: '/' }).href.replace(/\/?$/, '') + href })
  }
}

function PasswordForm({ answered }: { readonly answered: (answer: ReplyTo<'signIn'>) => void }): ReactNode {
  const say = useSay()
  const signIn = useMutation({
    mutationFn: (body: { login: string; password: string }) => ask('signIn', { body }),
    onSuccess: answered,
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const text = textsIn(event.currentTarget)
    signIn.mutate({ login: text('login'), password: text('password') })
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {signIn.isError && <ProblemAlert reason={signIn.error} />}
        <TextInput
          label={say('signIn.login')}
          name="login"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          data-autofocus
          autoFocus
        />
        <PasswordInput
          label={say('signIn.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
        />
        <Button type="submit" loading={signIn.isPending} fullWidth mt={4}>
          {say('signIn.submit')}
        </Button>
      </Stack>
    </form>
  )
}

function CodeForm({
  challenge,
  done,
  back,
}: {
  readonly challenge: string
  readonly done: () => void
  readonly back: () => void
}): ReactNode {
  const say = useSay()
  const confirm = useMutation({
    mutationFn: (code: string) => ask('signInWithCode', { body: { challenge, code } }),
    onSuccess: done,
  })
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    confirm.mutate(textsIn(event.currentTarget)('code').replaceAll(' ', ''))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        {confirm.isError && <ProblemAlert reason={confirm.error} />}
        <TextInput
          label={say('signIn.code')}
          description={say('signIn.codeHint')}
          name="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          minLength={6}
          autoFocus
        />
        <Button type="submit" loading={confirm.isPending} fullWidth>
          {say('signIn.codeSubmit')}
        </Button>
        <Button variant="subtle" onClick={back} fullWidth>
          {say('signIn.otherPerson')}
        </Button>
      </Stack>
    </form>
  )
}

function ProviderButton({ next }: { readonly next: string | undefined }): ReactNode {
  const say = useSay()
  const router = useRouter()
  const { data: ways } = useQuery(looking('readSignInWays', {}))
  const visit = useMutation({
    mutationFn: () =>
      ask('signInWithProvider', {
        body: { returnTo: `${router.basepath}${next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/'}` },
      }),
    onSuccess: ({ location: address }) => location.assign(address),
  })
  if (ways?.provider !== true) return null
  return (
    <>
      <Divider label={say('signIn.or')} />
      {visit.isError && <ProblemAlert reason={visit.error} />}
      <Button variant="default" fullWidth onClick={() => visit.mutate()} loading={visit.isPending}>
        {say('signIn.provider')}
      </Button>
    </>
  )
}

function Languages(): ReactNode {
  const say = useSay()
  const { language, choose } = useLanguage()
  return (
    <nav className={styles['languages']} aria-label={say('menu.language')}>
      {(Object.keys(languages) as Language[]).map(each => (
        <UnstyledButton
          key={each}
          lang={each}
          fz="sm"
          c={each === language ? 'var(--ink)' : 'dimmed'}
          fw={each === language ? 620 : 400}
          aria-current={each === language ? 'true' : undefined}
          onClick={() => choose(each)}
        >
          {languages[each]}
        </UnstyledButton>
      ))}
    </nav>
  )
}
