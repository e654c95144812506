import { ColorInput, FileInput, Group, MultiSelect } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { languages, useSay, type Language } from '../../../ui/language.tsx'
import styles from '../settings.module.css'
import { orNone, TextField } from './fields.tsx'
import type { FormOf } from './index.ts'

interface StatusPage {
  readonly name: string
  readonly url: string | null
  readonly timeZone: string
  readonly languages: readonly Language[]
  readonly contact: { readonly url: string | null; readonly phone: string | null; readonly mail: string | null }
  readonly logo: string | null
  readonly accent: string
  readonly promise: string | null
}

const mostLogoBytes = 70_000

/** How the public page looks, and what it promises. */
export function StatusPageForm({ value, change }: FormOf): ReactNode {
  const say = useSay()
  const page = value as StatusPage
  const put = (part: Partial<StatusPage>): void => change({ ...page, ...part })
  const contact = (part: Partial<StatusPage['contact']>): void => put({ contact: { ...page.contact, ...part } })
  return (
    <>
      <TextField label={say('statusPage.name')} value={page.name} change={name => put({ name })} most={80} required />
      <TextField
        label={say('statusPage.url')}
        hint={say('statusPage.urlHint')}
        value={page.url}
        change={url => put({ url: orNone(url) })}
        type="url"
      />
      <Group grow align="start">
        <TextField
          label={say('operator.timeZone')}
          value={page.timeZone}
          change={timeZone => put({ timeZone })}
          most={60}
          required
        />
        <TextField
          label={say('statusPage.promise')}
          hint={say('statusPage.promiseHint')}
          value={page.promise}
          change={promise => put({ promise: orNone(promise) })}
          pattern="0\.\d{1,6}"
        />
      </Group>
      <MultiSelect
        label={say('statusPage.languages')}
        description={say('statusPage.languagesHint')}
        value={[...page.languages]}
        onChange={next => put({ languages: next as Language[] })}
        data={Object.entries(languages).map(([each, label]) => ({ value: each, label }))}
      />
      <TextField
        label={say('statusPage.contactUrl')}
        value={page.contact.url}
        change={url => contact({ url: orNone(url) })}
        type="url"
        most={300}
      />
      <Group grow>
        <TextField
          label={say('statusPage.contactPhone')}
          value={page.contact.phone}
          change={phone => contact({ phone: orNone(phone) })}
          type="tel"
          most={40}
        />
        <TextField
          label={say('statusPage.contactMail')}
          value={page.contact.mail}
          change={mail => contact({ mail: orNone(mail) })}
          type="email"
        />
      </Group>
      <ColorInput
        label={say('statusPage.accent')}
        description={say('statusPage.accentHint')}
        format="hex"
        withEyeDropper={false}
        value={page.accent}
        onChange={accent => put({ accent })}
      />
      <Logo logo={page.logo} change={logo => put({ logo })} />
    </>
  )
}

/** A small picture, kept within the setting so that the page needs nobody else to show it. */
function Logo({
  logo,
  change,
}: {
  readonly logo: string | null
  readonly change: (logo: string | null) => void
}): ReactNode {
  const say = useSay()
  const [tooLarge, setTooLarge] = useState(false)
  const choose = (file: File | null): void => {
    setTooLarge(file !== null && file.size > mostLogoBytes)
    if (file === null) return change(null)
    if (file.size > mostLogoBytes) return
    const reader = new FileReader()
    reader.addEventListener('load', () => {
      if (typeof reader.result === 'string') change(reader.result)
    })
    reader.readAsDataURL(file)
  }
  return (
    <Group align="end">
      <FileInput
        label={say('statusPage.logo')}
        description={say('statusPage.logoHint')}
        placeholder={say(logo === null ? 'imports.filePlaceholder' : 'statusPage.logoKept')}
        accept="image/svg+xml,image/png,image/webp"
        clearable
        clearButtonProps={{ 'aria-label': say('setting.removeRow') }}
        classNames={{ placeholder: styles['placeholder'] ?? '' }}
        onChange={choose}
        error={tooLarge ? say('statusPage.logoTooLarge') : undefined}
        w={320}
        maw="100%"
      />
      {logo !== null && <img src={logo} alt={say('statusPage.logo')} height={36} />}
    </Group>
  )
}
