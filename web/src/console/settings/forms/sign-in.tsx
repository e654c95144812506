import { Alert, Checkbox, Select } from '@mantine/core'
import type { ReactNode } from 'react'
import { useSay } from '../../../ui/language.tsx'
import { TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

interface Provider {
  readonly issuer: string
  readonly clientId: string
  readonly scope: string
  readonly claim: string
}
interface SignIn {
  readonly outbox: string
  readonly provider: Provider | null
}

const outboxes = ['off', 'kept', 'kept-and-logged'] as const
const fresh: Provider = { issuer: '', clientId: '', scope: 'openid', claim: 'customer' }

/** How subscribers sign in to the portal. */
export function SignInForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const setting = value as SignIn
  const { provider } = setting
  const put = (part: Partial<Provider>): void => change({ ...setting, provider: { ...(provider ?? fresh), ...part } })
  return (
    <>
      <Select
        label={say('portalSignIn.outbox')}
        value={setting.outbox}
        allowDeselect={false}
        onChange={outbox => change({ ...setting, outbox: outbox ?? setting.outbox })}
        data={outboxes.map(each => ({ value: each, label: say(`portalSignIn.outbox.${each}`) }))}
      />
      {setting.outbox !== 'off' && <Alert color="yellow">{say('portalSignIn.outboxWarning')}</Alert>}
      <Checkbox
        label={say('portalSignIn.provider')}
        checked={provider !== null}
        onChange={({ currentTarget }) => change({ ...setting, provider: currentTarget.checked ? fresh : null })}
      />
      {provider && (
        <>
          <TextField
            label={say('portalSignIn.issuer')}
            value={provider.issuer}
            change={issuer => put({ issuer })}
            type="url"
            most={300}
            required
          />
          <TextField
            label={say('portalSignIn.clientId')}
            hint={say('portalSignIn.secretHint')}
            value={provider.clientId}
            change={clientId => put({ clientId })}
            required
          />
          <TextField label={say('provider.scope')} value={provider.scope} change={scope => put({ scope })} required />
          <TextField
            label={say('portalSignIn.claim')}
            value={provider.claim}
            change={claim => put({ claim })}
            most={100}
            required
          />
        </>
      )}
    </>
  )
}
