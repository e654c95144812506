import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState, type FormEvent, type ReactNode } from 'react'
import { ask, type ReplyTo } from '../../api/ask.ts'
import { Badge } from '../../ui/badge.tsx'
import { save } from '../../ui/csv.ts'
import { ActionDialog, Dialog } from '../../ui/dialog.tsx'
import { useSay } from '../../ui/language.tsx'
import { Line, Secret } from '../../ui/parts.tsx'
import { ProblemAlert } from '../../ui/problem.tsx'
import { meQuery, useMe } from '../session/me.ts'
import { qrOf } from './qr.ts'
import styles from './settings.module.css'

/** A code of a device beside the password. */
export function Totp(): ReactNode {
  const say = useSay()
  const me = useMe()
  const client = useQueryClient()
  const [opened, setOpened] = useState<'on' | 'off' | null>(null)
  const done = (): void => {
    setOpened(null)
    void client.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  return (
    <Line
      under={me.codes ? say('account.codesLeft', { count: me.recoveryCodesLeft }) : say('account.codesHint')}
      end={
        <>
          <Badge tone={me.codes ? 'good' : 'warn'} mark={me.codes ? 'full' : 'hollow'}>
            {say(me.codes ? 'account.codesOn' : 'account.codesOff')}
          </Badge>
          <Button variant="default" size="xs" onClick={() => setOpened(me.codes ? 'off' : 'on')}>
            {say(me.codes ? 'account.codesDisable' : 'account.codesEnable')}
          </Button>
        </>
      }
    >
      {say('account.codes')}
      {opened === 'on' && <Enrol done={done} />}
      {opened === 'off' && <Disable done={done} />}
    </Line>
  )
}

function Disable({ done }: { readonly done: () => void }): ReactNode {
  const say = useSay()
  const disable = useMutation({
    mutationFn: (password: string) => ask('disableTotp', { body: { password } }),
    onSuccess: done,
  })
  return (
    <ActionDialog
      title={say('account.codesDisable')}
      explain={say('account.codesDisableExplain')}
      submit={say('account.codesDisable')}
      danger
      change={disable}
      close={done}
      act={({ text }) => disable.mutate(text('password') ?? '')}
    >
      <PasswordInput name="password" label={say('password.present')} autoComplete="current-password" required />
    </ActionDialog>
  )
}

/** First the password, then the device, then the recovery codes, which are shown once. */
function Enrol({ done }: { readonly done: () => void }): ReactNode {
  const say = useSay()
  const enrol = useMutation({ mutationFn: (password: string) => ask('enrolTotp', { body: { password } }) })
  const confirm = useMutation({ mutationFn: (code: string) => ask('confirmTotp', { body: { code } }) })
  if (!enrol.data)
    return (
      <ActionDialog
        title={say('account.codesEnable')}
        explain={say('account.codesEnableExplain')}
        submit={say('signIn.codeSubmit')}
        change={enrol}
        close={done}
        act={({ text }) => enrol.mutate(text('password') ?? '')}
      >
        <PasswordInput name="password" label={say('password.present')} autoComplete="current-password" required />
      </ActionDialog>
    )
  const close = { 'aria-label': say('common.close') }
  if (confirm.data)
    return (
      <Dialog onClose={done} title={<strong>{say('account.recovery')}</strong>} closeButtonProps={close}>
        <RecoveryCodes codes={confirm.data.recoveryCodes} done={done} />
      </Dialog>
    )
  return (
    <Dialog onClose={done} title={<strong>{say('account.codesEnable')}</strong>} closeButtonProps={close}>
      <Device enrolled={enrol.data} change={confirm} />
    </Dialog>
  )
}

function Device({
  enrolled: { uri, secret },
  change,
}: {
  readonly enrolled: ReplyTo<'enrolTotp'>
  readonly change: { readonly isPending: boolean; readonly error: unknown; mutate(code: string): void }
}): ReactNode {
  const say = useSay()
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault()
    const code = new FormData(event.currentTarget).get('code')
    if (typeof code === 'string') change.mutate(code.replaceAll(/\s/g, ''))
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Text size="sm">{say('account.scan')}</Text>
        <QrCode text={uri} label={say('account.qr')} />
        <Text size="sm">{say('account.orType')}</Text>
        <Secret value={secret.replaceAll(/(.{4})(?=.)/g, '$1 ')} />
        {change.error !== null && <ProblemAlert reason={change.error} />}
        <TextInput
          name="code"
          label={say('account.firstCode')}
          inputMode="numeric"
          autoComplete="one-time-code"
          pattern="\d{3}\s?\d{3}"
          required
          withAsterisk={false}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={change.isPending}>
            {say('account.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Black on white whatever the page looks like: cameras want it so. */
function QrCode({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { size, path } = useMemo(() => {
    const modules = qrOf(text)
    const squares = modules.flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    return { size: modules.length, path: squares.join('') }
  }, [text])
  return (
    <svg
      className={styles['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}

function RecoveryCodes({ codes, done }: { readonly codes: readonly string[]; readonly done: () => void }): ReactNode {
  const say = useSay()
  return (
    <Stack gap="sm">
      <Text size="sm">{say('account.recoveryExplain')}</Text>
      <ul className={styles['codes']}>
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="flex-end">
        <Button
          variant="default"
          onClick={() => save(new Blob([codes.join('\n')], { type: 'text/plain' }), 'pulih-codes.txt')}
        >
          {say('account.recoverySave')}
        </Button>
        <Button onClick={done}>{say('common.done')}</Button>
      </Group>
    </Stack>
  )
}
