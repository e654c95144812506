import type { Adapter, Outside, SettingsOf } from '../adapter.ts'
import type { Provider } from '../provider.ts'
import type { Signing } from './bounce-address.ts'
import { openImap } from './inbox/imap.ts'
import type { Inbox } from './inbox/inbox.ts'
import { openLmtp } from './inbox/lmtp.ts'
import { normaliseMail } from './normalise.ts'
import { smtp } from './smtp.ts'

type Settings = SettingsOf<'smtp'>

/** Mail goes out by SMTP; what people write and what comes back is read from a mailbox, or handed over by a mail server. */
export const mail: Adapter<Settings> = {
  brings: 'email',
  secretsOf: ({ password, inbox, bounces }) => [
    ...(password === null ? [] : [password]),
    ...(inbox?.by === 'imap' ? [inbox.password] : []),
    ...(bounces ? [bounces.signing] : []),
  ],
  open(settings, outside): Provider {
    const { secret, atOnce } = outside
    const signing = signingOf(settings, secret)
    const sender = smtp(settings, settings.password === null ? null : secret(settings.password), atOnce, signing)
    const inbox = inboxOf(settings, outside, signing)
    return {
      ...sender,
      health: () => inbox?.trouble() ?? null,
      async close() {
        await Promise.all([sender.close(), inbox?.close()])
      },
    }
  },
  door: null,
  normalise: normaliseMail,
}

function signingOf({ bounces }: Settings, secret: Outside['secret']): Signing | null {
  return bounces ? { address: bounces.address, secret: secret(bounces.signing) } : null
}

function inboxOf({ inbox, authenticatedBy }: Settings, outside: Outside, signing: Signing | null): Inbox | null {
  const keeping = { ...outside, signing, server: authenticatedBy }
  switch (inbox?.by) {
    case undefined:
      return null
    case 'imap':
      return openImap(inbox, outside.secret(inbox.password), keeping)
    case 'lmtp':
      return openLmtp(inbox, keeping)
  }
}
